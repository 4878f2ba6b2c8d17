import { expect, it } from 'vitest'
import type { Unit } from './types'
import { inTree, withBelow } from './units'

const unit = (id: string, parent = ''): Unit => ({ id, rev: 1, name: id, parent, chains: [], createdAt: '', history: [] })
const units = [unit('科', '局'), unit('局'), unit('组', '科'), unit('孤', '不存在'), unit('圈1', '圈2'), unit('圈2', '圈1')]

it('each unit stands below its parent, and one without a parent at the top', () => {
  const shown = inTree(units).map(({ unit: { id }, depth }) => `${depth}${id}`)
  expect(shown).toEqual(expect.arrayContaining(['0局', '1科', '2组', '0孤']))
  expect(shown.indexOf('0局')).toBeLessThan(shown.indexOf('1科'))
})

it('what is below a unit is found, and a circle ends', () => {
  expect([...withBelow(units, '局')].sort()).toEqual(['局', '科', '组'].sort())
  expect([...withBelow(units, '圈1')].sort()).toEqual(['圈1', '圈2'])
})
