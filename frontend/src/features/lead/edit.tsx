import { Button, Drawer, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Lead } from '@/shared/api/types'
import { ChannelInput } from '@/shared/firm/channel-input'
import { badNumbers, fieldErrors, leadFields, type FieldErrors } from '@/shared/lead-fields'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { changedFields, patchOf, reapply, valuesOf, type Values } from './change'
import { Conflict } from './conflict'
import { useChangeLead, useLatestLead } from './requests'

/** The form that changes a lead. It holds the lead as it was when the form was opened. */
export function EditLead({ lead, onClose, onLatest }: { lead: Lead; onClose: () => void; onLatest: (lead: Lead) => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [base, setBase] = useState(lead)
  const [values, setValues] = useState<Values>(() => valuesOf(lead))
  const [theirs, setTheirs] = useState<Lead>()
  const [local, setLocal] = useState<FieldErrors>({})
  const form = useRef<HTMLFormElement>(null)
  const change = useChangeLead(lead.id)
  const latest = useLatestLead(lead.id)

  const problem = change.error instanceof ApiProblem ? change.error : undefined
  const refused = fieldErrors(problem?.fields ?? {})
  const errors: FieldErrors = { ...refused.errors, ...local }
  const stale = statusOf(change.error) === 412
  const wholly = latest.error ?? (change.error && !stale && (Object.keys(refused.errors).length === 0 || refused.others.length > 0) ? change.error : undefined)
  const mine = changedFields(valuesOf(base), values)

  useEffect(() => {
    if (change.error || Object.keys(local).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [change.error, local])

  const set = (field: keyof Values, value: string) => {
    setValues({ ...values, [field]: value })
    setLocal({})
    if (change.error && !change.isPending) change.reset()
  }

  const send = (on: Lead, next: Values) => {
    const found: FieldErrors = {}
    if (!next.text.trim()) found.text = t('capture.textMissing')
    if (!next.name.trim()) found.name = t('lead.nameMissing')
    for (const field of badNumbers(next)) found[field] = t(field === 'land' ? 'capture.landBad' : 'capture.moneyBad')
    setLocal(found)
    if (Object.keys(found).length > 0) return
    const fields = changedFields(valuesOf(on), next)
    if (fields.length === 0) {
      toast(t('lead.unchanged'), 'plain')
      onClose()
      return
    }
    change.mutate({ rev: on.rev, patch: patchOf(fields, next) }, {
      onSuccess: () => {
        toast(t('lead.saved'))
        onClose()
      },
      onError: (error) => {
        if (statusOf(error) === 412) latest.mutate(undefined, { onSuccess: setTheirs })
      },
    })
  }

  const take = () => {
    if (!theirs) return
    onLatest(theirs)
    onClose()
  }

  const keepMine = () => {
    if (!theirs) return
    const next = reapply(valuesOf(theirs), values, mine)
    setBase(theirs)
    setValues(next)
    setTheirs(undefined)
    onLatest(theirs)
    send(theirs, next)
  }

  const busy = change.isPending || latest.isPending
  return (
    <Drawer open onClose={onClose} title={t('lead.editTitle')} size={560} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={!theirs && (
        <div className="actions">
          <Button type="primary" htmlType="submit" form="edit-lead" loading={busy}>{t('common.save')}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      )}>
      {theirs ? (
        <Conflict base={valuesOf(base)} theirs={valuesOf(theirs)} mine={values} changed={mine} onTake={take} onKeep={keepMine} />
      ) : (
        <form id="edit-lead" ref={form} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) send(base, values) }}>
          {wholly && <ProblemNotice title={t('lead.failed')} error={wholly} onRetry={() => send(base, values)} />}
          <Field label={t('field.text')} error={errors.text}>
            {(control) => <Input.TextArea {...control} value={values.text} autoSize={{ minRows: 5, maxRows: 14 }} onChange={(event) => set('text', event.target.value)} />}
          </Field>
          {leadFields.map((field) => (
            <Field key={field} label={t(`field.${field}`)} error={errors[field]} hint={field === 'investment' ? t('capture.moneyHint') : undefined}>
              {(control) => field === 'source' ? (
                <ChannelInput {...control} value={values[field]} autoComplete="off" onChange={(event) => set(field, event.target.value)} />
              ) : (
                <Input {...control} value={values[field]} autoComplete="off" onChange={(event) => set(field, event.target.value)}
                  suffix={field === 'investment' ? t('field.wan') : field === 'land' ? t('field.mu') : undefined} />
              )}
            </Field>
          ))}
        </form>
      )}
    </Drawer>
  )
}
