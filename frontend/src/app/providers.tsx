import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionKey } from '@/features/session/requests'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import { ToastProvider } from '@/shared/ui/toast'

// A session that has ended shows itself at whatever request comes next. Nobody is signed in then, and the
// guard around the screens (layout.tsx) leads to the sign-in and back.
function noteSignedOut(error: unknown) {
  if (statusOf(error) === 401) queryClient.setQueryData(sessionKey, null)
  // Something has to be set up first, since a moment ago: the guard asks again and shows it.
  if (error instanceof ApiProblem && (error.code === 'must_change' || error.code === 'must_enrol')) void queryClient.invalidateQueries({ queryKey: sessionKey })
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteSignedOut }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      if (!mutation.meta?.signsIn) noteSignedOut(error)
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // What the service refused stays refused; only what did not arrive, or was busy, is worth another try.
      retry: (count, error) => count < 1 && [0, 502, 503, 504].includes(statusOf(error) ?? -1),
      retryDelay: 600,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

export function Providers({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()

  // Sentences of the service come in the language asked for, so they are asked for again.
  useEffect(() => {
    const again = () => void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    i18n.on('languageChanged', again)
    return () => i18n.off('languageChanged', again)
  }, [i18n])

  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider>{children}</ToastProvider>
    </QueryClientProvider>
  )
}
