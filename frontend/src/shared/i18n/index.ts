import type { Locale as AntLocale } from 'antd/es/locale'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { recall, remember } from '@/shared/storage'
import type { zh } from './zh'
import { first } from './zh/first'

export type Language = 'zh-CN' | 'en'

const storageKey = 'zhaolian.language'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof zh }
    returnNull: false
  }
}

const antLocales: Partial<Record<Language, AntLocale>> = {}

/** Texts of Ant Design's own parts, in the language shown; there once the whole texts are. */
export const antLocale = (language: Language): AntLocale | undefined => antLocales[language]

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh-CN')

const storedLanguage = (): Language => (recall(storageKey) === 'en' ? 'en' : 'zh-CN')

/** The first texts of a language: the frame, the sign-in, the first screen of the day. Chinese is there from the start. */
async function loadFirst(language: Language) {
  if (i18next.hasResourceBundle(language, 'translation')) return
  const { first } = await import('./en/first')
  i18next.addResourceBundle(language, 'translation', first)
}

const whole = {
  'zh-CN': async () => {
    const [{ zh }, locale] = await Promise.all([import('./zh'), import('antd/es/locale/zh_CN')])
    return { texts: zh, locale: locale.default }
  },
  en: async () => {
    const [{ en }, locale] = await Promise.all([import('./en'), import('antd/es/locale/en_US')])
    return { texts: en, locale: locale.default }
  },
}

let wholeWanted = false

async function loadWhole(language: Language) {
  if (antLocales[language]) return
  const { texts, locale } = await whole[language]()
  i18next.addResourceBundle(language, 'translation', texts, true, true)
  antLocales[language] = locale
}

/** Fetches every text of the language shown, for the screens beyond the first. */
export async function wholeTexts() {
  wholeWanted = true
  await loadWhole(currentLanguage())
}

/** English tells one from many: "{{total, count(one: lead; other: leads)}}" is "1 lead", "12 leads". */
export const counted = (value: unknown, _language?: string, words?: { one?: string; other?: string }) => `${String(value)} ${(Number(value) === 1 ? words?.one : words?.other) ?? ''}`

export async function startI18n() {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: first } },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  })
  i18next.services.formatter?.add('count', counted)
  await showLanguage(storedLanguage()).catch(() => undefined) // without English, Chinese is shown
}

async function showLanguage(language: Language) {
  await loadFirst(language)
  if (wholeWanted) await loadWhole(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

export async function chooseLanguage(language: Language) {
  await showLanguage(language)
  remember(storageKey, language)
}
