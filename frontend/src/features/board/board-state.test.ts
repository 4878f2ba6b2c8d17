import { expect, it } from 'vitest'
import { addDays, readBoard, writeBoard, sameList } from './board-state'

const again = (query: string) => writeBoard(readBoard(new URLSearchParams(query))).toString()

it('the URL is kept as it was, without what is at its default', () => {
  expect(again('')).toBe('')
  expect(again('kind=yearly&date=2026-05-01&known=then')).toBe('kind=yearly&date=2026-05-01&known=then')
  expect(again('from=2026-01-01&to=2026-02-01')).toBe('from=2026-01-01&to=2026-02-01')
  expect(again('kind=monthly&park=a&park=b')).toBe('kind=monthly&park=a&park=b')
})

it('what is no period is left out', () => {
  expect(again('kind=daily&date=yesterday&from=2026-01-01&known=maybe')).toBe('')
})

it('days go over the ends of months and years', () => {
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
})

it('the rows of a number are those of the list of leads only while the period lasts', () => {
  const state = readBoard(new URLSearchParams('park=甲园&park=乙园'))
  const figures = (cutoff: string) => ({ cutoff, period: { to: '2026-11-29' } })
  expect(sameList(state, figures('2026-11-23T12:00:00Z'), { lamp: 'red' })?.toString()).toBe(new URLSearchParams('park=甲园&park=乙园&lamp=red').toString())
  expect(sameList(state, figures('2026-11-29T15:59:59Z'), { stage: 'signed' })?.get('stage')).toBe('signed')
  expect(sameList(state, figures('2026-11-29T16:00:00Z'), { stage: 'signed' })).toBeUndefined()
})
