import { expect, it } from 'vitest'
import { isFiltered, readState, writeState } from './list-state'

it('what is shown stands in the address, without what is at its default', () => {
  const given = 'q=jht&tier=瞪羚企业&tier=独角兽企业&incumbent=false&target=true&mine=true&link=a.b&sort=name&page=2&pageSize=50'
  const state = readState(new URLSearchParams(given))
  expect(state.filters.tier).toEqual(['瞪羚企业', '独角兽企业'])
  expect(readState(writeState(state))).toEqual(state)
  expect(isFiltered(state)).toBe(true)
  expect(writeState(readState(new URLSearchParams())).toString()).toBe('')
})

it('what makes no sense is left out', () => {
  const state = readState(new URLSearchParams('page=-1&pageSize=7&sort=luck&incumbent=perhaps'))
  expect(state).toMatchObject({ page: 1, pageSize: 20, sort: undefined, incumbent: '' })
  expect(isFiltered(state)).toBe(false)
})
