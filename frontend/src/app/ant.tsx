import { ConfigProvider, theme } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { useDark } from '@/shared/appearance'
import { useStill } from '@/shared/hooks'
import { antLocale, currentLanguage } from '@/shared/i18n'
import { antTheme } from './theme'

/** Around everything that is made of Ant Design. It is a file of its own, so that the sign-in and the first screen of the day do without. */
export function Ant({ children }: { children: ReactNode }) {
  useTranslation() // drawn again when the language changes
  const dark = useDark()
  const still = useStill()
  return (
    <ConfigProvider locale={antLocale(currentLanguage())} button={{ autoInsertSpace: false }}
      theme={{ ...antTheme(dark, still), algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm }}>
      {children}
    </ConfigProvider>
  )
}

export function Component() {
  return <Ant><Outlet /></Ant>
}
