import { Button, Drawer } from 'antd'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import { ProblemNotice } from './notice'

/** A drawer around a form that is sent as one: errors of `fields` stand at the fields, others at its head. */
export function FormDrawer({ title, error, failed, stale, fields, busy, size = 480, onSend, onClose, children }: {
  title: string
  error: unknown
  /** What is said of a refusal that belongs to no field. */
  failed: string
  /** What is said when somebody else was quicker (412). */
  stale: string
  fields: (field: string) => boolean
  busy: boolean
  size?: number
  onSend: () => void
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const placed = error instanceof ApiProblem && Object.keys(error.fields).length > 0 && Object.keys(error.fields).every(fields)
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])
  return (
    <Drawer open onClose={onClose} title={title} size={size} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions"><Button type="primary" htmlType="submit" form={id} loading={busy}>{t('common.save')}</Button><Button onClick={onClose}>{t('common.cancel')}</Button></div>}>
      <form id={id} ref={form} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) onSend() }}>
        {!!error && !placed && (statusOf(error) === 412 ? <p className="warnings form-line" role="alert">{stale}</p> : <ProblemNotice title={failed} error={error} />)}
        {children}
      </form>
    </Drawer>
  )
}

/** The messages of a refusal by field. */
export const fieldErrors = (error: unknown): Readonly<Record<string, string>> => (error instanceof ApiProblem ? error.fields : {})
