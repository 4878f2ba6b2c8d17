import { beforeEach, expect, it } from 'vitest'
import type { SavedView } from '@/shared/api/types'
import { columnNames } from '@/shared/list-state'
import { arranged, keepOwnColumns, keepOwnWidths, moved, ownColumns, ownWidths, usualColumns, viewColumns, viewWidths } from './columns'

const view = (columns: SavedView['columns']) => ({ columns }) as SavedView

beforeEach(() => localStorage.clear())

it('a column moves by one place, and not off the ends', () => {
  expect(moved(['name', 'stage', 'park'], 'stage', -1)).toEqual(['stage', 'name', 'park'])
  expect(moved(['name', 'stage', 'park'], 'stage', 1)).toEqual(['name', 'park', 'stage'])
  expect(moved(['name', 'stage'], 'name', -1)).toEqual(['name', 'stage'])
  expect(moved(['name'], 'park', 1)).toEqual(['name'])
})

it('those to choose from stand behind the chosen ones', () => {
  expect(arranged(['stage', 'name'], columnNames).slice(0, 3)).toEqual(['stage', 'name', 'enterprise'])
  expect(arranged(usualColumns, columnNames)).toHaveLength(columnNames.length)
})

it('a view of a newer service loses only the columns that are not known here', () => {
  expect(viewColumns(view([{ name: 'name', widthPx: 240 }, { name: 'colour' }]))).toEqual(['name'])
  expect(viewColumns(view([]))).toBeUndefined()
  expect(viewWidths(view([{ name: 'name', widthPx: 240 }, { name: 'stage' }]))).toEqual({ name: 240 })
})

it('each person has columns and widths of his own, and each view its widths', () => {
  keepOwnColumns('wang', ['stage', 'name'])
  keepOwnWidths('wang', '01K', { name: 300 })
  expect(ownColumns('wang')).toEqual(['stage', 'name'])
  expect(ownColumns('li')).toBeUndefined()
  expect([ownWidths('wang', '01K'), ownWidths('wang', undefined), ownWidths('li', '01K')]).toEqual([{ name: 300 }, {}, {}])
  localStorage.setItem('zhaolian.widths.wang.', '{"name":9000,"colour":100,"stage":')
  expect(ownWidths('wang', undefined)).toEqual({})
  keepOwnColumns('wang', undefined)
  expect(ownColumns('wang')).toBeUndefined()
})
