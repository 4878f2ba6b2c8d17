import { expect, it } from 'vitest'
import { readListState } from '@/shared/list-state'
import { between, choiceOf, mostChosen, withPage } from './selection'
import { inParts, toRun } from './bulk-requests'

const of = (query: string) => choiceOf(readListState(new URLSearchParams(query)))

it('a choice stands while only order, page or form change', () => {
  expect(of('q=a&sort=name&page=3&pageSize=50&as=board')).toBe(of('q=a'))
  expect(of('q=a&stage=lead')).not.toBe(of('q=a'))
})

it('a click with Shift means all in between, either way', () => {
  expect(between(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['b', 'c', 'd'])
  expect(between(['a', 'b'], undefined, 'b')).toEqual(['b'])
  expect(between(['a', 'b'], 'of another page', 'a')).toEqual(['a'])
})

it('pages add up, each lead once, and there is an end', () => {
  expect(withPage(['a', 'b'], ['b', 'c'], true)).toEqual(['a', 'b', 'c'])
  expect(withPage(['a', 'b', 'c'], ['b'], false)).toEqual(['a', 'c'])
  expect(withPage([], Array.from({ length: mostChosen + 5 }, (_, i) => String(i)), true)).toHaveLength(mostChosen)
})

it('only what would change is sent, in parts that the service takes, as it was seen', () => {
  const rows = Array.from({ length: 230 }, (_, i) => ({ id: `${i}`, name: '', rev: i, fields: [], fate: i < 210 ? 'change' as const : 'refused' as const }))
  expect(toRun(rows)).toHaveLength(210)
  expect(inParts(toRun(rows)).map((part) => part.length)).toEqual([100, 100, 10])
  expect(inParts(toRun(rows))[2]?.[0]).toEqual({ id: '200', rev: 200 })
})
