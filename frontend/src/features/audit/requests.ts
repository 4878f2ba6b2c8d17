import { useInfiniteQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import type { AuditFilter } from './filter'

/** The log by pages, the newest first. */
export const useAudit = (filter: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => {
      const { by, action, object, objectId, from, to } = filter
      const query = { by: by || undefined, action: action || undefined, object: object || undefined, objectId: objectId || undefined, from: from || undefined, to: to || undefined, before: pageParam || undefined }
      return answer(api.GET('/api/audit', { params: { query }, signal }))
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.more || undefined,
    staleTime: 0,
  })
