import type { Evidence } from '@/shared/api/types'

/** A stretch of text with the evidence that lies on it; none for the words that did not count. */
export interface Piece {
  text: string
  evidence: Evidence[]
}

/**
 * Cuts a text at the borders of its evidence. Borders are counted in Unicode code points, as the service
 * counts, not in JavaScript's UTF-16 units: an emoji before a word must not shift the mark. Where two
 * pieces of evidence overlap, the common part carries both.
 */
export function pieces(text: string, evidence: Evidence[]): Piece[] {
  const points = Array.from(text)
  const spans = evidence.filter(({ start, end }) => Number.isInteger(start) && start >= 0 && start < end && end <= points.length)
  const cuts = [...new Set([0, points.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  const out: Piece[] = []
  for (let i = 1; i < cuts.length; i++) {
    const from = cuts[i - 1] ?? 0
    const to = cuts[i] ?? 0
    out.push({ text: points.slice(from, to).join(''), evidence: spans.filter(({ start, end }) => start <= from && end >= to) })
  }
  return out
}
