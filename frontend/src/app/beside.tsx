import { useEffect } from 'react'
import { UnsentButton } from '@/features/capture/unsent-button'
import { forgetOthers, useWaiting } from '@/shared/kept-work'
import { useMe } from '@/shared/me'
import { useKeys } from '@/shared/shortcuts'
import { QuickButton, useQuickCapture } from './quick-capture'
import { ShortcutsList } from './shortcuts-list'

/** What the frame has beside the screens: the quick capture, what waits to be sent, the keys. Fetched when the first screen is shown. */
export function Beside({ button, help, onHelp }: { button: boolean; help: boolean; onHelp: (shown: boolean) => void }) {
  const me = useMe()
  const quick = useQuickCapture()
  const waits = useWaiting(me.username)
  useKeys((key) => {
    if (key === '?') onHelp(true)
    return key === '?'
  })
  useEffect(() => forgetOthers(me.username), [me.username])
  return (
    <>
      {waits && me.mayWriteLeads && <UnsentButton onOpen={quick.open} />}
      {button && <QuickButton onOpen={() => quick.open()} />}
      {quick.shown}
      {help && <ShortcutsList onClose={() => onHelp(false)} />}
    </>
  )
}
