import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTiers } from '@/shared/api/firms'
import { ApiProblem } from '@/shared/api/problem'
import type { Target, TargetIn } from '@/shared/api/types'
import { ChannelInput } from '@/shared/firm/channel-input'
import { EnterpriseSelect } from '@/shared/firm/enterprise-select'
import { LinkSelect } from '@/shared/firm/link-select'
import { parseWan, plainNumber } from '@/shared/format'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { useAddTarget, useChangeTarget } from './requests'

/** A new target, or one that is changed. */
export default function TargetForm({ target, onClose, onSaved }: { target?: Target; onClose: () => void; onSaved: (target: Target) => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [name, setName] = useState(target?.name ?? '')
  const [firm, setFirm] = useState({ id: target?.enterprise.id ?? '', name: target?.enterprise.name ?? '' })
  const [texts, setTexts] = useState({ project: target?.project ?? '', place: target?.place ?? '', channel: target?.channel ?? '', nextStep: target?.nextStep ?? '', nextDate: target?.nextDate ?? '' })
  const [wan, setWan] = useState(plainNumber(target?.investmentWan))
  const [tiers, setTiers] = useState(target?.tiers ?? [])
  const [links, setLinks] = useState(target?.links ?? [])
  const allTiers = useTiers()
  const add = useAddTarget()
  const change = useChangeTarget()
  const error = add.error ?? change.error
  const fields = error instanceof ApiProblem ? error.fields : {}
  const done = (saved: Target) => {
    toast(t('targets.saved'))
    onSaved(saved)
    onClose()
  }
  const send = () => {
    const investmentWan = wan.trim() ? (parseWan(wan) ?? -1) : 0
    const enterprise = firm.id ? { id: firm.id } : undefined
    if (target) {
      change.mutate({ target, body: { ...texts, name, investmentWan, tiers, links, enterprise: firm.id ? { id: firm.id } : {} } }, { onSuccess: done })
      return
    }
    // What is not given is taken from the library's record of the firm.
    const body: TargetIn = { name: name || undefined, enterprise, investmentWan, tiers: tiers.length > 0 ? tiers : undefined, links: links.length > 0 ? links : undefined, project: texts.project,
      place: texts.place || undefined, channel: texts.channel || undefined, nextStep: texts.nextStep, nextDate: texts.nextDate }
    add.mutate(body, { onSuccess: done })
  }
  const text = (field: keyof typeof texts, more: { hint?: string; type?: string } = {}) => (
    <Field label={t(`targets.${field}`)} hint={more.hint} error={fields[field]}>{(control) => <Input {...control} type={more.type} value={texts[field]} maxLength={200} onChange={(event) => setTexts({ ...texts, [field]: event.target.value })} />}</Field>
  )
  return (
    <Drawer open onClose={onClose} title={t(target ? 'targets.editTitle' : 'targets.addTitle')} size={560} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" form="target-form" loading={add.isPending || change.isPending}>{t('targets.save')}</Button></div>}>
      <form id="target-form" noValidate onSubmit={(event) => { event.preventDefault(); send() }}>
        {error && Object.keys(fields).length === 0 && <ProblemNotice title={t('targets.failed')} error={error} />}
        <Field label={t('targets.name')} error={fields.name}>{(control) => <Input {...control} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />}</Field>
        <Field label={t('targets.enterprise')} error={fields['enterprise.id']}>
          {(control) => <EnterpriseSelect control={control} value={firm.id} name={firm.name} onChange={(id, label) => { setFirm({ id, name: label }); if (!name.trim()) setName(label) }} />}
        </Field>
        {text('project', { hint: t('targets.projectHint') })}
        <div className="fields">
          <Field label={t('targets.investment')} hint={t('targets.investmentHint')} error={fields.investmentWan}>{(control) => <Input {...control} value={wan} onChange={(event) => setWan(event.target.value)} />}</Field>
          {text('place')}
        </div>
        <Field label={t('targets.tier')} error={fields.tiers}>{(control) => <Select {...control} mode="multiple" className="wide" value={tiers} onChange={setTiers} options={allTiers.data?.items.map((tier) => ({ value: tier.name, label: tier.name }))} />}</Field>
        <Field label={t('targets.links')} error={fields.links}>{(control) => <LinkSelect control={control} value={links} onChange={setLinks} />}</Field>
        <Field label={t('targets.channel')} error={fields.channel}>{(control) => <ChannelInput {...control} value={texts.channel} autoComplete="off" onChange={(event) => setTexts({ ...texts, channel: event.target.value })} />}</Field>
        <div className="fields">
          {text('nextStep')}
          {text('nextDate', { type: 'date' })}
        </div>
      </form>
    </Drawer>
  )
}
