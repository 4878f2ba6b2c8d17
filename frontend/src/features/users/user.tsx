import { Button, Modal, Skeleton } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Change, FieldChange, User } from '@/shared/api/types'
import { useUnits } from '@/shared/api/units'
import { deviceName } from '@/shared/device'
import { formatDate, formatTime } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { ForAdmins } from '@/shared/ui/for-admins'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice, useProblemText } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { UserFields, type Values } from './fields'
import { MadePassword } from './made-password'
import { useChangeUser, useDeed, useEndSession, useResetPassword, useUser, useUserSessions, type Deed } from './requests'
import { reaches, roles, stateOf, tones } from './words'

export function Component() {
  return <ForAdmins><Loaded /></ForAdmins>
}

function Loaded() {
  const { t } = useTranslation()
  const { login = '' } = useParams()
  const { data, error, refetch } = useUser(login)
  useTitle(data?.name ?? t('users.title'))
  if (data) return <Page user={data} />
  if (statusOf(error) === 404) return <Nothing title={t('users.missingTitle')} text={t('users.missingText')} action={<LinkButton type="primary" to={paths.users}>{t('users.back')}</LinkButton>} />
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  return <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 8 }} /></div>
}

function Page({ user }: { user: User }) {
  const { t } = useTranslation()
  const state = stateOf(user)
  return (
    <>
      <p className="back"><Link to={paths.users}>← {t('users.back')}</Link></p>
      <PageHead title={user.name} line={<span className="tags"><Tag tone={tones[state]}>{t(`users.states.${state}`)}</Tag>{user.demo && <DemoTag />}<span>{[user.login, t(`role.${user.role}`)].join(' · ')}</span></span>} />
      <div className="lead-page">
        <div><Basics key={user.rev} user={user} /><History changes={user.history} /></div>
        <div><AccountDeeds user={user} /><Sessions login={user.login} /></div>
      </div>
    </>
  )
}

const valuesOf = ({ name, role, unit, reach, chains, email }: User): Values => ({ name, role, unit, reach, chains, email })

