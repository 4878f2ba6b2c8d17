import { Alert, Button, Input, Modal, Select } from 'antd'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import type { Session } from '@/shared/api/types'
import { formatDate, formatTime } from '@/shared/format'
import { Field } from '@/shared/ui/field'
import { ProblemNotice, useProblemText } from '@/shared/ui/notice'
import { Secret } from '@/shared/ui/secret'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useEndSession, useMakeToken, useSessions } from './requests'

/** The API tokens of this person. */
export function Tokens() {
  const { t } = useTranslation()
  const toast = useToast()
  const text = useProblemText()
  const { data } = useSessions()
  const end = useEndSession()
  const [making, setMaking] = useState(false)
  const [asked, setAsked] = useState<Session>()
  const tokens = (data?.items ?? []).filter((s) => s.token)
  return (
    <section className="card" aria-labelledby="tokens-title">
      <h2 id="tokens-title">{t('account.tokens')}</h2>
      <p className="quiet">{t('account.tokensLine')}</p>
      {data && tokens.length === 0 && <p className="quiet after-text">{t('account.noTokens')}</p>}
      <ul className="rows" aria-labelledby="tokens-title">
        {tokens.map((s) => (
          <li key={s.id}>
            <div>
              <p><strong>{s.name}</strong> <Tag tone={s.scope === 'read' ? 'plain' : 'accent'}>{t(s.scope === 'read' ? 'account.scopes.read' : 'account.scopes.full')}</Tag> {s.current && <Tag tone="good">{t('account.here')}</Tag>}</p>
              <p className="quiet">{[t('account.until', { date: formatDate(s.expiresAt) }), s.lastUsedAt ? t('account.lastUsed', { time: formatTime(s.lastUsedAt) }) : t('account.neverUsed'), s.lastUsedAt && s.address].filter(Boolean).join(' · ')}</p>
            </div>
            <Button aria-label={t('account.revokeOf', { name: s.name })} onClick={() => setAsked(s)}>{t('account.revoke')}</Button>
          </li>
        ))}
      </ul>
      <div className="actions after-text"><Button onClick={() => setMaking(true)}>{t('account.newToken')}</Button></div>
      {making && <NewToken onClose={() => setMaking(false)} />}
      {asked && (
        <Modal open centered title={t('account.revokeTitle', { name: asked.name })} onCancel={() => setAsked(undefined)} closable={{ 'aria-label': t('common.cancel') }}
          okText={t('account.revoke')} okButtonProps={{ danger: true }} cancelText={t('common.cancel')} confirmLoading={end.isPending}
          onOk={() => end.mutate(asked.id, { onSuccess: () => toast(t('account.revoked')), onError: (error) => toast(text(error), 'bad'), onSettled: () => setAsked(undefined) })}>
          <p>{t('account.revokeText')}</p>
        </Modal>
      )}
    </section>
  )
}

const lives = [30, 90, 180, 365]

function NewToken({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const make = useMakeToken()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<'read' | 'full'>('read')
  const [days, setDays] = useState(90)
  const refused = make.error instanceof ApiProblem ? make.error.fields : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!make.isPending) make.mutate({ name, scope, days })
  }
  if (make.data) {
    return (
      <Modal open centered title={t('account.tokenMade')} onCancel={onClose} closable={{ 'aria-label': t('account.close') }} mask={{ closable: false }}
        footer={<Button type="primary" onClick={onClose}>{t('account.close')}</Button>}>
        <Alert type="warning" showIcon className="notice" title={t('account.tokenOnce')} />
        <Secret label={t('account.token')} text={make.data.token} />
      </Modal>
    )
  }
  return (
    <Modal open centered title={t('account.newToken')} onCancel={onClose} closable={{ 'aria-label': t('common.cancel') }} okText={t('account.make')} cancelText={t('common.cancel')}
      okButtonProps={{ htmlType: 'submit', form: 'new-token' }} confirmLoading={make.isPending}>
      <form id="new-token" noValidate onSubmit={submit}>
        {make.error && Object.keys(refused).length === 0 && <ProblemNotice title={t('account.failed')} error={make.error} />}
        <Field label={t('account.tokenName')} error={refused.name} hint={t('account.tokenNameHint')}>
          {(control) => <Input {...control} autoComplete="off" maxLength={60} value={name} onChange={(event) => { setName(event.target.value); make.reset() }} />}
        </Field>
        <fieldset className="choices">
          <legend>{t('account.scope')}</legend>
          {(['read', 'full'] as const).map((one) => (
            <div className="choice" key={one}>
              <input type="radio" id={`scope-${one}`} name="scope" checked={scope === one} onChange={() => setScope(one)} />
              <label htmlFor={`scope-${one}`}>{t(`account.scopes.${one}`)}<span className="fine">{t(`account.scopeHint.${one}`)}</span></label>
            </div>
          ))}
        </fieldset>
        <div className="after-text">
          <Field label={t('account.days')} error={refused.days}>
            {(control) => <Select {...control} className="wide" value={days} onChange={setDays} options={lives.map((count) => ({ value: count, label: t('account.daysCount', { count }) }))} />}
          </Field>
        </div>
      </form>
    </Modal>
  )
}
