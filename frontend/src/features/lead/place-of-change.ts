const around = 24
const most = 100

/** Of two wordings the place that differs, with a few words around it: what wording.go keeps of long ones, for those that were kept whole. */
export function placeOfChange(from: string, to: string): { from: string; to: string } {
  const [a, b] = [Array.from(from), Array.from(to)]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  return { from: placeOf(a, head, tail), to: placeOf(b, head, tail) }
}

/** Two excerpts as what they share before, what differs, and what they share after. */
export function aroundChange(from: string, to: string): { before: string; was: string; is: string; after: string } {
  const [a, b] = [Array.from(from), Array.from(to)]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const middle = (text: string[]) => text.slice(head, text.length - tail).join('')
  return { before: a.slice(0, head).join(''), was: middle(a), is: middle(b), after: a.slice(a.length - tail).join('') }
}

function placeOf(text: string[], head: number, tail: number): string {
  const start = Math.max(head - around, 0)
  const end = Math.min(text.length - tail + around, text.length)
  const shown = text.slice(start, end)
  const half = most / 2 + around
  const middle = shown.length > 2 * half ? `${shown.slice(0, half).join('')}…${shown.slice(-half).join('')}` : shown.join('')
  return middle && `${start > 0 ? '…' : ''}${middle}${end < text.length ? '…' : ''}`
}
