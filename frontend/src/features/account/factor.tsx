import { Button, Input, Skeleton } from 'antd'
import { useEffect, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { CopyButton } from '@/shared/ui/secret'
import { useToast } from '@/shared/ui/toast'
import { useBeginFactor, useConfirmFactor } from './requests'

/** Sets up a second factor: scan, show a code, keep the recovery codes. */
export function SetUpFactor({ onDone, onCancel }: { onDone: () => void; onCancel?: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const begin = useBeginFactor()
  const confirm = useConfirmFactor()
  const [code, setCode] = useState('')
  const { mutate } = begin
  useEffect(() => mutate(), [mutate])

  if (confirm.data) {
    return <RecoveryCodes codes={confirm.data.recoveryCodes} onDone={() => { toast(t('account.factorDone')); onDone() }} />
  }
  if (begin.error) return <ProblemNotice title={t('account.failed')} error={begin.error} onRetry={() => begin.mutate()} action={onCancel && <Button size="small" onClick={onCancel}>{t('common.cancel')}</Button>} />
  if (!begin.data) return <div role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 4 }} /></div>

  const refused = confirm.error instanceof ApiProblem ? confirm.error.fields.code : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!confirm.isPending) confirm.mutate(code.trim())
  }
  const { qr, secret } = begin.data
  return (
    <div className="factor">
      <h3>{t('account.scan')}</h3>
      <p className="quiet">{t('account.scanText')}</p>
      <img src={`data:image/png;base64,${qr}`} alt={t('account.qr')} width={196} height={196} />
      <details className="others">
        <summary>{t('account.typeInstead')}</summary>
        <p className="secret"><code aria-label={t('account.secret')}>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
      </details>
      <form noValidate className="narrow-form" onSubmit={submit}>
        {confirm.error && !refused && (
          <ProblemNotice title={t('account.failed')} error={confirm.error} action={<Button size="small" onClick={() => { confirm.reset(); setCode(''); begin.mutate() }}>{t('account.restart')}</Button>} />
        )}
        <Field label={t('account.code')} error={refused} hint={t('account.codeHint')}>
          {(control) => (
            <Input {...control} inputMode="numeric" autoComplete="one-time-code" maxLength={12} value={code}
              onChange={(event) => {
                setCode(event.target.value)
                if (confirm.error && !confirm.isPending) confirm.reset()
              }} />
          )}
        </Field>
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={confirm.isPending}>{t('account.confirm')}</Button>
          {onCancel && <Button onClick={onCancel}>{t('common.cancel')}</Button>}
        </div>
      </form>
    </div>
  )
}

/** The recovery codes, shown once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation()
  const text = codes.join('\n')
  const download = () => {
    const url = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${t('account.recoveryFile')}.txt`
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <div className="factor">
      <h3>{t('account.recoveryTitle')}</h3>
      <p>{t('account.recoveryText')}</p>
      <ol className="recovery" aria-label={t('account.recoveryTitle')}>{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ol>
      <div className="actions">
        <Button type="primary" onClick={onDone}>{t('account.recoverySaved')}</Button>
        <CopyButton text={text} label={t('account.copy')} />
        <Button onClick={download}>{t('account.download')}</Button>
      </div>
    </div>
  )
}
