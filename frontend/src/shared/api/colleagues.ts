import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client'
import { keys } from './keys'

export const useColleagues = () =>
  useQuery({ queryKey: keys.colleagues, queryFn: ({ signal }) => answer(api.GET('/api/colleagues', { signal })), staleTime: 5 * 60_000 })

/** Gives the name of whoever has a login name; the login name itself while names are not known. */
export function useNames(): (login: string) => string {
  const { data } = useColleagues()
  return (login) => data?.items.find((c) => c.login === login)?.name ?? login
}
