import { Button, Input, Modal, Skeleton } from 'antd'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import type { Account } from '@/shared/api/types'
import { formatDate } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { chooseLanguage, currentLanguage, type Language } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { RecoveryCodes, SetUpFactor } from './factor'
import { PasswordForm } from './password'
import { useAccount, useNewRecoveryCodes, useRemoveFactor } from './requests'
import { Devices } from './devices'
import { Tokens } from './tokens'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('account.title'))
  const me = useMe()
  const { data, error, refetch } = useAccount()
  const line = [me.name, me.name !== me.username && me.username, t(`role.${me.role}`), me.unit].filter(Boolean).join(' · ')
  return (
    <>
      <PageHead title={t('account.title')} line={line} />
      <div className="account">
        {error && !data && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
        {!error && !data && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 6 }} /></div>}
        {data && <><Password account={data} /><Factor account={data} /></>}
        <Devices />
        <Tokens />
        <LanguageChoice />
      </div>
    </>
  )
}

function Password({ account }: { account: Account }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <section className="card" aria-labelledby="password-title">
      <h2 id="password-title">{t('account.password')}</h2>
      {!account.hasPassword ? <p className="quiet">{t('account.noPassword')}</p> : open ? <PasswordForm onDone={close} onCancel={close} /> : (
        <>
          <p className="quiet">{t('account.passwordLine')}</p>
          <div className="actions after-text"><Button onClick={() => setOpen(true)}>{t('account.changePassword')}</Button></div>
        </>
      )}
    </section>
  )
}

function Factor({ account }: { account: Account }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [setting, setSetting] = useState(false)
  const [asked, setAsked] = useState<'remove' | 'recovery'>()
  const [codes, setCodes] = useState<string[]>()
  const remove = useRemoveFactor()
  const fresh = useNewRecoveryCodes()
  const factor = account.secondFactor
  const close = () => {
    setAsked(undefined)
    remove.reset()
    fresh.reset()
  }
  return (
    <section className="card" aria-labelledby="factor-title">
      <div className="card-head"><h2 id="factor-title">{t('account.factor')}</h2><Tag tone={factor ? 'good' : 'muted'}>{t(factor ? 'account.factorOn' : 'account.factorOff')}</Tag></div>
      {codes ? <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} /> : setting ? (
        <SetUpFactor onDone={() => setSetting(false)} onCancel={() => setSetting(false)} />
      ) : factor ? (
        <>
          <p className="quiet">{t('account.factorSince', { date: formatDate(factor.since) })} · {t('account.recoveryLeft', { count: factor.recoveryCodes })}</p>
          {factor.recoveryCodes < 4 && <p className="warnings">{t('account.recoveryFew')}</p>}
          <div className="actions after-text">
            <Button onClick={() => setAsked('recovery')}>{t('account.newRecovery')}</Button>
            <Button onClick={() => setAsked('remove')}>{t('account.disable')}</Button>
          </div>
        </>
      ) : (
        <>
          <p className="quiet">{t('account.factorLine')}</p>
          {account.hasPassword && <div className="actions after-text"><Button onClick={() => setSetting(true)}>{t('account.enable')}</Button></div>}
        </>
      )}
      {asked === 'remove' && (
        <AskPassword title={t('account.disable')} text={t('account.disableText')} busy={remove.isPending} error={remove.error} onCancel={close}
          onConfirm={(password) => remove.mutate(password, { onSuccess: () => { toast(t('account.factorRemoved')); close() } })} />
      )}
      {asked === 'recovery' && (
        <AskPassword title={t('account.newRecovery')} text={t('account.newRecoveryText')} busy={fresh.isPending} error={fresh.error} onCancel={close}
          onConfirm={(password) => fresh.mutate(password, { onSuccess: ({ recoveryCodes }) => { setCodes(recoveryCodes); close() } })} />
      )}
    </section>
  )
}

/** Asks for the password once more, before something that whoever found the browser open must not do. */
function AskPassword({ title, text, busy, error, onConfirm, onCancel }: {
  title: string
  text: string
  busy: boolean
  error: unknown
  onConfirm: (password: string) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const refused = error instanceof ApiProblem ? error.fields.password : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (password && !busy) onConfirm(password)
  }
  return (
    <Modal open centered title={title} onCancel={onCancel} closable={{ 'aria-label': t('common.cancel') }} cancelText={t('common.cancel')} okText={title}
      okButtonProps={{ htmlType: 'submit', form: 'ask-password', disabled: !password }} confirmLoading={busy}>
      <p>{text}</p>
      {Boolean(error) && !refused && <ProblemNotice title={t('account.failed')} error={error} />}
      <form id="ask-password" noValidate onSubmit={submit} className="after-text">
        <Field label={t('account.confirmPassword')} error={refused}>
          {(control) => <Input.Password {...control} autoComplete="current-password" maxLength={256} value={password} onChange={(event) => setPassword(event.target.value)} />}
        </Field>
      </form>
    </Modal>
  )
}

function LanguageChoice() {
  const { t } = useTranslation()
  const languages: Language[] = ['zh-CN', 'en']
  return (
    <section className="card" aria-labelledby="language-title">
      <h2 id="language-title">{t('account.language')}</h2>
      <fieldset className="choices in-line">
        <legend className="sr-only">{t('account.language')}</legend>
        {languages.map((language) => (
          <div className="choice" key={language}>
            <input type="radio" id={`language-${language}`} name="language" checked={currentLanguage() === language} onChange={() => void chooseLanguage(language)} />
            <label htmlFor={`language-${language}`} lang={language}>{t(`account.names.${language}`)}</label>
          </div>
        ))}
      </fieldset>
      <p className="fine">{t('account.languageLine')}</p>
    </section>
  )
}
