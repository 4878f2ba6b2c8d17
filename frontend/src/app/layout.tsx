import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined, UserOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState, type ComponentType, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router'
import { Bell } from '@/features/notices/bell'
import { sessionQuery, useSignOut } from '@/features/session/requests'
import type { Me } from '@/shared/api/types'
import { appearances, choose, useAppearance } from '@/shared/appearance'
import { useNarrow } from '@/shared/hooks'
import { wholeTexts } from '@/shared/i18n'
import type { KeptWork } from '@/shared/kept-work'
import { MeContext, useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { recall, remember } from '@/shared/storage'
import { Button } from '@/shared/ui/button'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { Loading } from '@/shared/ui/loading'
import { Logo } from '@/shared/ui/logo'
import { ProblemNotice, useProblemText } from '@/shared/ui/notice'
import { Popup } from '@/shared/ui/popup'
import { DemoTag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { Menu } from './menu'

const First = lazy(async () => {
  const [{ Ant }, { default: Form }] = await Promise.all([import('./ant'), import('@/features/account/first'), wholeTexts()])
  return { default: () => <Ant><Form /></Ant> }
})
/** A part of the frame that is not there from the start. One that cannot be fetched, for want of a connection, is left out until the next time. */
const none: { default: ComponentType<never> } = { default: () => null }
const part = <P,>(fetch: () => Promise<ComponentType<P>>) =>
  lazy<ComponentType<P>>(() => Promise.all([fetch(), wholeTexts()]).then(([Part]) => ({ default: Part })).catch(() => none as { default: ComponentType<P> }))
const Beside = part(() => import('./beside').then((m) => m.Beside))
const Leaving = part(() => import('./leaving').then((m) => m.Leaving))

/** How long the frame waits with what is not needed to show the first screen. */
const besideMs = 800
const MenuDrawer = lazy(() => import('./menu-drawer'))

/** Around every screen but the sign-in: lets nobody in who is not signed in, and provides who is. */
export function Layout() {
  return <SignedIn>{(me) => <Frame me={me} />}</SignedIn>
}

/** Around a screen without the menu: the wall of a meeting room. */
export function Bare() {
  return <SignedIn>{() => <Suspense fallback={<Loading />}><Outlet /></Suspense>}</SignedIn>
}

function SignedIn({ children }: { children: (me: Me) => ReactNode }) {
  const session = useQuery(sessionQuery)
  const { pathname, search } = useLocation()
  if (session.data === null) return <Navigate to={paths.signIn(pathname + search)} replace />
  if (session.error && !session.data) return <div className="alone"><ProblemNotice error={session.error} onRetry={() => void session.refetch()} /></div>
  if (!session.data) return <Loading />
  const first = session.data.mustChange || session.data.mustEnrol
  return <MeContext value={session.data}>{first ? <Suspense fallback={<Loading />}><First /></Suspense> : children(session.data)}</MeContext>
}

/** The first screen: who writes leads starts with what is due today, who reads starts with the list. */
export function Home() {
  return <Navigate to={useMe().mayWriteLeads ? paths.today : paths.leads} replace />
}

function Frame({ me }: { me: Me }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const [folded, setFolded] = useState(() => recall('zhaolian.menu') === 'folded')
  const [open, setOpen] = useState(false)
  const [opened, setOpened] = useState(false)
  const close = () => setOpen(false)
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const { state } = useNavigation()
  const shown = useRef(pathname)
  const [help, setHelp] = useState(false)
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), besideMs)
    return () => clearTimeout(timer)
  }, [])
  // Screens with a form or a bar of their own at the foot have no floating button.
  const button = me.mayWriteLeads && !(narrow && (pathname === paths.capture || pathname === paths.review))

  // A new screen is read from its start; without this, a screen reader stays on the link that was followed.
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])

  const fold = () => {
    remember('zhaolian.menu', folded ? 'open' : 'folded')
    setFolded(!folded)
  }

  return (
    <div className={`frame${folded ? ' folded' : ''}${narrow && button ? ' with-fab' : ''}`}>
      <a className="skip" href="#main" onClick={(e) => { e.preventDefault(); main.current?.focus() }}>{t('nav.skip')}</a>
      <header className="top">
        {narrow && <Button kind="text" icon={<MenuOutlined />} aria-label={t('nav.open')} onClick={() => { setOpened(true); setOpen(true) }} />}
        <Link to={paths.home} className="brand" aria-label={t('nav.home')}><Logo /><span>{t('product.name')}</span></Link>
        {me.demo && <DemoTag />}
        <span className="grow" />
        {settled && <Suspense fallback={null}><Beside button={button} help={help} onHelp={setHelp} /></Suspense>}
        <Bell />
        <LanguageSwitch />
        <UserMenu me={me} onHelp={() => setHelp(true)} />
      </header>
      {narrow ? (
        opened && <Suspense fallback={null}><MenuDrawer open={open} onClose={close} /></Suspense>
      ) : (
        <div className="side"><div>
          <Menu folded={folded} />
          <Button kind="text" className="fold" icon={folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
            aria-label={t(folded ? 'nav.expand' : 'nav.collapse')} title={t(folded ? 'nav.expand' : 'nav.collapse')} onClick={fold} />
        </div></div>
      )}
      <main id="main" ref={main} tabIndex={-1} aria-busy={state === 'loading'}>
        <Suspense fallback={<Loading />}><Outlet /></Suspense>
      </main>
      <ScrollRestoration />
    </div>
  )
}

function UserMenu({ me, onHelp }: { me: Me; onHelp: () => void }) {
  const { t } = useTranslation()
  const signOut = useSignOut()
  const text = useProblemText()
  const toast = useToast()
  const [asked, setAsked] = useState<KeptWork>()
  const failed = (error: unknown) => toast(text(error), 'bad')
  const leave = () => void import('@/shared/kept-work').then(({ forgetWork }) => signOut.mutate(undefined, { onSuccess: () => forgetWork(me.username), onError: failed }), failed)
  const ask = () => void import('@/shared/kept-work').then(({ workOf }) => {
    const work = workOf(me.username)
    if (work.unsent + work.drafts > 0) setAsked(work)
    else leave()
  }, failed)
  const who = [t(`role.${me.role}`), me.unit].filter(Boolean).join(' · ')
  return (
    <>
    {asked && (
      <Suspense fallback={null}><Leaving work={asked} busy={signOut.isPending} onLeave={leave} onStay={() => setAsked(undefined)} /></Suspense>
    )}
    <Popup label={`${t('user.menu')}${t('common.colon')}${me.name}`} icon={<UserOutlined aria-hidden />} text={<span className="user-name">{me.name}</span>}>
      <p className="who"><strong>{me.name}</strong><span>{who}</span></p>
      <ul>
        <li><Link to={paths.account}>{t('user.account')}</Link></li>
        <li><a href={paths.docs}>{t('user.api')}</a></li>
        <li><button type="button" onClick={onHelp}>{t('user.keys')}</button></li>
        <li><Looks /></li>
        <li><button type="button" onClick={ask}>{t('user.signOut')}</button></li>
      </ul>
    </Popup>
    </>
  )
}

/** Light, dark, or as the device does. */
function Looks() {
  const { t } = useTranslation()
  const now = useAppearance()
  return (
    <fieldset className="looks">
      <legend>{t('user.appearance')}</legend>
      {appearances.map((one) => (
        <label key={one}><input type="radio" name="appearance" checked={one === now} onChange={() => choose(one)} />{t(`user.looks.${one}`)}</label>
      ))}
    </fieldset>
  )
}
