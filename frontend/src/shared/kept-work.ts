import { useEffect, useState } from 'react'
import { recall, remember } from './storage'

/** Told to the window by who keeps something. */
export const keptEvent = 'zhaolian:kept'

/** What of a person's writing is kept on a device, by his login name: a computer may be shared. */
export const workPlaces = {
  draft: (username: string) => `zhaolian.draft.${username}`,
  aside: (username: string) => `zhaolian.aside.${username}`, // drafts that another one was put before
  unsent: (username: string) => `zhaolian.unsent.${username}`,
} as const

type Place = keyof typeof workPlaces
const places = Object.keys(workPlaces) as Place[]

export interface KeptWork {
  username: string
  unsent: number
  drafts: number
}

function keysOf(): string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '')
  } catch {
    return []
  }
}

const count = (key: string, list: boolean) => {
  try {
    const kept: unknown = JSON.parse(recall(key) ?? 'null')
    return list ? (Array.isArray(kept) ? kept.length : 0) : kept ? 1 : 0
  } catch {
    return 0
  }
}

export const workOf = (username: string): KeptWork => ({
  username,
  unsent: count(workPlaces.unsent(username), true),
  drafts: count(workPlaces.draft(username), false) + count(workPlaces.aside(username), true),
})

/** What is kept here of anybody who was signed in. */
export function allWork(): KeptWork[] {
  const names = new Set<string>()
  for (const key of keysOf()) {
    for (const place of places) {
      const prefix = workPlaces[place]('')
      if (key.startsWith(prefix)) names.add(key.slice(prefix.length))
    }
  }
  return [...names].map(workOf).filter(({ unsent, drafts }) => unsent + drafts > 0)
}

export const forgetWork = (username: string) => places.forEach((place) => remember(workPlaces[place](username), null))

/** Somebody is signed in: nothing of others stays on the device. The sign-in has said so to him. */
export const forgetOthers = (username: string) =>
  allWork().filter((work) => work.username !== username).forEach((work) => forgetWork(work.username))

/** Whether anything waits to be sent, now or a moment ago: what shows it says how it ended. */
export function useWaiting(username: string): boolean {
  const [seen, setSeen] = useState(() => workOf(username).unsent > 0)
  useEffect(() => {
    const look = () => { if (workOf(username).unsent > 0) setSeen(true) }
    look()
    window.addEventListener('storage', look)
    window.addEventListener(keptEvent, look)
    return () => {
      window.removeEventListener('storage', look)
      window.removeEventListener(keptEvent, look)
    }
  }, [username])
  return seen
}
