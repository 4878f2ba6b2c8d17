import type { ReactNode } from 'react'
import { useHref, useLinkClickHandler } from 'react-router'
import { ButtonLink, type Look } from './button'

/** A link that looks like a button: it can be opened in a new tab, and does not reload the page. */
export function LinkButton({ to, type, children, ...look }: { to: string; type?: 'primary' | 'text'; children: ReactNode } & Omit<Look, 'kind'>) {
  const href = useHref(to)
  const follow = useLinkClickHandler<HTMLAnchorElement>(to)
  return <ButtonLink href={href} onClick={follow} kind={type} {...look}>{children}</ButtonLink>
}
