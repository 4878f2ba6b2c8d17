import { describe, expect, it } from 'vitest'
import type { Lead, LeadRow } from '@/shared/api/types'
import { addPage, ahead, decide, emptySitting, giveBack, leave, lookAt, redo, saved, standing, step, undo, wantedPage, type Sitting } from './queue'

const row = (id: string, rev = 1) => ({ id, rev, name: id, score: 0.5 }) as LeadRow
const rows = (...ids: string[]) => ids.map((id) => row(id))
const of = (...ids: string[]): Sitting => addPage(emptySitting, rows(...ids), ids.length)
const left = (s: Sitting) => s.rows.map((r) => r.id).join('')
const accept = { decision: 'accept' } as const

describe('a sitting at the queue', () => {
  it('goes to the next at each decision, and counts', () => {
    let s = of('a', 'b', 'c')
    expect(standing(s)).toEqual({ at: 1, total: 3, done: 0 })
    s = decide(step(s, 1), accept)
    expect([left(s), s.at, standing(s)]).toEqual(['ac', 'c', { at: 3, total: 3, done: 1 }])
    s = decide(s, accept)
    expect([left(s), s.at]).toEqual(['a', 'a'])
    s = decide(s, accept)
    expect([left(s), s.at, standing(s)]).toEqual(['', '', { at: 3, total: 3, done: 3 }])
    expect(decide(s, accept)).toBe(s)
  })
  it('steps no further than its ends', () => {
    const s = of('a', 'b')
    expect([step(s, -1).at, step(step(s, 1), 1).at, lookAt(s, 'z').at, ahead(s).map((r) => r.id)]).toEqual(['a', 'b', 'a', ['b']])
  })
  it('an undone one is back where it stood, and looked at; it can be decided anew', () => {
    const s = decide(step(of('a', 'b', 'c'), 1), accept)
    const { sitting, undone } = undo(s)
    expect([left(sitting), sitting.at, undone?.row.id, standing(sitting)]).toEqual(['abc', 'b', 'b', { at: 2, total: 3, done: 0 }])
    expect(left(decide(sitting, accept))).toBe('ac')
    expect(undo(of('a')).undone).toBeUndefined()
  })
  it('one that could not be undone is gone again', () => {
    const { sitting, undone } = undo(decide(of('a', 'b'), accept))
    const s = redo(sitting, undone!)
    expect([left(s), s.at, standing(s).done]).toEqual(['b', 'b', 1])
  })
  it('one that was not taken is back with both sides, and nobody is torn away from what he reads', () => {
    let s = decide(of('a', 'b', 'c'), accept)
    const latest = { rev: 7, name: '改过', match: { links: [] } } as unknown as Lead
    s = giveBack(s, 'a', { body: accept, error: new Error('412'), latest })
    expect([left(s), s.at, s.rows[0]?.rev, s.rows[0]?.name, s.returned.a?.body, standing(s)]).toEqual(['abc', 'b', 7, '改过', accept, { at: 2, total: 3, done: 0 }])
    expect(decide(lookAt(s, 'a'), accept).returned).toEqual({})
    expect(giveBack(undo(decide(of('a'), accept)).sitting, 'a', { body: accept, error: 0 }).returned).toEqual({}) // undone meanwhile
  })
  it('one that is no longer to be decided leaves', () => {
    const s = leave(of('a', 'b'), 'a')
    expect([left(s), s.at, standing(s).total]).toEqual(['b', 'b', 1])
  })
  it('a page brings what is new only', () => {
    let s = saved(decide(of('a', 'b'), accept), 'a', 2)
    expect(s.done[0]).toMatchObject({ saved: true, row: { rev: 2 } })
    s = addPage(s, rows('a', 'b', 'c'), 3) // the service had not heard of the decision
    expect([left(s), s.total]).toEqual(['bc', 2])
    expect(addPage(emptySitting, rows('a', 'b'), 2, 'b').at).toBe('b')
  })
  it('fetches the next page before it runs out', () => {
    const many = addPage(emptySitting, rows(...Array.from({ length: 100 }, (_, i) => `${i}`)), 250)
    expect(wantedPage(many)).toBeUndefined()
    expect(wantedPage(lookAt(many, '85'))).toBe(2)
    let s = many
    for (let i = 0; i < 85; i++) s = decide(s, accept)
    expect(wantedPage(s)).toBe(1) // what was decided has left the service's list
    expect(wantedPage(of('a'))).toBeUndefined()
  })
})
