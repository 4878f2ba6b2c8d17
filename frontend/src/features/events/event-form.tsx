import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import type { EventIn, PromotionEvent } from '@/shared/api/types'
import { plainNumber } from '@/shared/format'
import { useMe } from '@/shared/me'
import { ChooseUnit } from '@/shared/ui/choose-unit'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { kinds } from './requests'

/** Adds an event, or changes one. */
export default function EventForm({ event, error, busy, onSend, onClose }: { event?: PromotionEvent; error: unknown; busy: boolean; onSend: (body: EventIn) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const id = useId()
  const [form, setForm] = useState({
    name: event?.name ?? '', kind: event?.kind ?? 'promotion', place: event?.place ?? '', from: event?.from ?? '', to: event?.to ?? '', unit: event?.unit ?? me.unit ?? '', budget: plainNumber(event?.budgetWan), note: event?.note ?? '', cancelled: event?.cancelled ?? false,
    costs: (event?.costs ?? []).map((c) => ({ item: c.item, wan: plainNumber(c.wan) })),
  })
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const errors = error instanceof ApiProblem ? error.fields : {}
  const number = (text: string) => Number(text.normalize('NFKC').replace(/[,，\s]/g, '')) || 0
  const text = (name: 'name' | 'place' | 'from' | 'to' | 'note', type?: string) => (
    <Field label={t(`events.${name}`)} error={errors[name]}>{(control) => <Input {...control} type={type} maxLength={200} value={form[name]} onChange={(e) => set({ [name]: e.target.value })} />}</Field>
  )
  const cost = (i: number, part: Partial<(typeof form.costs)[number]>) => set({ costs: form.costs.map((c, j) => (j === i ? { ...c, ...part } : c)) })
  return (
    <Modal open centered title={t(event ? 'events.edit' : 'events.add')} okText={t('events.save')} cancelText={t('events.close')} closable={{ 'aria-label': t('events.close') }} confirmLoading={busy} onCancel={onClose} okButtonProps={{ htmlType: 'submit', form: id }} mask={{ closable: false }} width={640}>
      <form id={id} noValidate onSubmit={(e) => {
        e.preventDefault()
        onSend({ name: form.name, kind: form.kind, place: form.place, from: form.from, to: form.to || form.from, unit: form.unit, budgetWan: number(form.budget), note: form.note, cancelled: event ? form.cancelled : undefined,
          costs: form.costs.filter((c) => c.item || c.wan).map((c) => ({ item: c.item, wan: number(c.wan) })) })
      }}>
        {Boolean(error) && Object.keys(errors).length === 0 && <ProblemNotice title={t('events.failed')} error={error} />}
        {text('name')}
        <div className="fields">
          <Field label={t('events.kindLabel')} error={errors.kind}>{({ status, ...control }) => <select {...control} data-status={status} className="select" value={form.kind} onChange={(e) => set({ kind: e.target.value })}>{kinds.map((k) => <option key={k} value={k}>{t(`events.kind.${k}`)}</option>)}</select>}</Field>
          {text('place')}
          {text('from', 'date')}
          {text('to', 'date')}
          <Field label={t('events.host')} error={errors.unit}>{(control) => <ChooseUnit control={control} value={form.unit} onChange={(unit) => set({ unit })} />}</Field>
          <Field label={t('events.budget')} error={errors.budgetWan}>{(control) => <Input {...control} inputMode="decimal" value={form.budget} onChange={(e) => set({ budget: e.target.value })} />}</Field>
        </div>
        <fieldset className="event-costs">
          <legend>{t('events.costs')}</legend>
          {form.costs.map((c, i) => (
            <div key={i} className="event-cost">
              <Field label={t('events.item')} error={errors[`costs[${i}].item`]}>{(control) => <Input {...control} maxLength={60} placeholder={t('events.itemHint')} value={c.item} onChange={(e) => cost(i, { item: e.target.value })} />}</Field>
              <Field label={t('events.wan')} error={errors[`costs[${i}].wan`]}>{(control) => <Input {...control} inputMode="decimal" value={c.wan} onChange={(e) => cost(i, { wan: e.target.value })} />}</Field>
              <Button aria-label={t('events.removeCost', { no: i + 1 })} onClick={() => set({ costs: form.costs.filter((_, j) => j !== i) })}>{t('events.remove')}</Button>
            </div>
          ))}
          <div><Button size="small" onClick={() => set({ costs: [...form.costs, { item: '', wan: '' }] })}>{t('events.addCost')}</Button></div>
        </fieldset>
        {text('note')}
        {event && <p className="check-line"><input id={`${id}-cancelled`} type="checkbox" checked={form.cancelled} onChange={(e) => set({ cancelled: e.target.checked })} /><label htmlFor={`${id}-cancelled`}>{t('events.cancel')}</label></p>}
      </form>
    </Modal>
  )
}
