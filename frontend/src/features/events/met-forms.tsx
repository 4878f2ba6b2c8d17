import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import type { Met } from '@/shared/api/types'
import { useDebounced } from '@/shared/hooks'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { StageTag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useChangeMet, useLeadNames, useMakeLead, useTie } from './requests'

export function EditMet({ id, met, onClose }: { id: string; met: Met; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const change = useChangeMet(id)
  const formId = useId()
  const { contact } = met
  const [form, setForm] = useState({ enterprise: met.enterprise.name, name: contact.name, title: contact.title ?? '', phone: contact.phone ?? '', email: contact.email ?? '', note: met.note ?? '' })
  const errors = change.error instanceof ApiProblem ? change.error.fields : {}
  const labels = { enterprise: t('events.enterprise'), name: t('events.person'), title: t('events.post'), phone: t('events.phone'), email: t('events.mail'), note: t('events.about') }
  return (
    <Modal open centered title={t('events.editMet', { name: form.name || form.enterprise })} okText={t('events.save')} cancelText={t('events.close')} closable={{ 'aria-label': t('events.close') }} confirmLoading={change.isPending} onCancel={onClose} okButtonProps={{ htmlType: 'submit', form: formId }}>
      <form id={formId} noValidate onSubmit={(e) => { e.preventDefault(); change.mutate({ no: met.no, body: { ...form, wechat: contact.wechat } }, { onSuccess: () => { toast(t('events.saved')); onClose() } }) }}>
        {change.error && Object.keys(errors).length === 0 && <ProblemNotice title={t('events.failed')} error={change.error} />}
        {(Object.keys(labels) as (keyof typeof labels)[]).map((name) => (
          <Field key={name} label={labels[name]} error={errors[name]}>{(control) => <Input {...control} maxLength={200} type={name === 'phone' ? 'tel' : undefined} value={form[name]} onChange={(e) => setForm({ ...form, [name]: e.target.value })} />}</Field>
        ))}
      </form>
    </Modal>
  )
}

/** A lead in one step: what the firm wants, and everything else is known. */
export function MakeLead({ id, met, name, onClose }: { id: string; met: Met; name: string; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const make = useMakeLead(id)
  const [text, setText] = useState(met.note ?? '')
  return (
    <Modal open centered title={t('events.toLeadOf', { name })} okText={t('events.toLead')} cancelText={t('events.close')} closable={{ 'aria-label': t('events.close') }} confirmLoading={make.isPending} onCancel={onClose}
      onOk={() => make.mutate({ no: met.no, text }, { onSuccess: () => { toast(t('events.made')); onClose() } })}>
      {make.error && <ProblemNotice title={t('events.failed')} error={make.error} />}
      <Field label={t('events.leadText')} hint={t('events.leadTextHint')}>{(control) => <Input.TextArea {...control} rows={4} maxLength={20000} value={text} onChange={(e) => setText(e.target.value)} />}</Field>
    </Modal>
  )
}

export function TieLead({ id, met, name, onClose }: { id: string; met: Met; name: string; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const tie = useTie(id)
  const [q, setQ] = useState(met.enterprise.name ?? '')
  const { data } = useLeadNames(useDebounced(q.trim()))
  return (
    <Modal open centered title={t('events.tieOf', { name })} footer={null} closable={{ 'aria-label': t('events.close') }} onCancel={onClose}>
      {tie.error && <ProblemNotice title={t('events.failed')} error={tie.error} />}
      <Field label={t('events.leadSearch')}>{(control) => <Input {...control} maxLength={200} value={q} onChange={(e) => setQ(e.target.value)} />}</Field>
      <ul className="event-tie" aria-label={t('events.lead')}>
        {data?.items.map((lead) => (
          <li key={lead.id} className="line"><span>{lead.name} <StageTag stage={lead.stage} /></span>
            <Button size="small" loading={tie.isPending && tie.variables.lead === lead.id} aria-label={`${t('events.tie')} ${lead.name}`} onClick={() => tie.mutate({ no: met.no, lead: lead.id }, { onSuccess: () => { toast(t('events.tied')); onClose() } })}>{t('events.tie')}</Button></li>
        ))}
      </ul>
    </Modal>
  )
}
