import type { SavedView } from '@/shared/api/types'
import { isColumn, type ColumnName } from '@/shared/list-state'
import { recall, remember } from '@/shared/storage'

/** Columns of a list that nobody has chosen any for. */
export const usualColumns: ColumnName[] = ['name', 'enterprise', 'stage', 'link', 'park', 'investmentWan', 'owner', 'updatedAt']

/** Those of the pool: nobody holds its leads, and their stage tells little. */
export const poolColumns: ColumnName[] = ['name', 'enterprise', 'link', 'park', 'investmentWan', 'unit', 'updatedAt']

/** Widths in px that suit the texts; those of the usual columns sum to what a window of 1280 px leaves. English words are longer. */
export const usualWidths: Record<'zh' | 'en', Record<ColumnName, number>> = {
  zh: {
    name: 164, enterprise: 140, creditCode: 176, stage: 76, industry: 100, segment: 120, link: 154, park: 118, investmentWan: 108, landMu: 88, place: 96, source: 104,
    owner: 92, unit: 116, score: 84, reviewed: 84, lamp: 220, nextDue: 150, createdAt: 108, updatedAt: 108,
  },
  en: {
    name: 156, enterprise: 124, creditCode: 176, stage: 108, industry: 110, segment: 120, link: 144, park: 108, investmentWan: 124, landMu: 96, place: 96, source: 104,
    owner: 92, unit: 116, score: 84, reviewed: 100, lamp: 240, nextDue: 150, createdAt: 108, updatedAt: 108,
  },
}

/** Those of a list that was narrowed by lamps: why a lamp is lit stands in the place of what matters less then. */
export const lampColumns: ColumnName[] = ['name', 'enterprise', 'stage', 'lamp', 'link', 'investmentWan', 'owner']

export const narrowest = 56
export const widest = 800

export type Widths = Partial<Record<ColumnName, number>>

/** What a person chose for lists without a view of their own; kept by the browser. */
const columnsKey = (username: string) => `zhaolian.columns.${username}`
const widthsKey = (username: string, view: string | undefined) => `zhaolian.widths.${username}.${view ?? ''}`

export function ownColumns(username: string): ColumnName[] | undefined {
  const kept = (recall(columnsKey(username)) ?? '').split(',').filter(isColumn)
  return kept.length > 0 ? kept : undefined
}

export const keepOwnColumns = (username: string, columns: ColumnName[] | undefined) => remember(columnsKey(username), columns?.join(',') ?? null)

export function ownWidths(username: string, view: string | undefined): Widths {
  try {
    const kept: unknown = JSON.parse(recall(widthsKey(username, view)) ?? '{}')
    return Object.fromEntries(Object.entries(kept as object).filter(([name, px]) => isColumn(name) && typeof px === 'number' && px >= narrowest && px <= widest)) as Widths
  } catch {
    return {}
  }
}

export const keepOwnWidths = (username: string, view: string | undefined, widths: Widths) =>
  remember(widthsKey(username, view), Object.keys(widths).length > 0 ? JSON.stringify(widths) : null)

/** The columns that a view keeps; undefined when it leaves them to the reader. A newer service's columns are left out. */
export function viewColumns(view: SavedView | undefined): ColumnName[] | undefined {
  const names = view?.columns.map((column) => column.name).filter(isColumn) ?? []
  return names.length > 0 ? names : undefined
}

export const viewWidths = (view: SavedView | undefined): Widths =>
  Object.fromEntries((view?.columns ?? []).filter((column) => column.widthPx).map((column) => [column.name, column.widthPx])) as Widths

/** Every column, the chosen ones first and in their order. */
export const arranged = (chosen: ColumnName[], all: readonly ColumnName[]) => [...chosen, ...all.filter((name) => !chosen.includes(name))]

/** The chosen columns with one moved by a place among them. */
export function moved(chosen: ColumnName[], name: ColumnName, by: -1 | 1): ColumnName[] {
  const from = chosen.indexOf(name)
  const to = from + by
  if (from < 0 || to < 0 || to >= chosen.length) return chosen
  const next = [...chosen]
  next.splice(from, 1)
  next.splice(to, 0, name)
  return next
}
