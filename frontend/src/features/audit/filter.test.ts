import { expect, it } from 'vitest'
import { asksForLess, readFilter, writeFilter } from './filter'

it('what is asked of the log stands in the address; what makes no sense is left out', () => {
  const query = 'by=wang&action=view&object=lead&objectId=L1&from=2026-11-01&to=2026-11-30'
  const filter = readFilter(new URLSearchParams(query))
  expect(writeFilter(filter).toString()).toBe(query)
  expect(asksForLess(filter)).toBe(true)
  expect(asksForLess(readFilter(new URLSearchParams('from=yesterday&page=3')))).toBe(false)
})
