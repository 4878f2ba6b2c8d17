import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { Button } from './button'

/** A button that opens a small panel; Escape, a click elsewhere or leaving it with the keyboard closes it. */
export function Popup({ label, icon, text, children }: { label: string; icon: ReactNode; text: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const panel = useId()
  useEffect(() => {
    if (!open) return
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false)
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      box.current?.querySelector('button')?.focus()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
      document.removeEventListener('keydown', escape)
    }
  }, [open])
  return (
    <div className="popup" ref={box}>
      <Button kind="text" icon={icon} aria-label={label} aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>{text}</Button>
      <div id={panel} className="popup-panel" hidden={!open}>{children}</div>
    </div>
  )
}
