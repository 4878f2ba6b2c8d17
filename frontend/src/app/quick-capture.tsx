import { EditOutlined } from '@ant-design/icons'
import { useCallback, useEffect, useRef, useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import type { Unsent } from '@/features/capture/unsent'
import { useNarrow } from '@/shared/hooks'
import { wholeTexts } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { isCovered, isTyping, useKeys, useSingleKeys } from '@/shared/shortcuts'
import { Button } from '@/shared/ui/button'
import { useToast } from '@/shared/ui/toast'
import { Pasted } from './pasted'

type Dialog = ComponentType<{ refused?: Unsent['refused']; onClose: () => void }>

/** Everything of the quick capture that is not of the frame: fetched when it is first opened, or when the browser has nothing to do. */
async function fetchDialog(): Promise<Dialog> {
  const [{ Ant }, { default: Quick }] = await Promise.all([import('./ant'), import('@/features/capture/quick'), wholeTexts()])
  return (props) => <Ant><Quick {...props} /></Ant>
}

/** How long after the start it is fetched by itself, so that it opens without a connection too. */
const idleMs = 8000

export interface QuickCapture {
  open: (refused?: Unsent['refused']) => void
  /** What lies over the screen: the window, or the question about a pasted text. */
  shown: React.ReactNode
}

/** A lead can be written down from every screen: by a key, by a button, by pasting its text. */
export function useQuickCapture(): QuickCapture {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const { pathname } = useLocation()
  const [Quick, setQuick] = useState<Dialog>()
  const [shown, setShown] = useState<{ refused?: Unsent['refused'] }>()
  const [pasted, setPasted] = useState('')
  const fetching = useRef<Promise<void>>(undefined)
  const may = me.mayWriteLeads
  const onCapture = pathname === paths.capture

  const fetchOnce = useCallback(() => {
    fetching.current ??= fetchDialog().then((dialog) => setQuick(() => dialog), (error: unknown) => {
      fetching.current = undefined // the next time it is tried again
      throw error
    })
    return fetching.current
  }, [])

  useEffect(() => {
    if (!may) return
    const timer = setTimeout(() => void fetchOnce().catch(() => undefined), idleMs)
    return () => clearTimeout(timer)
  }, [may, fetchOnce])

  const open = useCallback((refused?: Unsent['refused']) => {
    setPasted('')
    if (onCapture) { // the screen is the form already
      document.querySelector<HTMLTextAreaElement>('main textarea')?.focus()
      return
    }
    setShown({ refused })
    fetchOnce().catch(() => {
      setShown(undefined)
      toast(t('quick.notThere'), 'bad')
    })
  }, [onCapture, fetchOnce, toast, t])

  useKeys((key) => {
    if (key !== 'n' || !may) return false
    open()
    return true
  })

  const now = useRef({ open, may })
  useEffect(() => {
    now.current = { open, may }
  })
  useEffect(() => {
    // Alt+N is free in browsers and input methods, and works while something is being typed. On a Mac it begins a letter with a
    // tilde, so that the key itself is asked for.
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'KeyN' || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing || event.repeat) return
      if (!now.current.may || isCovered()) return
      event.preventDefault()
      now.current.open()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (!now.current.may || isTyping(event.target) || isCovered()) return
      const text = event.clipboardData?.getData('text/plain').trim() ?? ''
      if (Array.from(text).length >= leastPasted) setPasted(text)
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('paste', onPaste)
    }
  }, [])

  const take = () => {
    import('@/features/capture/drafts').then(({ beginWith }) => {
      beginWith(me.username, pasted)
      open()
    }).catch(() => toast(t('quick.notThere'), 'bad'))
  }

  return {
    open,
    shown: (
      <>
        {shown && Quick && <Quick refused={shown.refused} onClose={() => setShown(undefined)} />}
        {pasted && <Pasted text={pasted} onTake={take} onLeave={() => setPasted('')} />}
      </>
    ),
  }
}

/** A shorter text is hardly a lead. */
const leastPasted = 6

/** In the head at the desk; floating on a phone, where it stays out of the way of the screens that have a bar of their own there. */
export function QuickButton({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const keys = useSingleKeys()
  if (narrow) return <button type="button" className="fab" aria-label={t('quick.button')} onClick={onOpen}><EditOutlined aria-hidden /></button>
  return <Button kind="text" className="quick-button" icon={<EditOutlined aria-hidden />} aria-keyshortcuts={keys ? 'n Alt+N' : 'Alt+N'} onClick={onOpen}>{t('quick.button')}{keys && <kbd aria-hidden>N</kbd>}</Button>
}
