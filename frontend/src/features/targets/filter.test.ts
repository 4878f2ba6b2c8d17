import { describe, expect, it } from 'vitest'
import { isNarrowed, readFilter, writeFilter } from './filter'

describe('the filter of targets in the address', () => {
  it('comes back as it went in, and leaves nothing idle behind', () => {
    const address = { q: 'PBAT', standing: 'talking', mine: '1', sort: '-name', page: '3' }
    expect(writeFilter(readFilter(new URLSearchParams(address)))).toEqual(address)
    expect(writeFilter(readFilter(new URLSearchParams('page=1&left=0&x=1')))).toEqual({})
  })
  it('takes a page that is none for the first', () => {
    for (const page of ['0', '-1', 'x', '1.5']) expect(readFilter(new URLSearchParams({ page })).page).toBe(1)
  })
  it('knows whether it narrows', () => {
    expect(isNarrowed(readFilter(new URLSearchParams('sort=name&one=x')))).toBe(false)
    expect(isNarrowed(readFilter(new URLSearchParams('due=1')))).toBe(true)
  })
})
