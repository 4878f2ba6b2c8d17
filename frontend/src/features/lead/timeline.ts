import type { Attachment, Change, Comment, FirmProblem, FirstReport, FollowUp, Lead, MonthReport, Ruling, StageEvent } from '@/shared/api/types'

/** What an entry is about: what the chips above the timeline choose by. */
export const timelineKinds = ['stage', 'followUp', 'comment', 'edit', 'review', 'people', 'file', 'ledger', 'ruling', 'firstReport'] as const
export type TimelineKind = (typeof timelineKinds)[number]

export type Told =
  | { what: 'stage'; event: StageEvent; replaced: boolean }
  | { what: 'followUp'; followUp: FollowUp; replaced: boolean }
  | { what: 'comment'; comment: Comment }
  | { what: 'file'; file: Attachment; removed: boolean }
  | { what: 'change'; change: Change }
  | { what: 'month'; month: MonthReport }
  | { what: 'problem'; problem: FirmProblem }
  | { what: 'solved'; problem: FirmProblem }
  | { what: 'ruling'; ruling: Ruling }
  | { what: 'opinion'; ruling: Ruling; opinion: Ruling['opinions'][number] }
  | { what: 'outcome'; ruling: Ruling }
  | { what: 'report'; change: Change }

export interface TimelineEntry {
  id: string
  kind: TimelineKind
  /** When it was entered: what the entries are ordered by. */
  at: string
  /** When it happened, where that is another day. */
  date?: string
  /** Login name; empty for what the service did itself. */
  by: string
  told: Told
}

// Entries of the history whose own record says more and is in the list itself.
const toldElsewhere = ['moved', 'corrected', 'followedUp', 'followUpCorrected', 'rulingRaised', 'opinionGiven', 'rulingDecided', 'reported', 'problem', 'solved']
// Every follow-up moves a protection on; the follow-up is told.
const quietReports = ['renewed', 'changed']

/** Everything that happened with a lead, in one order, the latest first. */
export function timelineOf({ lead, comments = [], files = [], report }: { lead: Lead; comments?: Comment[]; files?: Attachment[]; report?: Pick<FirstReport, 'history'> }): TimelineEntry[] {
  const out: TimelineEntry[] = []
  const add = (id: string, kind: TimelineKind, at: string, by: string, told: Told, date?: string) => out.push({ id, kind, at, by, told, date })

  const corrected = (list: readonly { corrects?: number }[]) => new Set(list.map((e) => e.corrects).filter(Boolean))
  const goneStages = corrected(lead.stages)
  for (const event of lead.stages) {
    if (event.no === 1 && event.to === 'lead') continue // the history says that it was written down
    add(`stage ${event.no}`, 'stage', event.recordedAt, event.by, { what: 'stage', event, replaced: goneStages.has(event.no) }, event.date)
  }
  const goneFollowUps = corrected(lead.followUps ?? [])
  for (const followUp of lead.followUps ?? []) {
    add(`followUp ${followUp.no}`, 'followUp', followUp.recordedAt, followUp.by, { what: 'followUp', followUp, replaced: goneFollowUps.has(followUp.no) }, followUp.date)
  }
  for (const comment of comments) add(`comment ${comment.id}`, 'comment', comment.at, comment.by, { what: 'comment', comment })
  for (const file of files) {
    add(`file ${file.id}`, 'file', file.at, file.by, { what: 'file', file, removed: false })
    if (file.removedBy && file.removedAt) add(`file removed ${file.id}`, 'file', file.removedAt, file.removedBy, { what: 'file', file, removed: true })
  }
  for (const month of lead.ledger.months) add(`month ${month.no}`, 'ledger', month.recordedAt, month.by, { what: 'month', month })
  for (const problem of lead.ledger.problems) {
    add(`problem ${problem.no}`, 'ledger', problem.raisedAt, problem.raisedBy, { what: 'problem', problem })
    if (problem.solvedAt) add(`solved ${problem.no}`, 'ledger', problem.solvedAt, problem.solvedBy ?? '', { what: 'solved', problem })
  }
  for (const ruling of lead.rulings ?? []) {
    add(`ruling ${ruling.no}`, 'ruling', ruling.raisedAt, ruling.raisedBy, { what: 'ruling', ruling })
    ruling.opinions.forEach((opinion, i) => add(`ruling ${ruling.no} opinion ${i}`, 'ruling', opinion.at, opinion.by, { what: 'opinion', ruling, opinion }))
    if (ruling.outcome && ruling.recordedAt) add(`ruling ${ruling.no} outcome`, 'ruling', ruling.recordedAt, ruling.recordedBy ?? '', { what: 'outcome', ruling }, ruling.decidedOn)
  }
  lead.history.forEach((change, i) => {
    if (!toldElsewhere.includes(change.action)) add(`change ${i}`, kindOf(change), change.at, change.by, { what: 'change', change })
  })
  report?.history.forEach((change, i) => {
    if (!quietReports.includes(change.action)) add(`report ${i}`, 'firstReport', change.at, change.by, { what: 'report', change })
  })
  // What was entered in one moment stays in the order in which it was put together, turned round like the rest.
  return out.map((entry, i) => ({ entry, i, at: Date.parse(entry.at) })).sort((a, b) => b.at - a.at || b.i - a.i).map(({ entry }) => entry)
}

function kindOf(change: Change): TimelineKind {
  if (change.action === 'reviewed') return 'review'
  if (change.action === 'held' || change.action === 'released') return 'people'
  if (change.action === 'promised') return 'ledger'
  if (change.action === 'contested') return 'firstReport'
  const fields = change.fields ?? []
  if (change.action === 'changed' && fields.length > 0) {
    if (fields.every((f) => f.field === 'members' || f.field === 'contacts')) return 'people'
    if (fields.every((f) => f.field.startsWith('review'))) return 'review'
  }
  return 'edit'
}

/** How many entries there are of each kind, and who made them; kinds without any are left out. */
export function countsOf(entries: readonly TimelineEntry[]): { kinds: [TimelineKind, number][]; people: string[] } {
  const counts = new Map<TimelineKind, number>()
  for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return {
    kinds: timelineKinds.flatMap((kind): [TimelineKind, number][] => { const n = counts.get(kind); return n ? [[kind, n]] : [] }),
    people: [...new Set(entries.map((e) => e.by))],
  }
}
