import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import { planStaleTime } from '@/shared/api/plan'

export const useLinks = (industry: string, segment: string) =>
  useQuery({
    queryKey: ['links', industry, segment],
    queryFn: ({ signal }) => answer(api.GET('/api/links', { params: { query: { industry: industry || undefined, segment: segment || undefined } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: planStaleTime,
  })

/** A link (by its id) or a park (by its slug) that somebody is looked for. */
export interface Seeker {
  of: 'link' | 'park'
  id: string
  name: string
}

/** Who fits a link or a park; asked anew each time, since others write leads too. */
export const useCandidates = ({ of, id }: Seeker) =>
  useQuery({
    queryKey: keys.candidates(of, id),
    queryFn: ({ signal }) => answer(of === 'link'
      ? api.GET('/api/links/{id}/candidates', { params: { path: { id } }, signal })
      : api.GET('/api/parks/{slug}/candidates', { params: { path: { slug: id } }, signal })),
    staleTime: 0,
  })
