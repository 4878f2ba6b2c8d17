import createClient from 'openapi-fetch'
import type { paths } from '@/api/schema.gen'
import { currentLanguage } from '@/shared/i18n'
import { ApiProblem } from './problem'

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: (request) => fetch(request), // looked up at each call, so that a test can stand in for it
  querySerializer: { array: { style: 'form', explode: false } },
})

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', currentLanguage())
    return request
  },
})

/** The answer's data, or an ApiProblem thrown. An abort passes through as it is. */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let result
  try {
    result = await call
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem(0, 'network', '')
  }
  if (!result.response.ok) throw ApiProblem.from(result.response.status, result.error)
  return result.data as T
}
