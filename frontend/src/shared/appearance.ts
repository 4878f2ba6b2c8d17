import { useSyncExternalStore } from 'react'
import { recall, remember } from '@/shared/storage'

/** How the screens look: light, dark, or as the device does. */
export const appearances = ['auto', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

const storageKey = 'zhaolian.appearance'
const device = () => window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

export function appearance(): Appearance {
  const kept = recall(storageKey)
  return appearances.find((one) => one === kept) ?? 'auto'
}

export function isDark(): boolean {
  const chosen = appearance()
  return chosen === 'auto' ? device().matches : chosen === 'dark'
}

export function choose(one: Appearance) {
  remember(storageKey, one === 'auto' ? null : one)
  for (const told of listeners) told()
}

/** Calls when the appearance changes, by a choice or with the device; gives what ends it. */
export function onAppearance(told: () => void): () => void {
  const query = device()
  listeners.add(told)
  query.addEventListener('change', told)
  return () => {
    listeners.delete(told)
    query.removeEventListener('change', told)
  }
}

export const useDark = () => useSyncExternalStore(onAppearance, isDark)
export const useAppearance = () => useSyncExternalStore(onAppearance, appearance)
