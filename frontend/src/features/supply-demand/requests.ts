import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import type { Listing, ListingChange, ListingIn, Pairing } from '@/shared/api/types'

export const pageSize = 50
const board = ['supply-demand']

export interface Filter { q: string; kind: string; state: string; mine: boolean; page: number }

export const useListings = (f: Filter) =>
  useQuery({
    queryKey: [...board, f],
    queryFn: ({ signal }) => answer(api.GET('/api/supply-demand', { params: { query: { q: f.q || undefined, kind: (f.kind || undefined) as 'offer' | undefined, state: (f.state || undefined) as 'open' | undefined, mine: f.mine || undefined, page: f.page, pageSize } }, signal })),
    placeholderData: keepPreviousData,
  })

export const useMatches = (id: string) =>
  useQuery({ queryKey: [...board, 'matches', id], queryFn: ({ signal }) => answer(api.GET('/api/supply-demand/{id}/matches', { params: { path: { id } }, signal })) })

function useWrite<T, R>(write: (given: T) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: write, onSuccess: () => { void client.invalidateQueries({ queryKey: board }) } })
}

export const useAddListing = () => useWrite((body: ListingIn): Promise<Listing> => answer(api.POST('/api/supply-demand', { body })))
export const useChangeListing = () =>
  useWrite(({ listing, body }: { listing: Listing; body: ListingChange }): Promise<Listing> => answer(api.PATCH('/api/supply-demand/{id}', { params: { path: { id: listing.id }, header: { 'If-Match': `"${listing.rev}"` } }, body })))
export const useRevealContact = () => useMutation({ mutationFn: (id: string) => answer(api.GET('/api/supply-demand/{id}/contact', { params: { path: { id } } })) })
export const usePair = () => useWrite(({ offer, need }: { offer: string; need: string }): Promise<Pairing> => answer(api.POST('/api/pairings', { body: { offer, need } })))
export const useConcludePairing = () =>
  useWrite(({ pairing, state, note, amountWan }: { pairing: Pairing; state: string; note: string; amountWan: number }): Promise<Pairing> =>
    answer(api.POST('/api/pairings/{id}/outcome', { params: { path: { id: pairing.id }, header: { 'If-Match': `"${pairing.rev}"` } }, body: { state, note, amountWan } })))
