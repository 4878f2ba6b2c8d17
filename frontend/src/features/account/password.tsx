import { Button, Input } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import { useMe } from '@/shared/me'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { useChangePassword } from './requests'

type Values = Record<'current' | 'password' | 'repeat', string>
const none: Values = { current: '', password: '', repeat: '' }

/** Chooses a new password. */
export function PasswordForm({ onDone, onCancel }: { onDone: () => void; onCancel?: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const change = useChangePassword()
  const [values, setValues] = useState(none)
  const [local, setLocal] = useState<Partial<Values>>({})
  const form = useRef<HTMLFormElement>(null)
  const refused = change.error instanceof ApiProblem ? change.error.fields : {}
  const errors: Partial<Values> = { ...refused, ...local }
  const wholly = change.error && Object.keys(refused).length === 0

  useEffect(() => {
    if (change.error || Object.keys(local).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [change.error, local])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found: Partial<Values> = {}
    if (!values.current) found.current = t('account.required')
    if (!values.password) found.password = t('account.required')
    if (values.repeat !== values.password) found.repeat = t('account.repeatWrong')
    setLocal(found)
    if (Object.keys(found).length > 0 || change.isPending) return
    change.mutate({ current: values.current, password: values.password }, {
      onSuccess: () => {
        setValues(none)
        toast(t('account.passwordChanged'))
        onDone()
      },
    })
  }

  const box = (name: keyof Values, autoComplete: string, label: string, hint?: string) => (
    <Field label={label} error={errors[name]} hint={hint}>
      {(control) => (
        <Input.Password {...control} autoComplete={autoComplete} maxLength={256} value={values[name]}
          onChange={(event) => {
            setValues({ ...values, [name]: event.target.value })
            setLocal({})
            if (change.error && !change.isPending) change.reset()
          }} />
      )}
    </Field>
  )

  return (
    <form ref={form} noValidate className="narrow-form" onSubmit={submit}>
      {wholly && <ProblemNotice title={t('account.failed')} error={change.error} />}
      <input type="text" name="username" autoComplete="username" value={me.username} readOnly hidden />
      {box('current', 'current-password', t('account.current'))}
      {box('password', 'new-password', t('account.newPassword'), t('account.passwordHint'))}
      {box('repeat', 'new-password', t('account.repeat'))}
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={change.isPending}>{t('account.changePassword')}</Button>
        {onCancel && <Button onClick={onCancel}>{t('common.cancel')}</Button>}
      </div>
    </form>
  )
}
