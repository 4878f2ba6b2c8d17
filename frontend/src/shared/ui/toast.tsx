import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react'

type Tone = 'good' | 'plain' | 'bad'
/** Where a toast leads to. `open` goes there without loading the page anew. */
export interface ToastLink { label: string; href: string; open: () => void }
interface Toast { id: number; tone: Tone; text: string; link?: ToastLink }

const ToastContext = createContext<(text: string, tone?: Tone, link?: ToastLink) => void>(() => undefined)

/** Says in passing that something was done; it goes away by itself, so nothing that matters is said only here. */
export const useToast = () => useContext(ToastContext)

let last = 0

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([])
  const [held, setHeld] = useState(false) // somebody is about to follow a link
  const show = useCallback((text: string, tone: Tone = 'good', link?: ToastLink) => setToasts((now) => [...now.slice(-2), { id: ++last, tone, text, link }]), [])
  const drop = (id: number) => {
    setHeld(false)
    setToasts((now) => now.filter((toast) => toast.id !== id))
  }
  useEffect(() => {
    const first = toasts[0]
    if (!first || held) return
    const timer = setTimeout(() => setToasts((now) => now.slice(1)), first.link ? 12_000 : 4000)
    return () => clearTimeout(timer)
  }, [toasts, held])
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status">
        {toasts.map(({ id, tone, text, link }) => (
          <div key={id} className={`toast ${tone}`}>
            {text}
            {link && (
              <a href={link.href} onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return
                  event.preventDefault()
                  drop(id)
                  link.open()
                }}>{link.label}</a>
            )}
          </div>
        ))}
      </div>
    </ToastContext>
  )
}
