import { useUnits } from './units'

/** Gives the name of a unit by its id, which is an earlier name when it was renamed. */
export function useUnitName(): (id: string) => string {
  const { data } = useUnits()
  return (id) => data?.items.find((unit) => unit.id === id)?.name ?? id
}
