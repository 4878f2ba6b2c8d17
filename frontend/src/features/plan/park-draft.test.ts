import { expect, test } from 'vitest'
import { changedParts, draftOf, mergedDraft, saidOf } from './park-draft'
import type { ParkCapacity } from '@/shared/api/types'

const capacity: ParkCapacity = {
  id: 'a', rev: 1, park: '甲园', keeper: '', asOf: '2026-11-01', saidBy: '管委会', lands: [], workshops: [{ name: '1 号', rentYuan: 12, rentPer: 'month' }],
  utilities: [{ kind: 'power', state: 'yes', left: 0 }], leading: ['新材料', '装备'], contacts: [], updatedAt: '', updatedBy: '', history: [], landLeftMu: 0,
}

test('what is unknown stays unknown, and nothing is not unknown', () => {
  const { said, faults } = saidOf(draftOf(capacity), 'bad')
  expect(faults).toEqual({})
  expect(said.landLeftMu).toBe(0)
  expect(said.totalLandMu).toBeUndefined()
  expect(said.utilities).toEqual([{ kind: 'power', state: 'yes', note: '', capacity: undefined, left: 0 }])
  expect(said.leading).toEqual(['新材料', '装备'])
})

test('full width is read, words are refused at their field', () => {
  const { said, faults } = saidOf({ ...draftOf(capacity), landLeftMu: '１，２００', totalLandMu: '很多' }, 'bad')
  expect(said.landLeftMu).toBe(1200)
  expect(faults).toEqual({ totalLandMu: 'bad' })
})

test('two people: what was not touched here becomes the newest', () => {
  const base = draftOf(capacity)
  const mine = { ...base, note: '我写的' }
  const newest = { ...base, landLeftMu: '90' }
  expect(changedParts(base, newest)).toEqual(['landLeftMu'])
  expect(mergedDraft(base, mine, newest)).toMatchObject({ note: '我写的', landLeftMu: '90' })
})
