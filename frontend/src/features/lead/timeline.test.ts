import { expect, it } from 'vitest'
import type { Attachment, Change, Comment, Lead } from '@/shared/api/types'
import { aroundChange, placeOfChange } from './place-of-change'
import { countsOf, timelineOf } from './timeline'

const at = (day: number, hour = 9) => `2026-11-${String(day).padStart(2, '0')}T0${hour}:00:00Z`
const change = (day: number, by: string, action: string, ...fields: string[]): Change => ({ at: at(day), by, action, fields: fields.map((field) => ({ field, from: '', to: 'x' })) })

const lead = {
  id: 'L1', ledger: {
    promise: {}, months: [{ no: 1, month: '2026-10', by: 'li', recordedAt: at(6), investmentWan: 3000 }],
    problems: [{ no: 1, text: '线路未迁改', raisedBy: 'wang', raisedAt: at(7), owner: 'li', solvedAt: at(9), solvedBy: 'li', solution: '已迁改' }],
  },
  stages: [
    { no: 1, to: 'lead', date: '2026-11-01', recordedAt: at(1), by: 'wang' }, { no: 2, to: 'signed', date: '2026-11-02', recordedAt: at(3), by: 'wang' },
    { no: 3, to: 'signed', date: '2026-11-03', recordedAt: at(4), by: 'li', corrects: 2 },
  ],
  followUps: [{ no: 1, date: '2026-11-01', recordedAt: at(2), by: 'wang', kind: 'call', text: '通话' }],
  rulings: [{ no: 1, subject: '用地', text: '', units: ['发改委'], raisedBy: 'li', raisedAt: at(10), outcome: 'approved', recordedAt: at(12), recordedBy: 'boss', opinions: [{ unit: '发改委', stand: 'agree', by: 'li', at: at(11) }] }],
  history: [
    change(1, 'wang', 'created'), change(2, 'wang', 'followedUp', 'followUp'), change(3, 'wang', 'moved', 'stage'), change(4, 'li', 'corrected', 'stage'),
    change(5, 'wang', 'changed', 'members'), change(5, 'wang', 'changed', 'text', 'members'), change(6, 'li', 'reported', 'progress.2026-10'), change(7, 'wang', 'problem', 'problem'),
    change(8, 'boss', 'reviewed', 'review'), change(9, 'li', 'solved', 'problem'), change(10, 'li', 'rulingRaised'), change(13, 'boss', 'held', 'owner'), change(14, 'li', 'promised', 'promise.jobs'), change(15, '', 'released', 'owner'),
  ],
} as unknown as Lead
const comments = [{ id: 'L1/c', leadId: 'L1', by: 'wang', at: at(16), text: '请看', mentions: [] }] as unknown as Comment[]
const files = [{ id: 'L1/f', leadId: 'L1', name: '协议.pdf', by: 'wang', at: at(17), removedBy: 'li', removedAt: at(18) }] as unknown as Attachment[]
const report = { history: [change(1, 'wang', 'reported'), change(2, 'wang', 'renewed'), change(19, 'li', 'challenged')] }

it('everything is told once, in one order, the latest first', () => {
  const entries = timelineOf({ lead, comments, files, report })
  expect(entries.map((e) => `${e.at.slice(8, 10)} ${e.kind} ${e.told.what}`)).toEqual([
    '19 firstReport report', '18 file file', '17 file file', '16 comment comment', '15 people change', '14 ledger change', '13 people change', '12 ruling outcome', '11 ruling opinion', '10 ruling ruling',
    '09 ledger solved', '08 review change', '07 ledger problem', '06 ledger month', '05 edit change', '05 people change', '04 stage stage', '03 stage stage', '02 followUp followUp', '01 firstReport report', '01 edit change',
  ])
  expect(entries.map((e) => e.id)).toHaveLength(new Set(entries.map((e) => e.id)).size)
  expect(entries.flatMap((e) => (e.told.what === 'stage' ? [[e.told.event.no, e.told.replaced, e.date]] : []))).toEqual([[3, false, '2026-11-03'], [2, true, '2026-11-02']])
})

it('counts by kind, and who took part', () => {
  const { kinds, people } = countsOf(timelineOf({ lead }))
  expect(Object.fromEntries(kinds)).toEqual({ stage: 2, followUp: 1, edit: 2, review: 1, people: 3, ledger: 4, ruling: 3 })
  expect(people.sort()).toEqual(['', 'boss', 'li', 'wang'])
})

it('what is not there is no fault', () => {
  expect(timelineOf({ lead: { ...lead, followUps: undefined, rulings: undefined, history: [] } as unknown as Lead }).every((e) => e.kind === 'stage' || e.kind === 'ledger')).toBe(true)
})

it('of a long text the place that changed is shown', () => {
  const [before, after] = ['前'.repeat(300), '后'.repeat(300)]
  const { from, to } = placeOfChange(`${before}3万吨${after}`, `${before}5万吨${after}`)
  expect(from).toBe(`…${'前'.repeat(24)}3万吨${'后'.repeat(22)}…`)
  expect(to).toBe(from.replace('3', '5'))
  expect(aroundChange(from, to)).toEqual({ before: `…${'前'.repeat(24)}`, was: '3', is: '5', after: `万吨${'后'.repeat(22)}…` })
  expect(aroundChange('甲乙', '甲丙乙')).toEqual({ before: '甲', was: '', is: '丙', after: '乙' })
  expect(placeOfChange('', '新')).toEqual({ from: '', to: '新' })
})
