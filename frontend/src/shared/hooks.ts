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

/** True on a phone or a narrow window; the limit is the one of styles.css. */
export function useNarrow(): boolean {
  const [query] = useState(() => window.matchMedia('(max-width: 767px)'))
  const [narrow, setNarrow] = useState(query.matches)
  useEffect(() => {
    const update = () => setNarrow(query.matches)
    query.addEventListener('change', update)
    return () => query.removeEventListener('change', update)
  }, [query])
  return narrow
}
