import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Checkbox, Drawer, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAddEnterprise, useAllLinks, useDuplicates, useEnterpriseNames, useTiers } from '@/shared/api/firms'
import { ApiProblem } from '@/shared/api/problem'
import type { ChainLink, Contact, Enterprise, EnterpriseIn } from '@/shared/api/types'
import { useDebounced } from '@/shared/hooks'
import { pageOf, paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { ChannelInput } from './channel-input'
import { changedValues, states, valuesOf, type Values } from './enterprise-values'

export interface Change { rev: number; patch: Partial<EnterpriseIn> }

/**
 * The form of an enterprise: a new one, or one that is changed. For a change, onChange sends it and gives the newest record
 * with the refusal when somebody else was quicker.
 */
export default function EnterpriseForm({ enterprise, start, lead, onClose, onSaved, onChange }: {
  enterprise?: Enterprise
  start?: Partial<Values>
  lead?: string // the lead that the enterprise is made from
  onClose: () => void
  onSaved: (enterprise: Enterprise) => void
  onChange?: (change: Change) => Promise<{ saved: Enterprise } | { newest: Enterprise }>
}) {
  const { t } = useTranslation()
  const toast = useToast()
  const [base, setBase] = useState(enterprise)
  const [values, setValues] = useState<Values>(() => ({ ...valuesOf(enterprise), ...start }))
  const [nameMissing, setNameMissing] = useState(false)
  const [changedByOthers, setByOthers] = useState<(keyof Values)[]>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const add = useAddEnterprise()
  const tiers = useTiers()

  const problem = error instanceof ApiProblem ? error : undefined
  const fields = problem?.fields ?? {}
  const known = ['name', 'creditCode', 'parent', 'channel', 'members', 'note', 'memo', 'place', 'tiers']
  const loose = Object.entries(fields).filter(([path]) => !known.includes(path)).map(([, message]) => message)
  const there = problem?.code === 'duplicate' ? pageOf(problem.location) : ''

  useEffect(() => {
    if (error || nameMissing) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error, nameMissing])

  const set = <K extends keyof Values>(field: K, value: Values[K]) => {
    setValues({ ...values, [field]: value })
    setNameMissing(false)
    if (error) setError(undefined)
  }

  const send = async (on = base, next = values) => {
    if (!next.name.trim()) {
      setNameMissing(true)
      return
    }
    const patch = changedValues(valuesOf(on), next)
    if (on && Object.keys(patch).length === 0) {
      toast(t('firm.unchanged'), 'plain')
      onClose()
      return
    }
    setBusy(true)
    try {
      if (!on || !onChange) {
        const saved = await add.mutateAsync({ ...patch, name: next.name, lead })
        toast(t(lead ? 'firm.fromLeadDone' : 'firm.saved'))
        onSaved(saved)
        onClose()
        return
      }
      const answer = await onChange({ rev: on.rev, patch })
      if ('saved' in answer) {
        toast(t('firm.saved'))
        onSaved(answer.saved)
        onClose()
        return
      }
      // Mine go onto theirs: a field that I did not touch shows theirs.
      const theirs = valuesOf(answer.newest)
      const byThem = (Object.keys(theirs) as (keyof Values)[]).filter((f) => JSON.stringify(theirs[f]) !== JSON.stringify(valuesOf(on)[f]))
      const mine = (Object.keys(theirs) as (keyof Values)[]).filter((f) => JSON.stringify(next[f]) !== JSON.stringify(valuesOf(on)[f]))
      setBase(answer.newest)
      setValues({ ...theirs, ...Object.fromEntries(mine.map((f) => [f, next[f]])) })
      setByOthers(byThem)
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Drawer open onClose={onClose} title={t(enterprise ? 'firm.editTitle' : 'firm.addTitle')} size={640} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions"><Button type="primary" htmlType="submit" form="enterprise-form" loading={busy}>{t(changedByOthers ? 'firm.keepMine' : 'common.save')}</Button><Button onClick={onClose}>{t(changedByOthers ? 'firm.takeTheirs' : 'common.cancel')}</Button></div>}>
      <form id="enterprise-form" ref={form} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void send() }}>
        {changedByOthers && (
          <Alert type="warning" showIcon role="alert" className="notice" title={t('firm.conflictTitle')}
            description={<>{t('firm.conflictText')}{changedByOthers.length > 0 && <p>{t('firm.conflictFields', { fields: changedByOthers.map((f) => t(`firm.${f}`)).join(t('common.comma')) })}</p>}</>} />
        )}
        {!!error && (loose.length > 0 || Object.keys(fields).length === 0) && (
          <ProblemNotice title={t('firm.failed')} error={loose.length > 0 ? new ApiProblem(422, 'invalid', loose.join(' ')) : error}
            action={there && <Link to={there} onClick={onClose}>{t('firm.openIt')}</Link>} />
        )}
        <Field label={t('firm.name')} error={nameMissing ? t('firm.nameMissing') : fields.name} hint={enterprise ? t('firm.nameHint') : undefined}>
          {(control) => <Input {...control} value={values.name} maxLength={200} autoComplete="off" onChange={(event) => set('name', event.target.value)} />}
        </Field>
        {!enterprise && <Similar name={values.name} creditCode={values.creditCode} onOpen={onClose} />}
        <div className="fields">
          <Field label={t('firm.creditCode')} error={fields.creditCode}>{(control) => <Input {...control} value={values.creditCode} autoComplete="off" onChange={(event) => set('creditCode', event.target.value)} />}</Field>
          <Field label={t('firm.place')} error={fields.place}>{(control) => <Input {...control} value={values.place} onChange={(event) => set('place', event.target.value)} />}</Field>
          <Field label={t('firm.state')}>
            {(control) => <Select {...control} className="wide" value={values.state} onChange={(state) => set('state', state)} options={states.map((value) => ({ value, label: t(`firm.states.${value}`) }))} />}
          </Field>
          <Field label={t('firm.channel')} error={fields.channel}>{(control) => <ChannelInput {...control} value={values.channel} autoComplete="off" onChange={(event) => set('channel', event.target.value)} />}</Field>
        </div>
        <div className="field"><Checkbox checked={values.incumbent} onChange={(event) => set('incumbent', event.target.checked)}>{t('firm.here')}</Checkbox></div>
        <Field label={t('firm.tiers')} error={fields.tiers}>
          {(control) => <Select {...control} mode="multiple" className="wide" value={values.tiers} onChange={(v) => set('tiers', v)} options={tiers.data?.items.map((tier) => ({ value: tier.name, label: tier.name, title: tier.source }))} />}
        </Field>
        <ChainFields chain={values.chain} onChange={(chain) => set('chain', chain)} />
        <Field label={t('firm.parent')} error={fields.parent} hint={t('firm.parentHint')}>
          {(control) => <ParentSelect control={control} self={enterprise?.id} value={values.parent} name={base?.group[0]?.name} onChange={(parent) => set('parent', parent)} />}
        </Field>
        {(['formerNames', 'aliases', 'tags'] as const).map((field) => (
          <Field key={field} label={t(`firm.${field}`)} hint={t('firm.tagsHint')}>
            {(control) => <Select {...control} mode="tags" open={false} suffixIcon={null} className="wide" value={values[field]} tokenSeparators={['、', '，', ',']} onChange={(v) => set(field, v)} />}
          </Field>
        ))}
        <Field label={t('firm.note')} error={fields.note}>{(control) => <Input.TextArea {...control} value={values.note} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} onChange={(event) => set('note', event.target.value)} />}</Field>
        <Field label={t('firm.memo')} error={fields.memo}>{(control) => <Input.TextArea {...control} value={values.memo} autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} onChange={(event) => set('memo', event.target.value)} />}</Field>
        {(!enterprise || enterprise.contactsOpen || enterprise.contacts.length === 0) && <ContactFields contacts={values.contacts} onChange={(contacts) => set('contacts', contacts)} />}
        {enterprise && (
          <Field label={t('firm.members')} error={fields.members} hint={t('firm.logins')}>
            {(control) => <Select {...control} mode="tags" open={false} suffixIcon={null} className="wide" value={values.members} onChange={(v) => set('members', v)} />}
          </Field>
        )}
      </form>
    </Drawer>
  )
}

