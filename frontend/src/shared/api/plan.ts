import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from './client'

export const planStaleTime = 10 * 60_000 // the plan changes once in years

export const useIndustries = () =>
  useQuery({ queryKey: ['industries'], queryFn: ({ signal }) => answer(api.GET('/api/industries', { signal })), staleTime: planStaleTime })

/** The parks that take an industry; all of them for ''. */
export const useParks = (industry: string) =>
  useQuery({
    queryKey: ['parks', 'list', industry],
    queryFn: ({ signal }) => answer(api.GET('/api/parks', { params: { query: { industry: industry || undefined } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000, // what the parks say changes more often than the plan
  })
