import { expect, it } from 'vitest'
import { dayBefore, monthAway, weekdayOf, weeks } from './month'

it('months go over the ends of years', () => {
  expect([monthAway('2026-11', 2), monthAway('2026-01', -1), monthAway('2026-12', 0)]).toEqual(['2027-01', '2025-12', '2026-12'])
})

it('days go over the ends of months', () => expect([dayBefore('2026-03-01'), dayBefore('2026-01-01')]).toEqual(['2026-02-28', '2025-12-31']))

it('weeks begin on Monday', () => {
  expect(weekdayOf('2026-11-23')).toBe('mon')
  expect(weekdayOf('2026-11-29')).toBe('sun')
  expect(weeks([1, 2, 3, 4, 5, 6, 7, 8])).toEqual([[1, 2, 3, 4, 5, 6, 7], [8]])
})
