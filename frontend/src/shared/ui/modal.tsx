import { useEffect, useId, useRef, type ReactNode } from 'react'

/** A window of the browser's own over the screen, for the frame, which does without Ant Design. Escape closes it. */
export function Modal({ title, className, onClose, children }: { title: ReactNode; className?: string; onClose: () => void; children: ReactNode }) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    if (shown && !shown.open) shown.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog ref={dialog} className={className ? `modal ${className}` : 'modal'} aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose() }}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
