import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation } from 'react-router'
import { ApiProblem } from '@/shared/api/problem'
import { useTitle } from '@/shared/hooks'
import { nextPath } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { Logo } from '@/shared/ui/logo'
import { useProblemText } from '@/shared/ui/notice'
import { sessionQuery, useSignIn } from './requests'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('signIn.title'))
  const { search } = useLocation()
  const session = useQuery(sessionQuery)
  const signIn = useSignIn()
  const text = useProblemText()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<{ username?: string; password?: string }>({})
  if (session.data) return <Navigate to={nextPath(search)} replace />

  const errors = { ...(signIn.error instanceof ApiProblem ? signIn.error.fields : {}), ...missing }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = {
      ...(!username.trim() && { username: t('signIn.usernameMissing') }),
      ...(!password && { password: t('signIn.passwordMissing') }),
    }
    setMissing(found)
    if (Object.keys(found).length === 0 && !signIn.isPending) signIn.mutate({ username: username.trim(), password })
  }

  return (
    <div className="sign-in">
      <header className="sign-in-top"><LanguageSwitch /></header>
      <main>
        <div className="sign-in-name">
          <Logo size={40} />
          <h1>{t('product.name')}</h1>
          <p>{t('product.line')}</p>
        </div>
        {!signIn.error && search.includes('next=') && <Alert type="info" className="notice" title={t('signIn.expired')} />}
        {signIn.error && <Alert type="error" role="alert" showIcon className="notice" title={text(signIn.error)} />}
        <form noValidate onSubmit={submit}>
          <Field label={t('signIn.username')} error={errors.username}>
            {(control) => (
              <Input {...control} size="large" name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64}
                value={username} onChange={(event) => setUsername(event.target.value)} />
            )}
          </Field>
          <Field label={t('signIn.password')} error={errors.password}>
            {(control) => (
              <Input {...control} size="large" name="password" type="password" autoComplete="current-password" maxLength={256}
                value={password} onChange={(event) => setPassword(event.target.value)} />
            )}
          </Field>
          <Button type="primary" size="large" htmlType="submit" block loading={signIn.isPending}>{t('signIn.submit')}</Button>
        </form>
      </main>
    </div>
  )
}
