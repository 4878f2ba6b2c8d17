import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'

export const useModels = (enabled: boolean) =>
  useQuery({ queryKey: keys.models, queryFn: ({ signal }) => answer(api.GET('/api/models', { signal })), enabled, staleTime: 0 })

/** Learning, switching and undoing change what is in use; undoing also withdraws reviews on leads. */
function useRenew() {
  const client = useQueryClient()
  return () => Promise.all([keys.models, keys.leads, keys.oneLead, keys.match].map((queryKey) => client.invalidateQueries({ queryKey })))
}

export function useLearn() {
  const renew = useRenew()
  return useMutation({ mutationFn: () => answer(api.POST('/api/models')), onSuccess: renew })
}

export function useSwitchModel() {
  const renew = useRenew()
  return useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/models/{id}/switch', { params: { path: { id } } })),
    onSettled: renew, // a refusal means that somebody else was quicker
  })
}

export function useUndoModel() {
  const renew = useRenew()
  return useMutation({ mutationFn: () => answer(api.POST('/api/models/undo')), onSettled: renew })
}
