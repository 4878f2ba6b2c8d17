import { Alert, Button, Drawer, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Lead } from '@/shared/api/types'
import { formatTime } from '@/shared/format'
import { ChannelInput } from '@/shared/firm/channel-input'
import { badNumbers, fieldErrors, leadFields, type FieldErrors } from '@/shared/lead-fields'
import { useMe } from '@/shared/me'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { changedFields, patchOf, valuesOf, type Values } from './change'
import { Conflict } from './conflict'
import { forgetEdit, keepEdit, loadEdit } from './kept-edit'
import { merge, type Field as FieldName, type Merge } from './merge'
import { useChangeLead, useMeetLatest } from './requests'
import './together.css'

/** What a change rests on: the lead as it was read. */
interface Base {
  rev: number
  values: Values
}

const most = 5 // times that a save meets another one before the person is told

/**
 * The form that changes a lead. What others change meanwhile is merged into it; only what both changed is asked. The
 * change is kept in the browser until it is saved or dropped.
 */
export function EditLead({ lead, onClose, onLatest }: { lead: Lead; onClose: () => void; onLatest: (lead: Lead) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const nameOf = useNames()
  const [kept] = useState(() => loadEdit(me.username, lead.id))
  const [base, setBase] = useState<Base>(() => (kept ? { rev: kept.rev, values: kept.base } : { rev: lead.rev, values: valuesOf(lead) }))
  const [values, setValues] = useState<Values>(() => kept?.values ?? valuesOf(lead))
  const [restored, setRestored] = useState<{ time: string; taken: FieldName[] } | undefined>(() => kept && { time: formatTime(kept.at), taken: [] })
  const [clash, setClash] = useState<{ lead: Lead; merged: Merge; mine: Values; base: Values }>()
  const [local, setLocal] = useState<FieldErrors>({})
  const form = useRef<HTMLFormElement>(null)
  const change = useChangeLead(lead.id)
  const meet = useMeetLatest(lead.id)
  const over = useRef(false)

  const problem = change.error instanceof ApiProblem ? change.error : undefined
  const refused = fieldErrors(problem?.fields ?? {})
  const errors: FieldErrors = { ...refused.errors, ...local }
  const stale = statusOf(change.error) === 412
  const wholly = meet.error ?? (change.error && !stale && (Object.keys(refused.errors).length === 0 || refused.others.length > 0) ? change.error : undefined)
  const dirty = changedFields(base.values, values).length > 0

  useEffect(() => {
    if (kept && kept.rev === base.rev && kept.values === values) return // as it was kept
    if (!over.current) keepEdit(me.username, lead.id, { rev: base.rev, base: base.values, values })
  }, [me.username, lead.id, base, values, kept])

  // A change kept from an earlier visit may rest on a state that is no longer the latest.
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) return
    first.current = false
    if (!kept || kept.rev === lead.rev) return
    void merge(kept.base, valuesOf(lead), kept.values).then((merged) => {
      if (merged.clashes.length > 0) {
        setClash({ lead, merged, mine: kept.values, base: kept.base })
        return
      }
      setBase({ rev: lead.rev, values: valuesOf(lead) })
      setValues(merged.values)
      setRestored({ time: formatTime(kept.at), taken: merged.taken })
    }, () => undefined) // saving meets the latest state in any case
  }, [kept, lead])

  useEffect(() => {
    if (change.error || Object.keys(local).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [change.error, local])

  const names = (fields: FieldName[]) => fields.map((field) => t(`field.${field}`)).join(t('common.comma'))
  const changerOf = (latest: Lead, since: number) => {
    const by = [...new Set(latest.history.slice(since - latest.rev).map((c) => c.by))] // each revision adds an entry
    return by.map(nameOf).join(t('common.comma')) || t('merge.someone')
  }

  const set = (field: keyof Values, value: string) => {
    setValues({ ...values, [field]: value })
    setLocal({})
    if (change.error && !change.isPending) change.reset()
    if (meet.error) meet.reset()
  }

  const end = (said: string, tone?: 'plain') => {
    over.current = true
    forgetEdit(me.username, lead.id)
    toast(said, tone)
    onClose()
  }

  const send = (on: Base, next: Values, met?: { who: string; taken: FieldName[] }, tries = 1) => {
    const found: FieldErrors = {}
    if (!next.text.trim()) found.text = t('capture.textMissing')
    if (!next.name.trim()) found.name = t('lead.nameMissing')
    for (const field of badNumbers(next)) found[field] = t(field === 'land' ? 'capture.landBad' : 'capture.moneyBad')
    setLocal(found)
    if (Object.keys(found).length > 0) return
    const fields = changedFields(on.values, next)
    if (fields.length === 0) {
      end(t('lead.unchanged'), 'plain')
      return
    }
    change.mutate({ rev: on.rev, patch: patchOf(fields, next) }, {
      onSuccess: () => end(met && met.taken.length > 0 ? t('merge.saved', { who: met.who, fields: names(met.taken) }) : t('lead.saved')),
      onError: (error) => {
        if (statusOf(error) === 412) meetLatest(on, next, met?.taken ?? [], tries)
      },
    })
  }

  const meetLatest = (on: Base, next: Values, takenBefore: FieldName[], tries: number) => {
    meet.mutate({ base: on.values, mine: next }, {
      onSuccess: ({ lead: latest, merged }) => {
        onLatest(latest)
        if (merged.clashes.length > 0) {
          setClash({ lead: latest, merged, mine: next, base: on.values })
          return
        }
        const now = { rev: latest.rev, values: valuesOf(latest) }
        setBase(now)
        setValues(merged.values)
        if (tries >= most) toast(t('merge.again'), 'plain')
        else send(now, merged.values, { who: changerOf(latest, on.rev), taken: [...new Set([...takenBefore, ...merged.taken])] }, tries + 1)
      },
    })
  }

  const decide = (decided: Values) => {
    if (!clash) return
    const now = { rev: clash.lead.rev, values: valuesOf(clash.lead) }
    setBase(now)
    setValues(decided)
    setClash(undefined)
    send(now, decided)
  }

  const discard = () => {
    over.current = true
    forgetEdit(me.username, lead.id)
    onClose()
  }

  const busy = change.isPending || meet.isPending
  return (
    <Drawer open onClose={onClose} title={t('lead.editTitle')} size={560} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={!clash && (
        <div className="actions">
          <Button type="primary" htmlType="submit" form="edit-lead" loading={busy}>{t('common.save')}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          {dirty && <><span className="grow" /><Button type="text" onClick={discard}>{t('merge.discard')}</Button></>}
        </div>
      )}>
      {clash ? (
        <Conflict merged={clash.merged} base={clash.base} theirs={valuesOf(clash.lead)} mine={clash.mine} who={changerOf(clash.lead, base.rev)} busy={busy}
          onDecide={decide} onDrop={discard} />
      ) : (
        <form id="edit-lead" ref={form} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) send(base, values) }}>
          {restored && (
            <Alert type="info" showIcon className="restored" closable={{ onClose: () => setRestored(undefined), 'aria-label': t('together.close') }}
              title={restored.taken.length > 0 ? t('merge.restoredMerged', { time: restored.time, fields: names(restored.taken) }) : t('merge.restored', { time: restored.time })} />
          )}
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
          {dirty && <p className="fine">{t('merge.draftKept')}</p>}
        </form>
      )}
    </Drawer>
  )
}

/** On the lead's page: there is a change that was not saved. */
export function Unsaved({ lead, onResume }: { lead: Lead; onResume: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const [kept, setKept] = useState(() => loadEdit(me.username, lead.id))
  if (!kept) return null
  const discard = () => {
    forgetEdit(me.username, lead.id)
    setKept(undefined)
  }
  return (
    <Alert type="info" showIcon className="notice" title={t('merge.unsaved', { time: formatTime(kept.at) })}
      action={<span className="actions"><Button size="small" type="primary" onClick={onResume}>{t('merge.resume')}</Button><Button size="small" onClick={discard}>{t('merge.discard')}</Button></span>} />
  )
}
