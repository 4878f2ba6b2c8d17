import { Button, Drawer, Input } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { UserFields, type Values } from './fields'
import { useAddUser } from './requests'

/** Adds a person. `onAdded` is given the password that was made up, where the admin wrote none. */
export function AddUser({ onClose, onAdded }: { onClose: () => void; onAdded: (name: string, password: string | undefined) => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const add = useAddUser()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [values, setValues] = useState<Values>({ name: '', role: 'agent', unit: '', reach: '', chains: [], email: '' })
  const [missing, setMissing] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const refused = add.error instanceof ApiProblem ? add.error.fields : {}
  const taken = add.error instanceof ApiProblem && add.error.code === 'duplicate' ? add.error.message : undefined

  useEffect(() => {
    if (add.error || missing) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [add.error, missing])
  const changed = () => {
    setMissing('')
    if (add.error && !add.isPending) add.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (add.isPending) return
    if (!login.trim()) {
      setMissing(t('account.required'))
      return
    }
    const { name, email, ...rest } = values
    add.mutate({ login: login.trim(), ...rest, ...(name.trim() && { name }), ...(email.trim() && { email }), ...(password && { password }) }, {
      onSuccess: (user) => {
        toast(t('users.added'))
        onAdded(user.name, user.password)
      },
    })
  }
  return (
    <Drawer open onClose={onClose} title={t('users.add')} size={560} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions"><Button type="primary" htmlType="submit" form="add-user" loading={add.isPending}>{t('users.add')}</Button><Button onClick={onClose}>{t('common.cancel')}</Button></div>}>
      <form id="add-user" ref={form} noValidate onSubmit={submit}>
        {add.error && !taken && Object.keys(refused).length === 0 && <ProblemNotice title={t('users.failed')} error={add.error} />}
        <Field label={t('users.login')} error={missing || taken || refused.login || refused.username} hint={t('users.loginHint')}>
          {(control) => <Input {...control} autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={64} value={login} onChange={(event) => { setLogin(event.target.value); changed() }} />}
        </Field>
        <UserFields adding values={values} errors={refused} onChange={(next) => { setValues(next); changed() }} />
        <Field label={t('users.password')} error={refused.password} hint={t('users.passwordHint')}>
          {(control) => <Input.Password {...control} autoComplete="new-password" maxLength={256} value={password} onChange={(event) => { setPassword(event.target.value); changed() }} />}
        </Field>
      </form>
    </Drawer>
  )
}
