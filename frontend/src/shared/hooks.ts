import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The value once it has stayed the same for so many milliseconds. */
export function useDebounced<T>(value: T, ms = 300): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

export function useTitle(page: string) {
  const { t } = useTranslation()
  const title = t('product.title', { page })
  useEffect(() => {
    document.title = title
  }, [title])
}

/** Whether a media query holds, now and when that changes. */
function useMedia(media: string): boolean {
  const [query] = useState(() => window.matchMedia(media))
  const [holds, setHolds] = useState(query.matches)
  useEffect(() => {
    const update = () => setHolds(query.matches)
    query.addEventListener('change', update)
    return () => query.removeEventListener('change', update)
  }, [query])
  return holds
}

/** True on a phone or a narrow window; the limit is the one of styles.css. */
export const useNarrow = () => useMedia('(max-width: 767px)')

/** True for who asked his device for less motion. */
export const useStill = () => useMedia('(prefers-reduced-motion: reduce)')
