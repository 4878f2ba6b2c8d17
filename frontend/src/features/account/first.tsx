import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { Logo } from '@/shared/ui/logo'
import { answer, api } from '@/shared/api/client'
import { SetUpFactor } from './factor'
import { PasswordForm } from './password'
import { useRenewMe } from './requests'

/** What a person has to set before anything else: his own password, or a second factor. */
export default function First() {
  const { t } = useTranslation()
  const { mustChange } = useMe()
  const renew = useRenewMe()
  const title = t(mustChange ? 'account.firstTitle' : 'account.enrolTitle')
  useTitle(title)
  const done = () => void renew()
  // Leaves the page, as signing out elsewhere does, so that nothing of this person stays in its memory.
  const leave = () => void answer(api.DELETE('/api/session')).finally(() => window.location.assign(paths.signIn()))
  return (
    <div className="sign-in first">
      <header className="sign-in-top"><LanguageSwitch /><Button type="text" onClick={leave}>{t('user.signOut')}</Button></header>
      <main>
        <div className="sign-in-name"><Logo size={40} /><h1>{title}</h1><p>{t(mustChange ? 'account.firstText' : 'account.enrolText')}</p></div>
        {mustChange ? <PasswordForm onDone={done} /> : <SetUpFactor onDone={done} />}
      </main>
    </div>
  )
}
