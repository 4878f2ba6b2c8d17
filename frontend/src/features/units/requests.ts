import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { UnitChange, UnitIn } from '@/shared/api/types'

/** How many people each unit has. */
export const usePeople = () =>
  useQuery({
    queryKey: [...keys.users, 'list', ''],
    queryFn: ({ signal }) => answer(api.GET('/api/users', { signal })),
    select: ({ items }) => {
      const counts = new Map<string, number>()
      for (const { unit, disabled } of items) if (!disabled) counts.set(unit, (counts.get(unit) ?? 0) + 1)
      return counts
    },
  })

export function useAddUnit() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (body: UnitIn) => answer(api.POST('/api/units', { body })), onSuccess: () => client.invalidateQueries({ queryKey: keys.units }) })
}

/** Changes a unit as it was read at `rev`. What people see changes with the tree, so the leads are asked for again. */
export function useChangeUnit(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ rev, body }: { rev: number; body: UnitChange }) =>
      answer(api.PATCH('/api/units/{id}', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } }, body })),
    onSettled: () => Promise.all([keys.units, keys.leads].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}