/** Says while a new enterprise is typed that the library may have it. */
function Similar({ name, creditCode, onOpen }: { name: string; creditCode: string; onOpen: () => void }) {
  const { t } = useTranslation()
  const { data } = useDuplicates(useDebounced(name.trim(), 400), useDebounced(creditCode.trim(), 400))
  const found = name.trim() ? (data?.items ?? []).filter((d) => d.kind === 'enterprise' && d.id) : []
  return (
    <div role="status">
      {found.length > 0 && (
        <Alert type="warning" showIcon className="notice" title={t('firm.similarTitle')}
          description={<ul>{found.map((d) => <li key={d.id}><Link to={paths.enterprise(d.id ?? '')} onClick={onOpen}>{d.enterprise}</Link> <span className="quiet">{t(`firstReport.why.${d.why as 'name'}`)}</span></li>)}</ul>} />
      )}
    </div>
  )
}

function ParentSelect({ control, self, value, name, onChange }: { control: object; self?: string; value: string; name?: string; onChange: (id: string) => void }) {
  const [typed, setTyped] = useState('')
  const { data } = useEnterpriseNames(useDebounced(typed.trim()))
  const found = (data?.items ?? []).filter((e) => e.id !== self).map((e) => ({ value: e.id, label: e.name }))
  const options = value && !found.some((o) => o.value === value) ? [{ value, label: name ?? value }, ...found] : found
  return (
    <Select {...control} showSearch allowClear className="wide" value={value || undefined} filterOption={false} onSearch={setTyped} options={options} notFoundContent={null}
      onChange={(id?: string) => onChange(id ?? '')} />
  )
}

