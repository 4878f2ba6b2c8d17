import { expect, it } from 'vitest'
import { readListState, writeListState } from '@/shared/list-state'
import { onTab, tabOf } from './tabs'

const read = (query: string) => readListState(new URLSearchParams(query))

it('a tab is known by the address, and another one keeps what else was asked', () => {
  expect(tabOf(read('q=a'), 'li')).toBe('all')
  expect(tabOf(read('owner=li'), 'li')).toBe('mine')
  expect(tabOf(read('owner=li&owner=wang'), 'li')).toBe('all')
  expect(tabOf(read('pool=true'), 'li')).toBe('pool')
  expect(writeListState(onTab(read('q=a&stage=lead&owner=wang&page=3'), 'pool', 'li')).toString()).toBe('q=a&stage=lead&pool=true')
  expect(writeListState(onTab(read('q=a&pool=true'), 'mine', 'li')).toString()).toBe('q=a&owner=li')
  expect(writeListState(onTab(read('owner=li'), 'all', 'li')).toString()).toBe('')
})
