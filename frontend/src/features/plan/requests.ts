import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'

const staleTime = 10 * 60_000 // the plan changes once in years

export const useIndustries = () =>
  useQuery({ queryKey: ['industries'], queryFn: ({ signal }) => answer(api.GET('/api/industries', { signal })), staleTime })

export const useLinks = (industry: string, segment: string) =>
  useQuery({
    queryKey: ['links', industry, segment],
    queryFn: ({ signal }) => answer(api.GET('/api/links', { params: { query: { industry: industry || undefined, segment: segment || undefined } }, signal })),
    placeholderData: keepPreviousData,
    staleTime,
  })

export const useParks = (industry: string) =>
  useQuery({
    queryKey: ['parks', industry],
    queryFn: ({ signal }) => answer(api.GET('/api/parks', { params: { query: { industry: industry || undefined } }, signal })),
    placeholderData: keepPreviousData,
    staleTime,
  })
