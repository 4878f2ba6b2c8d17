import type { Colleague } from '@/shared/api/types'

/** How a colleague is written behind an @: the name, unless it has a blank or several have it; then the login. */
export function mentionOf(colleague: Colleague, all: readonly Colleague[]): string {
  const alone = all.filter((c) => c.name === colleague.name).length === 1
  return alone && colleague.name && !/[\s@＠]/.test(colleague.name) ? colleague.name : colleague.login
}

export interface Piece {
  text: string
  login?: string
}

/** A comment's text with the names of those it tells marked, the longest that fits first, as the service reads them. */
export function mentionPieces(text: string, logins: readonly string[], all: readonly Colleague[]): Piece[] {
  const names = logins.flatMap((login) => [{ login, name: login }, ...all.filter((c) => c.login === login).map((c) => ({ login, name: c.name }))])
    .filter(({ name }) => name).sort((a, b) => b.name.length - a.name.length)
  const folded = (s: string) => s.normalize('NFKC').toLowerCase()
  const pieces: Piece[] = []
  let from = 0
  for (const { index } of text.matchAll(/[@＠]/g)) {
    if (index < from) continue
    const found = names.find(({ name }) => folded(text.slice(index + 1, index + 1 + name.length)) === folded(name))
    if (!found) continue
    const end = index + 1 + found.name.length
    if (index > from) pieces.push({ text: text.slice(from, index) })
    pieces.push({ text: text.slice(index, end), login: found.login })
    from = end
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}
