import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { Button } from '@/shared/ui/button'

/** Asks whether what was pasted is a lead. It has the focus, so that Enter answers; it goes by itself. */
export function Pasted({ text, onTake, onLeave }: { text: string; onTake: () => void; onLeave: () => void }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const { pathname } = useLocation()
  const [at] = useState(pathname)
  const leave = useRef(onLeave)
  useEffect(() => {
    leave.current = onLeave
  })
  useEffect(() => {
    box.current?.querySelector('button')?.focus()
    const escape = (event: KeyboardEvent) => { if (event.key === 'Escape') leave.current() }
    const timer = setTimeout(() => leave.current(), 20_000)
    document.addEventListener('keydown', escape)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', escape)
    }
  }, [text])
  useEffect(() => {
    if (pathname !== at) leave.current()
  }, [pathname, at])
  const points = Array.from(text)
  return (
    <div className="pasted" ref={box} role="group" aria-label={t('quick.pasted')}>
      <p><strong>{t('quick.pasted')}</strong> <span className="quiet">“{points.slice(0, 30).join('')}{points.length > 30 && '…'}”</span></p>
      <span className="actions">
        <Button kind="primary" onClick={onTake}>{t('quick.take')}</Button>
        <Button onClick={onLeave}>{t('quick.leave')}</Button>
      </span>
    </div>
  )
}
