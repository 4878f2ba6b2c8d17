import type { ReactNode } from 'react'

/** Head of a page: its one h1, a line of what it is, and what can be done. */
export function PageHead({ title, line, actions }: { title: ReactNode; line?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {line && <p className="quiet">{line}</p>}
      </div>
      {actions && <div className="actions">{actions}</div>}
    </div>
  )
}
