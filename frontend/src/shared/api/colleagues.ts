import { useQuery } from '@tanstack/react-query'
import { currentLanguage } from '@/shared/i18n'
import { answer, api } from './client'
import { keys } from './keys'
import { ApiProblem } from './problem'

/** A person as everybody here sees him. */
export interface Colleague {
  login: string
  name: string
  unit: string
  disabled?: boolean
}

// A service without the list of colleagues knows at least those who hold leads.
async function fetchColleagues(signal: AbortSignal): Promise<{ items: Colleague[] }> {
  const response = await fetch('/api/colleagues', { signal, headers: { 'Accept-Language': currentLanguage() } }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem(0, 'network', '')
  })
  if (response.status === 404) {
    const leads = await answer(api.GET('/api/leads', { params: { query: { pageSize: 1 } }, signal }))
    return { items: (leads.facets.owner ?? []).filter((owner) => owner.value).map((owner) => ({ login: owner.value, name: owner.value, unit: '' })) }
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw ApiProblem.from(response.status, body)
  return body as { items: Colleague[] }
}

export const useColleagues = () => useQuery({ queryKey: keys.colleagues, queryFn: ({ signal }) => fetchColleagues(signal), staleTime: 5 * 60_000 })

/** Gives the name that a login is shown by; the login while names are not there. */
export function useNames(): (login: string) => string {
  const { data } = useColleagues()
  return (login) => data?.items.find((c) => c.login === login)?.name ?? login
}
