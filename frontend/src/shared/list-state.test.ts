import { expect, it } from 'vitest'
import { asksTheSame, changeListState, cleared, effectiveSort, isFiltered, listAddress, listQuery, readListState, writeListState } from './list-state'

const read = (query: string) => readListState(new URLSearchParams(query))

it('nothing in the address is the first page, last updated first', () => {
  const state = read('')
  expect(state).toMatchObject({ q: '', page: 1, pageSize: 20, sort: undefined })
  expect(effectiveSort(state)).toBe('-updatedAt')
  expect(isFiltered(state)).toBe(false)
  expect(writeListState(state).toString()).toBe('')
})

it('an address comes out as it went in', () => {
  const query = 'q=pbat&stage=lead&stage=signed&park=' + encodeURIComponent('生物基新材料（中国）产业园') + '&sort=-investmentWan&pageSize=50&page=3'
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

it('filters of one value, and columns, come out as they went in; others are left out', () => {
  const query = 'matched=false&minInvestmentWan=0.5&createdWithin=7&updatedFrom=2026-11-01&mine=true&columns=stage%2Cname&view=01K'
  expect(writeListState(read(query)).toString()).toBe(query)
  expect(read('matched=perhaps&minInvestmentWan=much&createdWithin=0&from=2026-1-1&pool=1&columns=colour,,')).toEqual(read(''))
  expect(read('columns=name,stage,name').columns).toEqual(['name', 'stage'])
})

it('a view keeps what is asked for, not the page or the columns', () => {
  const state = read('q=a&stage=lead&page=4&columns=name&view=01K&sort=name')
  expect(listQuery(state).toString()).toBe('q=a&stage=lead&sort=name')
  expect(asksTheSame(state, read('sort=name&stage=lead&q=a'))).toBe(true)
  expect(asksTheSame(read('stage=lead&stage=signed'), read('stage=signed&stage=lead'))).toBe(true)
  expect(asksTheSame(state, read('q=a&stage=lead'))).toBe(false)
})

it('an address that would say nothing says that it shows everything', () => {
  expect(listAddress(read('')).toString()).toBe('view=all')
  expect(listAddress(cleared(read('q=a&stage=lead&matched=true&pageSize=50&page=3&view=01K'))).toString()).toBe('pageSize=50')
})

it('whose leads a list is about stays when its filters are taken off', () => {
  expect(isFiltered(read('pool=true'))).toBe(false)
  expect(isFiltered(read('unproven=true&dueTo=2026-12-01'))).toBe(true)
  expect(cleared(read('q=a&pool=true'))).toEqual(read('pool=true'))
  expect(cleared(read('stage=lead&mine=true'))).toEqual(read('mine=true'))
})

it('the form of a list is part of what a view keeps, the month of the calendar of the address only', () => {
  const query = 'stage=lead&as=calendar&month=2026-11'
  expect(writeListState(read(query)).toString()).toBe(query)
  expect(listQuery(read(query)).toString()).toBe('stage=lead&as=calendar')
  expect(read('as=carousel&month=2026-13')).toEqual(read(''))
  expect(writeListState(read('as=board&month=2026-11')).toString()).toBe('as=board')
  expect(cleared(read('q=a&as=board')).as).toBe('board')
})
