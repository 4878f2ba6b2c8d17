import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '@/shared/api/colleagues'
import { statusOf } from '@/shared/api/problem'
import { talentKinds, talentLevels, talentStates, useSaveTalent, useSchools, type TalentState } from '@/shared/api/talent'
import type { TalentNeed } from '@/shared/api/types'
import { useMe } from '@/shared/me'
import { Field } from '@/shared/ui/field'
import { fieldErrors, FormDrawer } from '@/shared/ui/form-drawer'
import { useToast } from '@/shared/ui/toast'

const names = ['kind', 'occupation', 'level', 'number', 'byDate', 'partner', 'handler', 'state', 'met', 'outcome', 'note']

/** Writes down people that a project asks for, or says what came of it. */
export default function TalentForm({ leadId, need, onClose }: { leadId: string; need?: TalentNeed; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const me = useMe()
  const colleagues = useColleagues().data?.items ?? []
  const schools = useSchools().data?.items ?? []
  const save = useSaveTalent(leadId)
  const [draft, setDraft] = useState({
    kind: need?.kind ?? 'hire', occupation: need?.occupation ?? '', level: need?.level ?? 'skilled', number: need ? String(need.number) : '', byDate: need?.byDate ?? '',
    partner: need?.partner ?? '', handler: need?.handler ?? me.username, state: need?.state ?? 'open', met: need?.met ? String(need.met) : '', outcome: need?.outcome ?? '', note: need?.note ?? '',
  })
  const errors = fieldErrors(save.error)
  const set = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part })
    if (save.error && !save.isPending) save.reset()
  }
  const count = (given: string) => Math.trunc(Number(given.normalize('NFKC'))) || 0
  const send = () => {
    const { state, met, outcome, ...asked } = draft
    save.mutate({
      id: need?.id, rev: need?.rev,
      body: { ...asked, number: count(draft.number), ...(need && { state: state as TalentState, met: count(met), outcome }) },
    }, {
      onSuccess: () => { toast(t('ground.talent.saved')); onClose() },
      onError: (error) => { if (statusOf(error) === 412) toast(t('ground.talent.conflict'), 'bad') },
    })
  }
  const box = (name: 'occupation' | 'number' | 'byDate' | 'met' | 'outcome' | 'note', label: string) => (
    <Field label={label} error={errors[name]}>
      {(control) => <Input {...control} type={name === 'byDate' ? 'date' : 'text'} inputMode={name === 'number' || name === 'met' ? 'numeric' : undefined} value={draft[name]} maxLength={500} onChange={(event) => set({ [name]: event.target.value })} />}
    </Field>
  )
  const choice = (name: 'kind' | 'level' | 'state' | 'handler', label: string, options: { value: string; label: string }[]) => (
    <Field label={label} error={errors[name]}>
      {({ status, ...control }) => (
        <select {...control} data-status={status} className="select" value={draft[name]} onChange={(event) => set({ [name]: event.target.value })}>
          {options.map((o) => <option key={o.value} value={o.value}>{o.label}</option>)}
        </select>
      )}
    </Field>
  )
  return (
    <FormDrawer title={t(need ? 'ground.talent.editTitle' : 'ground.talent.add')} error={save.error} failed={t('ground.talent.failed')} stale={t('ground.talent.conflict')} fields={(f) => names.includes(f)} busy={save.isPending} onSend={send} onClose={onClose}>
      {choice('kind', t('ground.talent.kindLabel'), talentKinds.map((k) => ({ value: k, label: t(`ground.talent.kind.${k}`) })))}
      {box('occupation', t('ground.talent.occupation'))}
      {choice('level', t('ground.talent.levelLabel'), talentLevels.map((l) => ({ value: l, label: t(`ground.talent.level.${l}`) })))}
      {box('number', t('ground.talent.number'))}
      {box('byDate', t('ground.talent.byDate'))}
      <Field label={t('ground.talent.partner')} error={errors.partner} hint={t('ground.talent.partnerHint')}>
        {(control) => <><Input {...control} list={`${control.id}-schools`} value={draft.partner} maxLength={60} onChange={(event) => set({ partner: event.target.value })} /><datalist id={`${control.id}-schools`}>{schools.map((s) => <option key={s.name} value={s.name}>{s.note}</option>)}</datalist></>}
      </Field>
      {choice('handler', t('ground.talent.handler'), colleagues.map((c) => ({ value: c.login, label: c.name })))}
      {need && (
        <>
          {choice('state', t('ground.talent.stateLabel'), talentStates.map((s) => ({ value: s, label: t(`ground.talent.state.${s}`) })))}
          {box('met', t('ground.talent.met'))}
          {box('outcome', t('ground.talent.outcome'))}
        </>
      )}
      {box('note', t('ground.talent.note'))}
    </FormDrawer>
  )
}
