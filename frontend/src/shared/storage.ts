/** What a browser remembers by itself. Storage may be full or forbidden; then nothing is remembered, and nothing fails. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function remember(key: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // it holds until the page is closed
  }
}
