import { useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'

/** The person's day; looked at again when he comes back to it. */
export const useToday = () =>
  useQuery({ queryKey: keys.today, queryFn: ({ signal }) => answer(api.GET('/api/today', { signal })), staleTime: 0, refetchOnWindowFocus: true, refetchInterval: 5 * 60_000 })

/** What happened on the person's leads since the working day before; apart from the day, which does not wait for it. */
export const useNews = () =>
  useQuery({ queryKey: [...keys.today, 'news'], queryFn: ({ signal }) => answer(api.GET('/api/today/news', { signal })), staleTime: 60_000, refetchOnWindowFocus: true, refetchInterval: 5 * 60_000 })
