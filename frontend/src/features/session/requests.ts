import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { statusOf } from '@/shared/api/problem'
import type { Me } from '@/shared/api/types'
import { paths } from '@/shared/paths'

export const sessionKey = ['session'] as const

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await answer(api.GET('/api/session', { signal }))
    } catch (error) {
      if (statusOf(error) === 401) return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    meta: { signsIn: true }, // its 401 means a wrong password, not a session that ended
    mutationFn: (body: { username: string; password: string; code?: string }) => answer(api.POST('/api/session', { body })),
    onSuccess: (me) => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' }) // what the last person saw
      client.setQueryData(sessionKey, me)
    },
  })
}

/** The name of the identity provider that people may sign in through; empty when there is none. */
export const useProvider = () =>
  useQuery({ queryKey: ['session', 'ways'], queryFn: async ({ signal }) => (await answer(api.GET('/api/sign-in', { signal }))).oidc, staleTime: Infinity }).data

/** Ends the session and leaves the page, so that nothing of this person stays in its memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => answer(api.DELETE('/api/session')),
    onSuccess: () => window.location.assign(paths.signIn()),
  })
}
