import { useState } from 'react'
import { listQuery, type ListState } from '@/shared/list-state'

/** How many leads can be chosen at once; the service looks at no more in one preview. */
export const mostChosen = 1000

/** What a choice belongs to: another question makes another list, order and form do not. */
export function choiceOf(state: ListState): string {
  return listQuery({ ...state, sort: undefined, pageSize: 20, as: 'table' }).toString()
}

/** The chosen with those of a page added or taken away, each once and no more than can be. */
export function withPage(chosen: readonly string[], page: readonly string[], on: boolean): string[] {
  return on ? [...new Set([...chosen, ...page])].slice(0, mostChosen) : chosen.filter((id) => !page.includes(id))
}

/** The ids between two places of a page, both included: what a click with Shift means. */
export function between(page: readonly string[], from: string | undefined, to: string): string[] {
  const a = from === undefined ? -1 : page.indexOf(from)
  const b = page.indexOf(to)
  return a < 0 ? [to] : page.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** The leads that were chosen of a list, page by page; another question lets them go. */
export function useSelection(state: ListState) {
  const of = choiceOf(state)
  const [choice, setChoice] = useState<{ of: string; ids: string[]; last?: string }>({ of, ids: [] })
  const ids = choice.of === of ? choice.ids : []
  const last = choice.of === of ? choice.last : undefined
  return {
    ids,
    choose: (next: string[]) => setChoice({ of, ids: [...new Set(next)].slice(0, mostChosen) }),
    page: (page: readonly string[], on: boolean) => setChoice({ of, ids: withPage(ids, page, on) }),
    /** One lead, or with Shift all from the one before. */
    one: (id: string, on: boolean, page: readonly string[], range: boolean) => setChoice({ of, ids: withPage(ids, range ? between(page, last, id) : [id], on), last: id }),
  }
}

export type Selection = ReturnType<typeof useSelection>
