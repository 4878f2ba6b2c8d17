import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client'
import { keys } from './keys'
import type { ParkSaid, ParkSeen } from './types'

export const fetchPark = (slug: string, signal?: AbortSignal): Promise<ParkSeen> => answer(api.GET('/api/parks/{slug}', { params: { path: { slug } }, signal }))

export const usePark = (slug: string) => useQuery({ queryKey: keys.park(slug), queryFn: ({ signal }) => fetchPark(slug, signal) })

/** Puts the newest record into the cache, and renews what is made of it. */
function useKept(slug: string) {
  const client = useQueryClient()
  return (park: ParkSeen) => {
    void client.invalidateQueries({ queryKey: keys.parks })
    void client.invalidateQueries({ queryKey: ['siting'] })
    client.setQueryData(keys.park(slug), park)
  }
}

/** Refused (412) when somebody else has said something since `rev`. */
export const useKeepPark = (slug: string) => {
  const onSuccess = useKept(slug)
  return useMutation({
    mutationFn: ({ rev, said }: { rev: number; said: ParkSaid }): Promise<ParkSeen> =>
      answer(api.PUT('/api/parks/{slug}/capacity', { params: { path: { slug }, header: { 'If-Match': `"${rev}"` } }, body: said })),
    onSuccess,
  })
}

export const useAppointKeeper = (slug: string) => {
  const onSuccess = useKept(slug)
  return useMutation({
    mutationFn: ({ rev, keeper }: { rev: number; keeper: string }): Promise<ParkSeen> =>
      answer(api.PUT('/api/parks/{slug}/keeper', { params: { path: { slug }, header: { 'If-Match': `"${rev}"` } }, body: { keeper } })),
    onSuccess,
  })
}

export const useParkContacts = (slug: string) =>
  useMutation({ mutationFn: () => answer(api.GET('/api/parks/{slug}/contacts', { params: { path: { slug } } })) })

export const utilityKinds = ['road', 'rain', 'sewage', 'water', 'gas', 'power', 'telecom', 'heat', 'cable', 'level', 'steam'] as const
export type UtilityKind = (typeof utilityKinds)[number]
export const measured = ['sewage', 'water', 'gas', 'power', 'heat', 'steam'] as const
export type Measured = (typeof measured)[number]
export const isMeasured = (kind: string): kind is Measured => (measured as readonly string[]).includes(kind)
export const chemicalStates = ['recognised', 'applying', 'no'] as const
export type ChemicalState = (typeof chemicalStates)[number]
export const hazardClasses = ['甲', '乙', '丙', '丁', '戊'] as const

/** Days after which what a park said is called old. */
export const oldAfterDays = 90
export const daysSince = (date: string) => Math.floor((Date.now() - new Date(`${date}T00:00:00+08:00`).getTime()) / 86_400_000)
