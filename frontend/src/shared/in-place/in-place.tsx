import { EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import { useProblemText } from '@/shared/ui/notice'
import type { FieldControl } from '@/shared/ui/field'
import './in-place.css'

/** What the box of a value needs; `several` lines: Enter is a new line there, Ctrl+Enter saves. */
export interface BoxProps extends FieldControl {
  value: string
  onChange: (value: string) => void
  'aria-label': string
}

/**
 * A value that is changed where it stands: a click on it or its pencil opens the box, Enter saves, Escape leaves it as it
 * was, and the keyboard is where it was before. `save` gives the message that belongs at the box, or nothing when all is well.
 */
export function InPlace({ label, children, text, may, several, hint, box, check, save, onOpen }: {
  label: string
  children: ReactNode
  /** The value as it is written into the box. */
  text: string
  may: boolean
  several?: boolean
  hint?: string
  box: (control: BoxProps) => ReactNode
  /** What is wrong with what was typed, before it is sent. */
  check?: (typed: string) => string | undefined
  save: (typed: string) => Promise<string | undefined>
  onOpen?: () => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const problemText = useProblemText()
  const [typed, setTyped] = useState<string>()
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const pencil = useRef<HTMLButtonElement>(null)
  const back = useRef(false)
  const open = typed !== undefined

  useEffect(() => {
    if (open) {
      const field = form.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea, select')
      field?.focus()
      if (field instanceof HTMLInputElement) field.select()
    } else if (back.current) {
      back.current = false
      pencil.current?.focus()
    }
  }, [open])
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])

  const start = () => {
    onOpen?.()
    setError(undefined)
    setTyped(text)
  }
  const close = () => {
    back.current = true
    setTyped(undefined)
  }
  const send = async () => {
    if (!open || busy) return
    const found = check?.(typed)
    if (found || typed.trim() === text.trim()) {
      setError(found)
      if (!found) close()
      return
    }
    setBusy(true)
    setError(undefined)
    try {
      const refused = await save(typed)
      if (refused) setError(refused)
      else close()
    } catch (failed) {
      setError(failed instanceof ApiProblem ? Object.values(failed.fields)[0] ?? problemText(failed) : problemText(failed))
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
    if (event.key === 'Enter' && (!several || event.ctrlKey || event.metaKey) && (event.target as HTMLElement).tagName !== 'BUTTON') {
      event.preventDefault()
      void send()
    }
  }

  if (!may) return <>{children}</>
  if (!open) {
    return (
      // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the pencil is the keyboard's way in
      <span className={several ? 'in-place several' : 'in-place'} onClick={(event) => {
        // A link goes where it leads, and who marks words to copy them is not asked to change them.
        if (!several && !(event.target as HTMLElement).closest('a, button, summary, .ant-modal-root, .ant-drawer') && !window.getSelection()?.toString()) start()
      }}>
        <span className="in-place-value">{children}</span>
        <button ref={pencil} type="button" className="in-place-pencil" aria-label={t('leadPage.editField', { field: label })} title={t('leadPage.editField', { field: label })} onClick={start}><EditOutlined aria-hidden /></button>
      </span>
    )
  }
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter and Escape of the box within
    <form ref={form} className="in-place-form" noValidate aria-label={t('leadPage.editField', { field: label })} onKeyDown={onKeyDown} onSubmit={(event) => { event.preventDefault(); void send() }}>
      {box({ id, value: typed, 'aria-label': label, ...(error && { status: 'error' as const, 'aria-invalid': true as const }), ...(described && { 'aria-describedby': described }),
        onChange: (value) => { setTyped(value); setError(undefined) } })}
      {error && <p className="field-error" id={`${id}-error`} role="alert">{error}</p>}
      {hint && <p className="fine" id={`${id}-hint`}>{hint}</p>}
      <span className="in-place-actions">
        <Button size="small" type="primary" htmlType="submit" loading={busy}>{t('common.save')}</Button>
        <Button size="small" onClick={close}>{t('common.cancel')}</Button>
        <span className="fine shortcut">{t(several ? 'leadPage.keysSeveral' : 'leadPage.keys')}</span>
      </span>
    </form>
  )
}
