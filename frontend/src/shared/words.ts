import type { Words } from './api/types'
import { currentLanguage } from './i18n'

/** A sentence of the service in the language shown. */
export const inWords = (words: Words): string => (currentLanguage() === 'en' ? words.en : words.zh)
