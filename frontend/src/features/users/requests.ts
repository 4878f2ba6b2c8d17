import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { AccountRules, User, UserChange, UserIn } from '@/shared/api/types'

export const useUsers = (q: string) =>
  useQuery({
    queryKey: [...keys.users, 'list', q],
    queryFn: ({ signal }) => answer(api.GET('/api/users', { params: { query: { q: q || undefined } }, signal })),
    placeholderData: keepPreviousData,
  })

const userKey = (login: string) => [...keys.users, 'one', login] as const

export const useUser = (login: string) =>
  useQuery({ queryKey: userKey(login), queryFn: ({ signal }) => answer(api.GET('/api/users/{login}', { params: { path: { login } }, signal })), staleTime: 0 })

export const useUserSessions = (login: string) =>
  useQuery({
    queryKey: [...keys.sessions, login],
    queryFn: ({ signal }) => answer(api.GET('/api/users/{login}/sessions', { params: { path: { login } }, signal })),
    staleTime: 0,
  })

function useRenew() {
  const client = useQueryClient()
  return () => Promise.all([keys.users, keys.sessions, keys.colleagues].map((queryKey) => client.invalidateQueries({ queryKey })))
}

export function useAddUser() {
  const renew = useRenew()
  return useMutation({ mutationFn: (body: UserIn) => answer(api.POST('/api/users', { body })), onSuccess: renew })
}

/** Changes a user as he was read at `rev`; the service refuses (412) when he has changed since. */
export function useChangeUser(login: string) {
  const renew = useRenew()
  return useMutation({
    mutationFn: ({ rev, body }: { rev: number; body: UserChange }): Promise<User> =>
      answer(api.PATCH('/api/users/{login}', { params: { path: { login }, header: { 'If-Match': `"${rev}"` } }, body })),
    onSettled: renew,
  })
}

export type Deed = 'unlock' | 'sign-out' | 'second-factor/reset' | 'unlink'

/** What an admin does to an account beside changing it. */
export function useDeed(login: string) {
  const renew = useRenew()
  return useMutation({
    mutationFn: (deed: Deed) => {
      const params = { path: { login } }
      switch (deed) {
        case 'unlock': return answer(api.POST('/api/users/{login}/unlock', { params }))
        case 'sign-out': return answer(api.POST('/api/users/{login}/sign-out', { params }))
        case 'second-factor/reset': return answer(api.POST('/api/users/{login}/second-factor/reset', { params }))
        case 'unlink': return answer(api.POST('/api/users/{login}/unlink', { params }))
      }
    },
    onSettled: renew,
  })
}

export function useResetPassword(login: string) {
  const renew = useRenew()
  return useMutation({ mutationFn: () => answer(api.POST('/api/users/{login}/password', { params: { path: { login } }, body: {} })), onSettled: renew })
}

export function useEndSession() {
  const renew = useRenew()
  return useMutation({ mutationFn: (id: string) => answer(api.DELETE('/api/sessions/{id}', { params: { path: { id } } })), onSettled: renew })
}

const rulesKey = ['account-rules'] as const

export const useRules = () => useQuery({ queryKey: rulesKey, queryFn: ({ signal }) => answer(api.GET('/api/account-rules', { signal })), staleTime: 0 })

export function useSetRules() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ rev, ...body }: Pick<AccountRules, 'rev' | 'idleMinutes' | 'secondFactorRoles'>) =>
      answer(api.PUT('/api/account-rules', { params: { header: { 'If-Match': `"${rev}"` } }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: rulesKey }),
  })
}
