import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'

const accountKey = ['account'] as const

export const useAccount = () => useQuery({ queryKey: accountKey, queryFn: ({ signal }) => answer(api.GET('/api/account', { signal })) })

export const useSessions = () => useQuery({ queryKey: keys.sessions, queryFn: ({ signal }) => answer(api.GET('/api/sessions', { signal })), staleTime: 0 })

function useRenew() {
  const client = useQueryClient()
  return () => Promise.all([accountKey, keys.sessions].map((queryKey) => client.invalidateQueries({ queryKey })))
}

/** Asks again who is signed in: what had to be set first may be set now. */
export function useRenewMe() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['session'], exact: true })
}

export function useChangePassword() {
  const renew = useRenew()
  return useMutation({
    mutationFn: (body: { current: string; password: string }) => answer(api.POST('/api/account/password', { body })),
    onSuccess: renew,
  })
}

export const useBeginFactor = () => useMutation({ mutationFn: () => answer(api.POST('/api/account/second-factor')) })

export function useConfirmFactor() {
  const renew = useRenew()
  return useMutation({ mutationFn: (code: string) => answer(api.POST('/api/account/second-factor/confirm', { body: { code } })), onSuccess: renew })
}

export function useRemoveFactor() {
  const renew = useRenew()
  return useMutation({ mutationFn: (password: string) => answer(api.POST('/api/account/second-factor/remove', { body: { password } })), onSuccess: renew })
}

export function useNewRecoveryCodes() {
  const renew = useRenew()
  return useMutation({ mutationFn: (password: string) => answer(api.POST('/api/account/recovery-codes', { body: { password } })), onSuccess: renew })
}

export function useEndSession() {
  const renew = useRenew()
  return useMutation({ mutationFn: (id: string) => answer(api.DELETE('/api/sessions/{id}', { params: { path: { id } } })), onSettled: renew })
}

export function useEndOthers() {
  const renew = useRenew()
  return useMutation({ mutationFn: () => answer(api.POST('/api/sessions/end-others')), onSettled: renew })
}

export function useMakeToken() {
  const renew = useRenew()
  return useMutation({
    mutationFn: (body: { name: string; scope: 'read' | 'full'; days: number }) => answer(api.POST('/api/tokens', { body })),
    onSuccess: renew,
  })
}
