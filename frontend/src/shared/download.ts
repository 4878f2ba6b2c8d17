import { ApiProblem } from './api/problem'
import { currentLanguage } from './i18n'

type Values = Record<string, string | number | boolean | string[] | undefined>

/** Fetches a file of the service, asked for with a body or without, and hands it to the browser to be kept; a refusal is thrown as an ApiProblem. */
export async function download(path: string, query: Values = {}, body?: object): Promise<void> {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) params.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const asked = params.size > 0 ? `${path}?${params.toString()}` : path
  let response: Response
  try {
    response = await fetch(asked, { headers: { 'Accept-Language': currentLanguage(), ...(body && { 'Content-Type': 'application/json' }) }, ...(body && { method: 'POST', body: JSON.stringify(body) }) })
  } catch {
    throw new ApiProblem(0, 'network', '')
  }
  if (!response.ok) throw ApiProblem.from(response.status, await response.json().catch(() => undefined))
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = fileName(response.headers.get('Content-Disposition')) || path.slice(path.lastIndexOf('/') + 1)
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** The name that the service gives a file (RFC 6266). */
export function fileName(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  try {
    return encoded ? decodeURIComponent(encoded) : ''
  } catch {
    return ''
  }
}
