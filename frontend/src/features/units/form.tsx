import { Button, Checkbox, Drawer, Input } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { FieldChange, Unit } from '@/shared/api/types'
import { useUnits } from '@/shared/api/units'
import { formatTime } from '@/shared/format'
import { ChooseChains } from '@/shared/ui/choose-chains'
import { ChooseUnit } from '@/shared/ui/choose-unit'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { useAddUnit, useChangeUnit } from './requests'

/** Adds a unit below a parent, or changes one. */
export function UnitForm({ unit, parent = '', onClose }: { unit?: Unit; parent?: string; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const add = useAddUnit()
  const change = useChangeUnit(unit?.id ?? '')
  const [values, setValues] = useState({ name: unit?.name ?? '', parent: unit?.parent ?? parent, chains: unit?.chains ?? [], closed: unit?.closed ?? false })
  const [missing, setMissing] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const error = unit ? change.error : add.error
  const refused = error instanceof ApiProblem ? error.fields : {}
  const taken = error instanceof ApiProblem && error.code === 'duplicate' ? error.message : undefined
  const busy = add.isPending || change.isPending

  useEffect(() => {
    if (error || missing) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error, missing])

  const set = (next: Partial<typeof values>) => {
    setValues({ ...values, ...next })
    setMissing('')
    if (error && !busy) (unit ? change : add).reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (!values.name.trim()) {
      setMissing(t('units.nameMissing'))
      return
    }
    const done = (text: string) => ({ onSuccess: () => { toast(text); onClose() } })
    if (!unit) {
      add.mutate({ name: values.name, parent: values.parent, chains: values.chains }, done(t('units.added')))
      return
    }
    change.mutate({ rev: unit.rev, body: values }, {
      ...done(t('units.saved')),
      onError: (problem) => {
        if (statusOf(problem) !== 412) return
        toast(t('units.conflict'), 'bad')
        onClose()
      },
    })
  }
  return (
    <Drawer open onClose={onClose} title={t(unit ? 'units.editTitle' : 'units.add')} size={480} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions"><Button type="primary" htmlType="submit" form="unit" loading={busy}>{t('common.save')}</Button><Button onClick={onClose}>{t('common.cancel')}</Button></div>}>
      <form id="unit" ref={form} noValidate onSubmit={submit}>
        {error && !taken && Object.keys(refused).length === 0 && <ProblemNotice title={t('units.failed')} error={error} />}
        <Field label={t('units.name')} error={missing || taken || refused.name}>
          {(control) => <Input {...control} autoComplete="off" maxLength={60} value={values.name} onChange={(event) => set({ name: event.target.value })} />}
        </Field>
        <Field label={t('units.parent')} error={refused.parent}>
          {(control) => <ChooseUnit control={control} value={values.parent} notBelow={unit?.id} onChange={(id) => set({ parent: id })} />}
        </Field>
        <Field label={t('units.chains')} error={refused.chains} hint={t('units.chainsHint')}>
          {(control) => <ChooseChains control={control} value={values.chains} onChange={(chains) => set({ chains })} />}
        </Field>
        {unit && <Checkbox checked={values.closed} onChange={(event) => set({ closed: event.target.checked })}>{t('units.closed')}<span className="fine">{t('common.colon')}{t('units.closedHint')}</span></Checkbox>}
      </form>
      {unit && <History unit={unit} />}
    </Drawer>
  )
}

const fields = ['name', 'parent', 'chains', 'closed'] as const

function History({ unit }: { unit: Unit }) {
  const { t } = useTranslation()
  const names = useNames()
  const units = useUnits().data?.items
  const shown = ({ field }: FieldChange, value: string) => (field === 'parent' ? (value === '' ? t('units.city') : (units?.find((u) => u.id === value)?.name ?? value)) : value || t('units.empty'))
  const nameOf = (field: string) => {
    const known = fields.find((f) => f === field)
    return known ? t(`units.fields.${known}`) : field
  }
  return (
    <section className="read" aria-labelledby="unit-history">
      <h3 id="unit-history">{t('units.history')}</h3>
      <ol className="timeline">
        {[...unit.history].reverse().map((change, i) => (
          <li key={`${change.at} ${i}`}>
            <div className="line"><span><strong>{change.by ? names(change.by) : t('units.byCommand')}</strong> {t(change.action === 'created' ? 'units.created' : 'units.changed')}</span><time className="quiet" dateTime={change.at}>{formatTime(change.at)}</time></div>
            {change.fields && (
              <ul className="field-changes">
                {change.fields.map((f) => <li key={f.field}><span className="quiet">{nameOf(f.field)}{t('common.colon')}</span><del>{shown(f, f.from)}</del><span aria-hidden="true"> → </span><span className="sr-only">{t('lead.to')}</span><ins>{shown(f, f.to)}</ins></li>)}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