const sides = ['here', 'upstream', 'downstream'] as const

function ChainFields({ chain, onChange }: { chain: ChainLink[]; onChange: (chain: ChainLink[]) => void }) {
  const { t } = useTranslation()
  const links = useAllLinks()
  const options = (links.data?.items ?? []).map((k) => ({ value: k.id, label: `${k.segment} › ${k.name}` }))
  const put = (i: number, next: ChainLink) => onChange(chain.map((c, at) => (at === i ? next : c)))
  return (
    <fieldset className="firm-rows">
      <legend>{t('firm.chain')}</legend>
      {chain.map((c, i) => (
        <div className="firm-row" key={i}>
          <Select showSearch optionFilterProp="label" aria-label={t('firm.link')} placeholder={t('firm.chooseLink')} className="grow" value={c.link || undefined} options={options} onChange={(link) => put(i, { ...c, link })} />
          <Select aria-label={t('firm.chain')} value={c.side as 'here'} popupMatchSelectWidth={false} options={sides.map((side) => ({ value: side, label: t(`firm.side.${side}`) }))} onChange={(side) => put(i, { ...c, side })} />
          <Button icon={<DeleteOutlined aria-hidden />} aria-label={t('firm.removeLink')} onClick={() => onChange(chain.filter((_, at) => at !== i))} />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => onChange([...chain, { link: '', side: 'here' }])}>{t('firm.addLink')}</Button>
    </fieldset>
  )
}

const contactFields = [['name', 'contactName'], ['title', 'contactTitle'], ['phone', 'contactPhone'], ['email', 'contactEmail'], ['wechat', 'contactWechat'], ['note', 'contactNote']] as const

function ContactFields({ contacts, onChange }: { contacts: Contact[]; onChange: (contacts: Contact[]) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className="firm-rows">
      <legend>{t('firm.contacts')}</legend>
      {contacts.map((c, i) => (
        <div className="firm-row contact" key={i}>
          {contactFields.map(([field, label]) => (
            <Input key={field} aria-label={t(`firm.${label}`)} placeholder={t(`firm.${label}`)} value={c[field] ?? ''} autoComplete="off"
              onChange={(event) => onChange(contacts.map((other, at) => (at === i ? { ...other, [field]: event.target.value } : other)))} />
          ))}
          <Button icon={<DeleteOutlined aria-hidden />} aria-label={t('firm.removeContact')} onClick={() => onChange(contacts.filter((_, at) => at !== i))} />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => onChange([...contacts, { name: '' }])}>{t('firm.addContact')}</Button>
    </fieldset>
  )
}
