import { useSyncExternalStore } from 'react'
import { recall, remember } from './storage'

/**
 * A value that the browser keeps by name, the same for every part of the screens and every tab that shows it. Where nothing can be
 * kept (storage full or forbidden), it holds until the page is closed.
 */
export class Kept<T> {
  private readonly places = new Map<string, { raw: string | null; value: T }>()
  private readonly listeners = new Set<() => void>()

  /** write gives null for a value that need not be kept; read gives the value of what was kept, null for nothing. */
  constructor(private readonly read: (raw: string | null) => T, private readonly write: (value: T) => string | null) {}

  get(key: string): T {
    const raw = recall(key)
    let place = this.places.get(key)
    if (place?.raw !== raw || !place) { // another tab wrote it, or took it away
      place = { raw, value: this.read(raw) }
      this.places.set(key, place)
    }
    return place.value
  }

  set(key: string, value: T) {
    remember(key, this.write(value))
    this.places.set(key, { raw: recall(key), value }) // what is really kept: it may be what was there before
    this.tell()
  }

  readonly subscribe = (listener: () => void) => {
    if (this.listeners.size === 0) window.addEventListener('storage', this.tell)
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) window.removeEventListener('storage', this.tell)
    }
  }

  private readonly tell = () => this.listeners.forEach((listener) => listener())
}

export const useKept = <T>(kept: Kept<T>, key: string) => useSyncExternalStore(kept.subscribe, () => kept.get(key))
