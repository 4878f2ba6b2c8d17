import { useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'

/** Who else fits the link: looked up for the lead that somebody stays with, not for those he passes by. */
export const useOthersOnLink = (link: string) =>
  useQuery({
    queryKey: keys.candidates('link', link),
    queryFn: ({ signal }) => answer(api.GET('/api/links/{id}/candidates', { params: { path: { id: link } }, signal })),
    enabled: !!link,
    staleTime: 60_000,
  })
