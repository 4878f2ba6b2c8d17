import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client'
import { keys } from './keys'
import type { Unit } from './types'

export const useUnits = () => useQuery({ queryKey: keys.units, queryFn: ({ signal }) => answer(api.GET('/api/units', { signal })) })

export interface Placed { unit: Unit; depth: number }

/** The tree from the top, each unit before those below it; one whose parent is not there stands at the top. */
export function inTree(units: readonly Unit[]): Placed[] {
  const known = new Set(units.map((unit) => unit.id))
  const below = (parent: string, depth: number, path: readonly string[]): Placed[] =>
    units
      .filter((unit) => (known.has(unit.parent) ? unit.parent : '') === parent && !path.includes(unit.id))
      .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
      .flatMap((unit) => [{ unit, depth }, ...below(unit.id, depth + 1, [...path, unit.id])])
  return below('', 0, [])
}

/** A unit and all below it. */
export function withBelow(units: readonly Unit[], id: string): Set<string> {
  const found = new Set([id])
  for (let size = 0; size !== found.size;) {
    size = found.size
    for (const unit of units) if (found.has(unit.parent)) found.add(unit.id)
  }
  return found
}
