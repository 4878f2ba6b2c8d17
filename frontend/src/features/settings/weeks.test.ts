import { expect, it } from 'vitest'
import { freshKind } from './lists'
import { weeksOf } from './weeks'

it('begins a week on Monday and fills it', () => {
  const weeks = weeksOf(2026, 1) // February 2026 begins on a Sunday
  expect(weeks[0]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, '2026-02-01'])
  expect(weeks.flat().filter(Boolean)).toHaveLength(28)
  expect(weeks.every((w) => w.length === 7)).toBe(true)
})

it('names a kind of evidence that is not taken', () => expect(freshKind(['agreement', 'kind-3'])).toBe('kind-4'))
