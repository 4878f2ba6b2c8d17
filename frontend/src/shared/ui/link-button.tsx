import { Button, type ButtonProps } from 'antd'
import { useHref, useLinkClickHandler } from 'react-router'

/** A link that looks like a button: it can be opened in a new tab, and does not reload the page. */
export function LinkButton({ to, ...rest }: { to: string } & Pick<ButtonProps, 'type' | 'icon' | 'children' | 'size'>) {
  const href = useHref(to)
  const follow = useLinkClickHandler<HTMLElement>(to)
  return <Button href={href} onClick={follow as unknown as ButtonProps['onClick']} {...rest} />
}
