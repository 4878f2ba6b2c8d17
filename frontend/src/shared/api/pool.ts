import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client'
import { keys } from './keys'

/** What the pool allows the person, and how much of it he has used. */
export const usePool = () => useQuery({ queryKey: keys.pool, queryFn: ({ signal }) => answer(api.GET('/api/pool', { signal })) })
