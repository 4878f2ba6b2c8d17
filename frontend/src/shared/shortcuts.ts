import { useEffect, useRef } from 'react'
import { Kept, useKept } from './kept'

const place = 'zhaolian.keys'
const single = new Kept<boolean>((raw) => raw !== 'off', (on) => (on ? null : 'off'))

/** Whether keys of one letter do something: they can be turned off, for who speaks to his computer or types by accident. */
export const useSingleKeys = () => useKept(single, place)
export const chooseSingleKeys = (on: boolean) => single.set(place, on)

const written = 'input:not([type=radio],[type=checkbox],[type=button],[type=submit]), textarea, select, [contenteditable=""], [contenteditable=true], [role=combobox], [role=textbox], [role=listbox], [role=menu]'

/** Whether what is typed now goes into a box. */
export const isTyping = (target: EventTarget | null) => target instanceof Element && target.closest(written) !== null

/** Whether a window lies over the screen; its keys are its own. */
export const isCovered = () =>
  [...document.querySelectorAll('[role=dialog], dialog[open]')].some((dialog) => dialog.getClientRects().length > 0)

/** The letter of a key pressed by itself, outside of boxes, windows and input methods; '' for anything else. */
export function singleKey(event: KeyboardEvent): string {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.repeat) return ''
  if (event.ctrlKey || event.metaKey || event.altKey || !single.get(place)) return ''
  if (isTyping(event.target) || isCovered()) return ''
  return event.key
}

/** Does what `act` does for a key; it says whether it did. */
export function useKeys(act: (key: string, event: KeyboardEvent) => boolean) {
  const now = useRef(act)
  useEffect(() => {
    now.current = act
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = singleKey(event)
      if (key && now.current(key, event)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
