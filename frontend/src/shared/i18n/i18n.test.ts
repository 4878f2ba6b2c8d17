import { expect, it } from 'vitest'
import i18next from 'i18next'
import { en } from './en'
import { chooseLanguage, startI18n, wholeTexts } from '.'
import { zh } from './zh'

type Texts = { [key: string]: string | Texts }

function flat(texts: Texts, prefix = ''): Record<string, string> {
  return Object.assign({}, ...Object.entries(texts).map(([key, text]) =>
    typeof text === 'string' ? { [prefix + key]: text } : flat(text, `${prefix}${key}.`))) as Record<string, string>
}

const chinese = flat(zh)
const english = flat(en)
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)(?:, count\([^)]*\))?\}\}/g)].map((m) => m[1]).sort()

it('both languages have the same keys', () => expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort()))

it('and the same blanks to fill, and no empty text', () => {
  for (const [key, text] of Object.entries(chinese)) {
    expect(blanks(english[key] ?? ''), key).toEqual(blanks(text))
    expect(text.trim() && english[key]?.trim(), key).toBeTruthy()
  }
})

it('English tells one from many', async () => {
  const said = Object.entries(english).filter(([, text]) => /(?<!of )\{\{(count|total|days|rows|held)\}\} (working )?[a-z]{3,}s\b(?<!this)/.test(text))
  expect(said).toEqual([])
  await startI18n()
  await wholeTexts()
  await chooseLanguage('en')
  expect([0, 1, 2].map((total) => i18next.t('leadsWork.count', { count: total }))).toEqual(['0 leads', '1 lead', '2 leads'])
  expect(i18next.t('pool.heldOnly', { held: 1 })).toBe('You hold 1 lead not yet signed.')
  await chooseLanguage('zh-CN')
})
