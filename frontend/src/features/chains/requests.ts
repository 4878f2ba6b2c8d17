import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'

export const useChains = () => useQuery({ queryKey: [...keys.chains, 'list'], queryFn: ({ signal }) => answer(api.GET('/api/chains', { signal })), staleTime: 0 })

export const useChain = (slug: string) =>
  useQuery({
    queryKey: [...keys.chains, 'map', slug],
    queryFn: ({ signal }) => answer(api.GET('/api/chains/{slug}', { params: { path: { slug } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  })

export interface GapFilter {
  industry: string
  segment: string
  state: '' | 'landed' | 'talking' | 'empty'
}

export const useGaps = ({ industry, segment, state }: GapFilter) =>
  useQuery({
    queryKey: [...keys.chains, 'gaps', industry, segment, state],
    queryFn: ({ signal }) => answer(api.GET('/api/gaps', {
      params: { query: { industry: industry ? [industry] : undefined, segment: segment ? [segment] : undefined, state: state ? [state] : undefined } },
      signal,
    })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

/** Who to call next to fill some links. Asked for when they are looked at: the answer takes a search for each link. */
export const useCalls = (links: readonly string[], limit: number) =>
  useQuery({
    queryKey: [...keys.chains, 'calls', limit, ...links],
    queryFn: ({ signal }) => answer(api.GET('/api/gaps/calls', { params: { query: { link: [...links], limit } }, signal })),
    enabled: links.length > 0,
    staleTime: 60_000,
  })
