import { expect, it } from 'vitest'
import { en } from './en'
import { zh } from './zh'

type Texts = { [key: string]: string | Texts }

function flat(texts: Texts, prefix = ''): Record<string, string> {
  return Object.assign({}, ...Object.entries(texts).map(([key, text]) =>
    typeof text === 'string' ? { [prefix + key]: text } : flat(text, `${prefix}${key}.`))) as Record<string, string>
}

const chinese = flat(zh)
const english = flat(en)
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort()

it('both languages have the same keys', () => expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort()))

it('and the same blanks to fill, and no empty text', () => {
  for (const [key, text] of Object.entries(chinese)) {
    expect(blanks(english[key] ?? ''), key).toEqual(blanks(text))
    expect(text.trim() && english[key]?.trim(), key).toBeTruthy()
  }
})
