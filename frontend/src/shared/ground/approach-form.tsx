import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { approachStates, useApproachFund, useStepApproach, type ApproachState } from '@/shared/api/funds'
import { statusOf } from '@/shared/api/problem'
import type { Approach, Fund } from '@/shared/api/types'
import { formatDate, parseWan, plainNumber } from '@/shared/format'
import { Field } from '@/shared/ui/field'
import { fieldErrors, FormDrawer } from '@/shared/ui/form-drawer'
import { useToast } from '@/shared/ui/toast'

/** Brings a fund and a lead together. */
export function ApproachForm({ leadId, fund, onClose }: { leadId: string; fund: Fund; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [note, setNote] = useState('')
  const save = useApproachFund(leadId)
  const errors = fieldErrors(save.error)
  return (
    <FormDrawer title={`${t('ground.funds.approach')}${t('common.colon')}${fund.name}`} error={save.error} failed={t('ground.funds.failed')} stale={t('ground.funds.conflict')} fields={(f) => f === 'note'} busy={save.isPending}
      onSend={() => save.mutate({ fundId: fund.id, note }, { onSuccess: () => { toast(t('ground.funds.proposedDone')); onClose() } })} onClose={onClose}>
      <Field label={t('ground.funds.note')} error={errors.note} hint={t('ground.funds.noteHint')}>
        {(control) => <Input.TextArea {...control} value={note} maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setNote(event.target.value)} />}
      </Field>
    </FormDrawer>
  )
}

/** Says what came of it. */
export function StepForm({ leadId, approach, onClose }: { leadId: string; approach: Approach; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const save = useStepApproach(leadId)
  const today = formatDate(new Date().toISOString())
  const [draft, setDraft] = useState({ state: approach.state as ApproachState, date: today, note: '', investedWan: plainNumber(approach.investedWan) })
  const [bad, setBad] = useState('')
  const errors: Readonly<Record<string, string>> = { ...fieldErrors(save.error), ...(bad ? { investedWan: bad } : {}) }
  const send = () => {
    const wan = draft.investedWan.trim() ? parseWan(draft.investedWan) : 0
    setBad(wan === undefined ? t('capture.moneyBad') : '')
    if (wan === undefined) return
    save.mutate({ id: approach.id, rev: approach.rev, body: { ...draft, investedWan: draft.state === 'invested' ? wan : 0 } }, {
      onSuccess: () => { toast(t('ground.funds.stepSaved')); onClose() },
      onError: (error) => { if (statusOf(error) === 412) toast(t('ground.talent.conflict'), 'bad') },
    })
  }
  return (
    <FormDrawer title={`${t('ground.funds.step')}${t('common.colon')}${approach.fundName}`} error={save.error} failed={t('ground.funds.failed')} stale={t('ground.talent.conflict')} fields={(f) => ['state', 'date', 'note', 'investedWan'].includes(f)} busy={save.isPending} onSend={send} onClose={onClose}>
      <Field label={t('ground.funds.stateLabel')} error={errors.state}>
        {({ status, ...control }) => (
          <select {...control} data-status={status} className="select" value={draft.state} onChange={(event) => setDraft({ ...draft, state: event.target.value as ApproachState })}>
            {approachStates.map((s) => <option key={s} value={s}>{t(`ground.funds.state.${s}`)}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('ground.funds.date')} error={errors.date}>{(control) => <Input {...control} type="date" max={today} value={draft.date} onChange={(event) => setDraft({ ...draft, date: event.target.value })} />}</Field>
      {draft.state === 'invested' && <Field label={`${t('ground.funds.invested')}（${t('field.wan')}）`} error={errors.investedWan} hint={t('ground.funds.wanHint')}>{(control) => <Input {...control} value={draft.investedWan} onChange={(event) => setDraft({ ...draft, investedWan: event.target.value })} />}</Field>}
      <Field label={t('ground.funds.note')} error={errors.note}>{(control) => <Input.TextArea {...control} value={draft.note} maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setDraft({ ...draft, note: event.target.value })} />}</Field>
    </FormDrawer>
  )
}
