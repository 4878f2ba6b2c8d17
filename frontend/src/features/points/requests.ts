import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'

export const usePoints = (month: string) =>
  useQuery({ queryKey: ['points', month], queryFn: ({ signal }) => answer(api.GET('/api/points', { params: { query: { month: month || undefined } }, signal })), placeholderData: keepPreviousData, staleTime: 0 })

export interface LinesAsked { month: string; year: boolean; person?: string; unit?: string }

export const usePointLines = ({ month, year, person, unit }: LinesAsked) =>
  useQuery({
    queryKey: ['points', 'lines', month, year, person, unit],
    queryFn: ({ signal }) => answer(api.GET('/api/points/lines', { params: { query: { month, year: year || undefined, person, unit: unit || undefined, city: unit === '' || undefined } }, signal })),
    staleTime: 0,
  })
