import { useEffect } from 'react'
import { useLocation } from 'react-router'

/** Brings the event that the address names (#stage-2, #followUp-1) into view, once it is there: what points were given for leads here. */
export function useScrollToEvent(ready: boolean) {
  const { hash } = useLocation()
  useEffect(() => {
    const name = hash.slice(1)
    if (!ready || name === '') return
    // Reviews and first reports have no entry of their own: the history tells of the one, a section of the other.
    const instead = name.startsWith('review-') ? 'history-title' : 'first-report-title'
    const at = document.getElementById(name) ?? document.getElementById(instead)
    if (!at) return
    at.scrollIntoView({ block: 'center' })
    at.tabIndex = -1
    at.focus({ preventScroll: true })
  }, [hash, ready])
}