function Basics({ user }: { user: User }) {
  const { t } = useTranslation()
  const toast = useToast()
  const change = useChangeUser(user.login)
  const before = valuesOf(user)
  const [values, setValues] = useState(before)
  const form = useRef<HTMLFormElement>(null)
  const refused = change.error instanceof ApiProblem ? change.error.fields : {}
  const changed = (Object.keys(before) as (keyof Values)[]).filter((field) => String(before[field]) !== String(values[field]))
  useEffect(() => {
    if (change.error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [change.error])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (change.isPending || changed.length === 0) return
    change.mutate({ rev: user.rev, body: Object.fromEntries(changed.map((field) => [field, values[field]])) }, {
      onSuccess: () => toast(t('users.saved')),
      onError: (error) => {
        if (statusOf(error) === 412) toast(t('users.conflict'), 'bad')
      },
    })
  }
  return (
    <section className="card" aria-labelledby="basics-title">
      <h2 id="basics-title">{t('users.basics')}</h2>
      <form ref={form} noValidate onSubmit={submit}>
        {change.error && Object.keys(refused).length === 0 && <ProblemNotice title={t('users.failed')} error={change.error} />}
        <UserFields values={values} errors={refused} onChange={(next) => { setValues(next); if (change.error && !change.isPending) change.reset() }} />
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={change.isPending} disabled={changed.length === 0}>{t('common.save')}</Button>
          {changed.length > 0 && <Button onClick={() => { setValues(before); change.reset() }}>{t('common.cancel')}</Button>}
        </div>
      </form>
    </section>
  )
}

type Asked = 'password' | 'disable' | Exclude<Deed, 'unlock'>

function AccountDeeds({ user }: { user: User }) {
  const { t } = useTranslation()
  const toast = useToast()
  const text = useProblemText()
  const change = useChangeUser(user.login)
  const deed = useDeed(user.login)
  const reset = useResetPassword(user.login)
  const [asked, setAsked] = useState<Asked>()
  const [made, setMade] = useState('')
  const name = user.name
  const own = useMe().username === user.login
  const outcome = (done: string) => ({ onSuccess: () => toast(done), onError: (error: unknown) => toast(text(error), 'bad'), onSettled: () => setAsked(undefined) })
  const asks: Record<Asked, { title: string; text: string; go: () => void }> = {
    password: {
      title: t('users.resetPassword'), text: t('users.resetPasswordText', { name }),
      go: () => reset.mutate(undefined, { onSuccess: ({ password }) => setMade(password ?? ''), onError: (error) => toast(text(error), 'bad'), onSettled: () => setAsked(undefined) }),
    },
    disable: { title: t('users.disable'), text: t('users.disableText', { name }), go: () => change.mutate({ rev: user.rev, body: { disabled: true } }, outcome(t('users.disabled'))) },
    'sign-out': { title: t('users.signOut'), text: t('users.signOutText', { name }), go: () => deed.mutate('sign-out', outcome(t('users.signedOut'))) },
    'second-factor/reset': { title: t('users.resetFactor'), text: t('users.resetFactorText', { name }), go: () => deed.mutate('second-factor/reset', outcome(t('users.factorReset'))) },
    unlink: { title: t('users.unlink'), text: t('users.unlinkText'), go: () => deed.mutate('unlink', outcome(t('users.unlinked'))) },
  }
  const busy = change.isPending || deed.isPending || reset.isPending
  return (
    <section className="card" aria-labelledby="account-title">
      <h2 id="account-title">{t('users.account')}</h2>
      <dl className="facts">
        <div><dt>{t('users.lastAt')}</dt><dd>{user.lastAt ? formatTime(user.lastAt) : t('users.never')}</dd></div>
        <div><dt>{t('account.factor')}</dt><dd>{t(user.secondFactor ? 'account.factorOn' : 'account.factorOff')}</dd></div>
        {user.linked && <div><dt>{t('users.linked')}</dt><dd>{t('users.yes')}</dd></div>}
      </dl>
      {user.lockedUntil && <p className="warnings">{t('users.lockedUntil', { time: formatTime(user.lockedUntil) })}</p>}
      <div className="actions after-text">
        {user.lockedUntil && <Button loading={deed.isPending && deed.variables === 'unlock'} onClick={() => deed.mutate('unlock', outcome(t('users.unlocked')))}>{t('users.unlock')}</Button>}
        {own ? <LinkButton to={paths.account}>{t('user.account')}</LinkButton> : <Button onClick={() => setAsked('password')}>{t('users.resetPassword')}</Button>}
        {user.secondFactor && !own && <Button onClick={() => setAsked('second-factor/reset')}>{t('users.resetFactor')}</Button>}
        {!user.disabled && <Button onClick={() => setAsked('sign-out')}>{t('users.signOut')}</Button>}
        {user.linked && <Button onClick={() => setAsked('unlink')}>{t('users.unlink')}</Button>}
        {user.disabled ? (
          <Button loading={change.isPending} onClick={() => change.mutate({ rev: user.rev, body: { disabled: false } }, outcome(t('users.enabled')))}>{t('users.enable')}</Button>
        ) : <Button danger onClick={() => setAsked('disable')}>{t('users.disable')}</Button>}
      </div>
      {asked && (
        <Modal open centered title={asks[asked].title} onCancel={() => setAsked(undefined)} onOk={asks[asked].go} okText={asks[asked].title} cancelText={t('common.cancel')}
          okButtonProps={{ danger: asked === 'disable' }} confirmLoading={busy} closable={{ 'aria-label': t('common.cancel') }}>
          <p>{asks[asked].text}</p>
        </Modal>
      )}
      {made && <MadePassword name={name} password={made} onClose={() => setMade('')} />}
    </section>
  )
}

function Sessions({ login }: { login: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const text = useProblemText()
  const { data, error, refetch } = useUserSessions(login)
  const end = useEndSession()
  return (
    <section className="card" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t('users.sessions')}</h2>
      {error && !data && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="quiet">{t('users.noSessions')}</p>}
      <ul className="rows" aria-labelledby="sessions-title">
        {data?.items.map((s) => {
          const device = s.token ? s.name : deviceName(s.device) || t('account.unknownDevice')
          return (
            <li key={s.id}>
              <div>
                <p><strong title={s.device}>{device}</strong> {s.token && <Tag>{t('account.token')}</Tag>} {s.current && <Tag tone="good">{t('account.here')}</Tag>}</p>
                <p className="quiet">{[s.address, s.lastUsedAt ? t('account.lastUsed', { time: formatTime(s.lastUsedAt) }) : t('account.neverUsed'), s.token && t('account.until', { date: formatDate(s.expiresAt) })].filter(Boolean).join(' · ')}</p>
              </div>
              {!s.current && (
                <Button aria-label={s.token ? t('account.revokeOf', { name: device }) : t('account.endOf', { device })} loading={end.isPending && end.variables === s.id}
                  onClick={() => end.mutate(s.id, { onSuccess: () => toast(t(s.token ? 'account.revoked' : 'account.ended')), onError: (problem) => toast(text(problem), 'bad') })}>
                  {t(s.token ? 'account.revoke' : 'account.end')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const actions = ['created', 'changed', 'passwordSet', 'passwordChanged', 'secondFactorOn', 'secondFactorOff', 'recoveryCodesMade', 'recoveryCodeUsed'] as const
const fields = ['name', 'role', 'unit', 'reach', 'chains', 'email', 'disabled'] as const

function History({ changes }: { changes: Change[] }) {
  const { t } = useTranslation()
  const names = useNames()
  const who = (by: string) => (by === '' ? t('users.byCommand') : by === 'oidc' ? t('users.linked') : names(by))
  const what = (action: string) => {
    const known = actions.find((a) => a === action)
    return known ? t(`users.actions.${known}`) : action
  }
  const field = (name: string) => {
    const known = fields.find((f) => f === name)
    return known ? t(`users.fields.${known}`) : name
  }
  return (
    <section className="card" aria-labelledby="history-title">
      <h2 id="history-title">{t('users.history')}</h2>
      {changes.length === 0 && <p className="quiet">{t('users.noHistory')}</p>}
      <ol className="timeline">
        {[...changes].reverse().map((change, i) => (
          <li key={`${change.at} ${i}`}>
            <div className="line"><span><strong>{who(change.by)}</strong> {what(change.action)}</span><time className="quiet" dateTime={change.at}>{formatTime(change.at)}</time></div>
            {change.fields && change.fields.length > 0 && (
              <ul className="field-changes">
                {change.fields.map((f) => (
                  <li key={f.field}><span className="quiet">{field(f.field)}{t('common.colon')}</span><del><Shown change={f} value={f.from} /></del><span aria-hidden="true"> → </span><span className="sr-only">{t('lead.to')}</span><ins><Shown change={f} value={f.to} /></ins></li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Shown({ change, value }: { change: FieldChange; value: string }) {
  const { t } = useTranslation()
  const units = useUnits().data?.items
  switch (change.field) {
    case 'disabled': return <>{t(value === 'true' ? 'users.yes' : 'users.no')}</>
    case 'unit': return <>{value === '' ? t('users.city') : (units?.find((u) => u.id === value)?.name ?? value)}</>
    case 'role': {
      const role = roles.find((r) => r === value)
      return <>{role ? t(`role.${role}`) : value}</>
    }
    case 'reach': {
      const reach = reaches.find((r) => r === value)
      return <>{reach === undefined ? value : t(`users.reaches.${reach || 'usual'}`)}</>
    }
    default: return <>{value || t('users.empty')}</>
  }
}
