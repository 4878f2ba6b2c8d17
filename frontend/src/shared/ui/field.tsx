import { useId, type ReactNode } from 'react'

export interface FieldControl {
  id: string
  status?: 'error'
  'aria-invalid'?: true
  'aria-describedby'?: string
}

/** A labelled box with its hint and error; the box gets what ties it to them. */
export function Field({ label, aside, hint, error, children }: {
  label: ReactNode
  aside?: ReactNode
  hint?: ReactNode
  error?: string
  children: (control: FieldControl) => ReactNode
}) {
  const id = useId()
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <div className="field-head"><label htmlFor={id}>{label}</label>{aside}</div>
      {children({ id, ...(error && { status: 'error' as const, 'aria-invalid': true as const }), ...(described && { 'aria-describedby': described }) })}
      {error && <p className="field-error" id={`${id}-error`}>{error}</p>}
      {hint && <p className="fine" id={`${id}-hint`}>{hint}</p>}
    </div>
  )
}
