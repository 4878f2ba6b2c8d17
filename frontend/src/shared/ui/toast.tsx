import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react'

type Tone = 'good' | 'plain' | 'bad'
interface Toast { id: number; tone: Tone; text: string }

const ToastContext = createContext<(text: string, tone?: Tone) => void>(() => undefined)

/** Says in passing that something was done; it goes away by itself, so nothing that matters is said only here. */
export const useToast = () => useContext(ToastContext)

let last = 0

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([])
  const show = useCallback((text: string, tone: Tone = 'good') => setToasts((now) => [...now.slice(-2), { id: ++last, tone, text }]), [])
  useEffect(() => {
    if (toasts.length === 0) return
    const timer = setTimeout(() => setToasts((now) => now.slice(1)), 4000)
    return () => clearTimeout(timer)
  }, [toasts])
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status">{toasts.map((toast) => <div key={toast.id} className={`toast ${toast.tone}`}>{toast.text}</div>)}</div>
    </ToastContext>
  )
}
