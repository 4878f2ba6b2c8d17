import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation } from 'react-router'
import { ApiProblem } from '@/shared/api/problem'
import { useTitle } from '@/shared/hooks'
import type { KeptWork } from '@/shared/kept-work'
import { nextPath, paths } from '@/shared/paths'
import { Button, ButtonLink } from '@/shared/ui/button'
import { Field, type FieldControl } from '@/shared/ui/field'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { Logo } from '@/shared/ui/logo'
import { Say, useProblemText } from '@/shared/ui/notice'
import { sessionQuery, useProvider, useSignIn } from './requests'

const reasons = ['expired', 'failed', 'unknown', 'disabled', 'unavailable'] as const

/** A large box of the page's own: the sign-in does without Ant Design. */
const box = ({ status, ...control }: FieldControl) => ({ ...control, className: status ? 'input large wrong' : 'input large' })

export function Component() {
  const { t } = useTranslation()
  useTitle(t('signIn.title'))
  const { search } = useLocation()
  const session = useQuery(sessionQuery)
  const provider = useProvider()
  const signIn = useSignIn()
  const text = useProblemText()
  const [left, setLeft] = useState<KeptWork[]>([])
  useEffect(() => void import('@/shared/kept-work').then(({ allWork }) => setLeft(allWork()), () => undefined), [])
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [second, setSecond] = useState(false) // name and password are right, and a code is asked for
  const [missing, setMissing] = useState<{ username?: string; password?: string; code?: string }>({})
  const codeBox = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (second) codeBox.current?.querySelector('input')?.focus()
  }, [second])
  if (session.data) return <Navigate to={nextPath(search)} replace />

  const errors = { ...(signIn.error instanceof ApiProblem ? signIn.error.fields : {}), ...missing }
  const refused = reasons.find((reason) => reason === new URLSearchParams(search).get('refused'))
  // The first time the code is asked for is no failure.
  const wrong = signIn.error && !(second && signIn.variables?.code === undefined)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = {
      ...(!username.trim() && { username: t('signIn.usernameMissing') }),
      ...(!password && { password: t('signIn.passwordMissing') }),
      ...(second && !code.trim() && { code: t('signIn.codeMissing') }),
    }
    setMissing(found)
    if (Object.keys(found).length > 0 || signIn.isPending) return
    signIn.mutate({ username: username.trim(), password, ...(second && { code: code.trim() }) }, {
      onError: (error) => {
        if (!(error instanceof ApiProblem)) return
        if (error.code === 'second_factor') setSecond(true)
        else if (error.status === 401) setSecond(false)
        setCode('')
      },
    })
  }

  const another = () => {
    signIn.reset()
    setSecond(false)
    setPassword('')
    setCode('')
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
        {!signIn.error && refused && <Say title={t(`signIn.refused.${refused}`)} />}
        {!signIn.error && !refused && search.includes('next=') && <Say tone="plain" title={t('signIn.expired')} />}
        {wrong && <Say title={text(signIn.error)} />}
        {left.map((work) => <Say key={work.username} tone="plain" title={t('quick.left.title', { username: work.username })}><p>{t('quick.left.text')}</p></Say>)}
        <form noValidate onSubmit={submit}>
          {second ? (
            <div ref={codeBox}>
              <Field label={t('signIn.code')} error={errors.code} hint={t('signIn.codeHint')}>
                {(control) => (
                  <input {...box(control)} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} maxLength={40}
                    value={code} onChange={(event) => setCode(event.target.value)} />
                )}
              </Field>
            </div>
          ) : (
            <>
              <Field label={t('signIn.username')} error={errors.username}>
                {(control) => (
                  <input {...box(control)} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64}
                    value={username} onChange={(event) => setUsername(event.target.value)} />
                )}
              </Field>
              <Field label={t('signIn.password')} error={errors.password}>
                {(control) => (
                  <input {...box(control)} name="password" type="password" autoComplete="current-password" maxLength={256}
                    value={password} onChange={(event) => setPassword(event.target.value)} />
                )}
              </Field>
            </>
          )}
          <Button kind="primary" size="large" type="submit" block busy={signIn.isPending}>{t(second ? 'signIn.confirm' : 'signIn.submit')}</Button>
          {second && <Button kind="text" block onClick={another}>{t('signIn.another')}</Button>}
        </form>
        {provider && !second && (
          <>
            <p className="sign-in-or">{t('signIn.or')}</p>
            <ButtonLink size="large" block href={paths.oidc(search)}>{t('signIn.through', { name: provider })}</ButtonLink>
          </>
        )}
      </main>
    </div>
  )
}
