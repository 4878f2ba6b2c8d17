import {
  ApartmentOutlined, EditOutlined, EnvironmentOutlined, MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined, UnorderedListOutlined, UserOutlined,
} from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Dropdown, Spin } from 'antd'
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, NavLink, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router'
import { sessionQuery, useSignOut } from '@/features/session/requests'
import type { Me } from '@/shared/api/types'
import { useNarrow } from '@/shared/hooks'
import { MeContext, useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { Logo } from '@/shared/ui/logo'
import { ProblemNotice, useProblemText } from '@/shared/ui/notice'
import { DemoTag } from '@/shared/ui/tag'

/** Around every screen but the sign-in: lets nobody in who is not signed in, and provides who is. */
export function Layout() {
  const session = useQuery(sessionQuery)
  const { pathname, search } = useLocation()
  if (session.data === null) return <Navigate to={paths.signIn(pathname + search)} replace />
  if (session.error && !session.data) return <div className="alone"><ProblemNotice error={session.error} onRetry={() => void session.refetch()} /></div>
  if (!session.data) return <Waiting />
  return <MeContext value={session.data}><Frame me={session.data} /></MeContext>
}

function Waiting() {
  const { t } = useTranslation()
  return <div className="alone" role="status" aria-label={t('common.loading')}><Spin /></div>
}

/** The first screen: who writes leads starts writing, who reads starts with the list. */
export function Home() {
  return <Navigate to={useMe().mayWriteLeads ? paths.capture : paths.leads} replace />
}

function Frame({ me }: { me: Me }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const [folded, setFolded] = useState(() => localStorage.getItem('zhaolian.menu') === 'folded')
  const [open, setOpen] = useState(false)
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const { state } = useNavigation()
  const shown = useRef(pathname)

  // A new screen is read from its start; without this, a screen reader stays on the link that was followed.
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    setOpen(false)
    main.current?.focus({ preventScroll: true })
  }, [pathname])

  const fold = () => {
    localStorage.setItem('zhaolian.menu', folded ? 'open' : 'folded')
    setFolded(!folded)
  }

  return (
    <div className={`frame${folded ? ' folded' : ''}`}>
      <a className="skip" href="#main" onClick={(e) => { e.preventDefault(); main.current?.focus() }}>{t('nav.skip')}</a>
      <header className="top">
        {narrow && <Button type="text" icon={<MenuOutlined />} aria-label={t('nav.open')} onClick={() => setOpen(true)} />}
        <Link to={paths.home} className="brand" aria-label={t('nav.home')}><Logo /><span>{t('product.name')}</span></Link>
        {me.demo && <DemoTag />}
        <span className="grow" />
        <LanguageSwitch />
        <UserMenu me={me} />
      </header>
      {narrow ? (
        <Drawer open={open} onClose={() => setOpen(false)} placement="left" size={264} title={t('product.name')} closable={{ 'aria-label': t('nav.close') }}
          styles={{ body: { padding: 8 } }}>
          <Menu me={me} onChoose={() => setOpen(false)} />
        </Drawer>
      ) : (
        <div className="side">
          <Menu me={me} folded={folded} />
          <Button type="text" className="fold" icon={folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
            aria-label={t(folded ? 'nav.expand' : 'nav.collapse')} title={t(folded ? 'nav.expand' : 'nav.collapse')} onClick={fold} />
        </div>
      )}
      <main id="main" ref={main} tabIndex={-1} aria-busy={state === 'loading'}>
        <Suspense fallback={<Waiting />}><Outlet /></Suspense>
      </main>
      <ScrollRestoration />
    </div>
  )
}

function Menu({ me, folded, onChoose }: { me: Me; folded?: boolean; onChoose?: () => void }) {
  const { t } = useTranslation()
  const item = (to: string, label: string, icon: ReactNode) => (
    <li><NavLink to={to} onClick={onChoose} title={folded ? label : undefined}>{icon}<span className={folded ? 'sr-only' : undefined}>{label}</span></NavLink></li>
  )
  return (
    <nav aria-label={t('nav.label')} className="menu">
      <ul>
        {me.mayWriteLeads && item(paths.capture, t('nav.capture'), <EditOutlined aria-hidden />)}
        {item(paths.leads, t('nav.leads'), <UnorderedListOutlined aria-hidden />)}
        {item(paths.plan, t('nav.plan'), <ApartmentOutlined aria-hidden />)}
        {item(paths.parks, t('nav.parks'), <EnvironmentOutlined aria-hidden />)}
      </ul>
    </nav>
  )
}

function UserMenu({ me }: { me: Me }) {
  const { t } = useTranslation()
  const signOut = useSignOut()
  const text = useProblemText()
  const { message } = App.useApp()
  const who = [t(`role.${me.role}`), me.unit].filter(Boolean).join(' · ')
  return (
    <Dropdown trigger={['click']} menu={{
      items: [
        { key: 'who', disabled: true, label: <span className="who"><strong>{me.name}</strong><span>{who}</span></span> },
        { type: 'divider' },
        { key: 'api', label: <a href={paths.docs}>{t('user.api')}</a> },
        { key: 'out', label: t('user.signOut'), onClick: () => signOut.mutate(undefined, { onError: (error) => void message.error(text(error)) }) },
      ],
    }}>
      <Button type="text" icon={<UserOutlined />} aria-label={`${t('user.menu')}${t('common.colon')}${me.name}`}><span className="user-name">{me.name}</span></Button>
    </Dropdown>
  )
}
