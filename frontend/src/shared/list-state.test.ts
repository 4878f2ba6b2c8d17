import { expect, it } from 'vitest'
import { changeListState, effectiveSort, isFiltered, readListState, writeListState } from './list-state'

const read = (query: string) => readListState(new URLSearchParams(query))

it('nothing in the address is the first page, last updated first', () => {
  const state = read('')
  expect(state).toMatchObject({ q: '', page: 1, pageSize: 20, sort: undefined })
  expect(effectiveSort(state)).toBe('-updatedAt')
  expect(isFiltered(state)).toBe(false)
  expect(writeListState(state).toString()).toBe('')
})

it('an address comes out as it went in', () => {
  const query = 'q=pbat&stage=lead&stage=signed&park=' + encodeURIComponent('生物基新材料（中国）产业园') + '&sort=-investmentWan&page=3&pageSize=50'
  expect(writeListState(read(query)).toString()).toBe(new URLSearchParams(query).toString())
})

it('what makes no sense is left out', () => {
  expect(read('page=-2&pageSize=7&sort=secret&stage=')).toEqual(read(''))
  expect(read('page=1.5&pageSize=1e9')).toEqual(read(''))
})

it('a change of what is asked for goes back to the first page; turning the page keeps the rest', () => {
  const state = read('q=a&stage=lead&page=4')
  expect(changeListState(state, { q: 'b' })).toMatchObject({ q: 'b', page: 1, filters: { stage: ['lead'] } })
  expect(changeListState(state, { page: 5 })).toMatchObject({ q: 'a', page: 5 })
})

it('a search is sorted by relevance unless something else was chosen', () => {
  expect(effectiveSort(read('q=a'))).toBe('relevance')
  expect(effectiveSort(read('q=a&sort=name'))).toBe('name')
})
