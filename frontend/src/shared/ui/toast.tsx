import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react'

type Tone = 'good' | 'plain' | 'bad'
/** A way back, or on, offered with what is said. With an address it is a link, which `onAct` follows without loading the page anew. */
export interface ToastAction { label: string; href?: string; onAct: () => void }
interface Toast { id: number; tone: Tone; text: string; action?: ToastAction }

const ToastContext = createContext<(text: string, tone?: Tone, action?: ToastAction) => void>(() => undefined)

/** Says in passing that something was done; it goes away by itself, so nothing that matters is said only here. */
export const useToast = () => useContext(ToastContext)

let last = 0

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([])
  const [held, setHeld] = useState(false) // while somebody points at it or has the keyboard in it
  const show = useCallback((text: string, tone: Tone = 'good', action?: ToastAction) => setToasts((now) => [...now.slice(-2), { id: ++last, tone, text, action }]), [])
  const first = toasts[0]
  useEffect(() => {
    if (!first || held) return
    const timer = setTimeout(() => setToasts((now) => now.slice(1)), first.action ? 10_000 : 4000)
    return () => clearTimeout(timer)
  }, [first, held])
  const act = (toast: Toast) => {
    setToasts((now) => now.filter((t) => t.id !== toast.id))
    setHeld(false)
    toast.action?.onAct()
  }
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status" onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
        {toasts.map((toast) => (
          <div key={toast.id} className={`toast ${toast.tone}`}>
            {toast.text}
            {toast.action && (toast.action.href
              ? <a className="toast-action" href={toast.action.href} onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return
                  event.preventDefault()
                  act(toast)
                }}>{toast.action.label}</a>
              : <button type="button" className="toast-action" onClick={() => act(toast)}>{toast.action.label}</button>)}
          </div>
        ))}
      </div>
    </ToastContext>
  )
}
