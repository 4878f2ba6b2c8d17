import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { NoticeChoice } from '@/shared/api/types'

const minute = 60_000

/** How many notices are unread; asked again every minute while somebody looks. */
export function useUnread(): number {
  const { data } = useQuery({
    queryKey: [...keys.notices, 'count'],
    queryFn: ({ signal }) => answer(api.GET('/api/notices', { params: { query: { unread: true, pageSize: 1 } }, signal })),
    refetchInterval: minute,
    refetchOnWindowFocus: true,
  })
  return data?.unread ?? 0
}

export const useNotices = (unread: boolean, page: number) =>
  useQuery({
    queryKey: [...keys.notices, 'list', unread, page],
    queryFn: ({ signal }) => answer(api.GET('/api/notices', { params: { query: { unread, page } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export function useRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { ids?: string[]; all?: boolean }) => answer(api.POST('/api/notices/read', { body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.notices }),
  })
}

const choiceKey = ['notice-choice'] as const

export const useChoice = () =>
  useQuery({ queryKey: choiceKey, queryFn: ({ signal }) => answer(api.GET('/api/notices/choice', { signal })) })

export function useChoose() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NoticeChoice) => answer(api.PUT('/api/notices/choice', { body })),
    onSuccess: (choice) => client.setQueryData(choiceKey, choice),
  })
}
