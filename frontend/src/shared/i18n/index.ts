import type { Locale as AntLocale } from 'antd/es/locale'
import zhCN from 'antd/es/locale/zh_CN'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { recall, remember } from '@/shared/storage'
import { zh } from './zh'

export type Language = 'zh-CN' | 'en'

const storageKey = 'zhaolian.language'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof zh }
    returnNull: false
  }
}

const antLocales: Partial<Record<Language, AntLocale>> = { 'zh-CN': zhCN }

/** Texts of Ant Design's own parts, in the language shown. */
export const antLocale = (language: Language): AntLocale => antLocales[language] ?? zhCN

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh-CN')

const storedLanguage = (): Language => (recall(storageKey) === 'en' ? 'en' : 'zh-CN')

// English is a file of its own, fetched when first asked for.
async function load(language: Language) {
  if (language !== 'en' || i18next.hasResourceBundle('en', 'translation')) return
  const [{ en }, { default: enUS }] = await Promise.all([import('./en'), import('antd/es/locale/en_US')])
  i18next.addResourceBundle('en', 'translation', en)
  antLocales.en = enUS
}

export async function startI18n() {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zh } },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  })
  await showLanguage(storedLanguage()).catch(() => undefined) // without English, Chinese is shown
}

async function showLanguage(language: Language) {
  await load(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

export async function chooseLanguage(language: Language) {
  await showLanguage(language)
  remember(storageKey, language)
}
