import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react'

export interface Look {
  kind?: 'primary' | 'text'
  size?: 'small' | 'large'
  block?: boolean
  icon?: ReactNode
}

const classes = ({ kind, size, block }: Look, icon: boolean, more?: string) =>
  ['btn', kind, size, block && 'block', icon && 'icon-only', more].filter(Boolean).join(' ')

/** A button of the frame and the first screens, which do without Ant Design; it looks like Ant Design's. */
export function Button({ kind, size, block, icon, busy, children, className, ...rest }: Look & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" {...rest} className={classes({ kind, size, block }, !children, className)} disabled={rest.disabled || busy} aria-busy={busy || undefined}>
      {busy ? <span className="spinner tiny" aria-hidden /> : icon}{children && <span>{children}</span>}
    </button>
  )
}

/** A link that looks like a button. */
export function ButtonLink({ kind, size, block, icon, children, className, ...rest }: Look & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a {...rest} className={classes({ kind, size, block }, !children, className)}>{icon}{children && <span>{children}</span>}</a>
}
