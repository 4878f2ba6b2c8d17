import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fundKinds, fundStages, useAddFund, useChangeFund } from '@/shared/api/funds'
import { useIndustries } from '@/shared/api/plan'
import type { FundIn, FundRow } from '@/shared/api/types'
import { parseWan, plainNumber } from '@/shared/format'
import { Field } from '@/shared/ui/field'
import { fieldErrors, FormDrawer } from '@/shared/ui/form-drawer'
import { useToast } from '@/shared/ui/toast'

const texts = ['manager', 'place', 'validUntil', 'terms', 'source'] as const
const amounts = ['sizeWan', 'ticketMinWan', 'ticketMaxWan'] as const
const amountLabels = { sizeWan: 'size', ticketMinWan: 'ticketMin', ticketMaxWan: 'ticketMax' } as const

/** Adds a fund, or changes one. Only what was changed here is sent, so that nobody's other change is undone. */
export default function FundForm({ fund, onClose }: { fund?: FundRow; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const add = useAddFund()
  const change = useChangeFund()
  const save = fund ? change : add
  const industries = useIndustries().data?.items ?? []
  const [start] = useState(() => ({
    name: fund?.name ?? '', kind: fund?.kind ?? 'sub', stages: fund?.stages ?? [], industries: fund?.industries ?? [], segments: fund?.segments ?? [],
    sizeWan: plainNumber(fund?.sizeWan), ticketMinWan: plainNumber(fund?.ticketMinWan), ticketMaxWan: plainNumber(fund?.ticketMaxWan),
    manager: fund?.manager ?? '', place: fund?.place ?? '', validUntil: fund?.validUntil ?? '', terms: fund?.terms ?? '', source: fund?.source ?? '',
    contactName: fund?.contacts[0]?.name ?? '', contactPhone: fund?.contacts[0]?.phone ?? '', closed: fund?.closed ?? false,
  }))
  const [draft, setDraft] = useState(start)
  const [bad, setBad] = useState<Record<string, string>>({})
  const errors = { ...fieldErrors(save.error), ...bad }
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const send = () => {
    const faults: Record<string, string> = {}
    const wan = (name: (typeof amounts)[number]) => {
      const value = draft[name].trim() ? parseWan(draft[name]) : 0
      if (value === undefined) faults[name] = t('capture.moneyBad')
      return value
    }
    const { contactName, contactPhone, ...rest } = draft
    const contacts = contactName || contactPhone ? [{ ...fund?.contacts[0], name: contactName, phone: contactPhone }, ...(fund?.contacts.slice(1) ?? [])] : fund?.contacts.slice(1) ?? []
    const all: FundIn = { ...rest, sizeWan: wan('sizeWan'), ticketMinWan: wan('ticketMinWan'), ticketMaxWan: wan('ticketMaxWan'), contacts }
    setBad(faults)
    if (Object.keys(faults).length > 0) return
    const touched = (name: string) => (name === 'contacts' ? contactName !== start.contactName || contactPhone !== start.contactPhone : JSON.stringify(draft[name as 'name']) !== JSON.stringify(start[name as 'name']))
    const body = fund ? (Object.fromEntries(Object.entries(all).filter(([name]) => touched(name))) as FundIn) : all
    const onSuccess = () => { toast(t('ground.funds.saved')); onClose() }
    if (fund) change.mutate({ id: fund.id, rev: fund.rev, body }, { onSuccess })
    else add.mutate(body, { onSuccess })
  }
  return (
    <FormDrawer title={t(fund ? 'ground.funds.edit' : 'ground.funds.add')} size={560} error={save.error} failed={t('ground.funds.failed')} stale={t('ground.funds.conflict')}
      fields={(f) => ['name', 'kind', 'stages', 'industries', 'segments', ...texts, ...amounts].includes(f) || f.startsWith('contacts')} busy={save.isPending} onSend={send} onClose={onClose}>
      <Field label={t('ground.funds.name')} error={errors.name}>{(control) => <Input {...control} value={draft.name} maxLength={200} aria-required onChange={(event) => set({ name: event.target.value })} />}</Field>
      <Field label={t('ground.funds.kindLabel')} error={errors.kind}>
        {({ status, ...control }) => <select {...control} data-status={status} className="select" value={draft.kind} onChange={(event) => set({ kind: event.target.value })}>{fundKinds.map((k) => <option key={k} value={k}>{t(`ground.funds.kind.${k}`)}</option>)}</select>}
      </Field>
      <Field label={t('ground.funds.stageLabel')} error={errors.stages} hint={t('ground.funds.anyStage')}>
        {(control) => <Select {...control} mode="multiple" className="wide" value={draft.stages} onChange={(stages: string[]) => set({ stages })} options={fundStages.map((s) => ({ value: s as string, label: t(`ground.funds.stage.${s}`) }))} />}
      </Field>
      <Field label={t('ground.funds.industries')} error={errors.industries} hint={t('ground.funds.anyField')}>
        {(control) => <Select {...control} mode="multiple" className="wide" value={draft.industries} onChange={(chosen: string[]) => set({ industries: chosen })} options={industries.map((i) => ({ value: i.name, label: i.name }))} />}
      </Field>
      <Field label={t('ground.funds.segments')} error={errors.segments}>
        {(control) => <Select {...control} mode="multiple" className="wide" value={draft.segments} onChange={(segments: string[]) => set({ segments })} options={industries.flatMap((i) => i.segments.map((s) => ({ value: s.name, label: s.name })))} />}
      </Field>
      <div className="fields">
        {amounts.map((name) => (
          <Field key={name} label={`${t(`ground.funds.${amountLabels[name]}`)}（${t('field.wan')}）`} error={errors[name]} hint={t('ground.funds.wanHint')}>
            {(control) => <Input {...control} value={draft[name]} inputMode="decimal" onChange={(event) => set({ [name]: event.target.value })} />}
          </Field>
        ))}
        {texts.map((name) => (
          <Field key={name} label={t(`ground.funds.${name}`)} error={errors[name]}>
            {(control) => <Input {...control} type={name === 'validUntil' ? 'date' : 'text'} value={draft[name]} maxLength={1000} onChange={(event) => set({ [name]: event.target.value })} />}
          </Field>
        ))}
        <Field label={`${t('ground.funds.contacts')} · ${t('ground.park.contactName')}`} error={errors['contacts[0].name']}>{(control) => <Input {...control} value={draft.contactName} autoComplete="off" onChange={(event) => set({ contactName: event.target.value })} />}</Field>
        <Field label={`${t('ground.funds.contacts')} · ${t('ground.park.contactPhone')}`} error={errors['contacts[0].phone']}>{(control) => <Input {...control} value={draft.contactPhone} autoComplete="off" onChange={(event) => set({ contactPhone: event.target.value })} />}</Field>
      </div>
      <Checkbox checked={draft.closed} onChange={(event) => set({ closed: event.target.checked })}>{t('ground.funds.closed')}</Checkbox>
    </FormDrawer>
  )
}
