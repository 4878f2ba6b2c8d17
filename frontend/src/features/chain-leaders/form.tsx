import { Button, Checkbox, Drawer, Input } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useIndustries } from '@/shared/api/plan'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { ChainPolicy, ChainTask, Leadership } from '@/shared/api/types'
import { paths } from '@/shared/paths'
import { ChooseChains } from '@/shared/ui/choose-chains'
import { ChoosePeople, ChoosePerson } from '@/shared/ui/choose-people'
import { ChooseUnit } from '@/shared/ui/choose-unit'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { useAddLeadership, useChangeLeadership } from './requests'

/** Sets a chain up, or changes it: the five ones of 链长制. */
export default function LeadershipForm({ led, onClose }: { led?: Leadership; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const add = useAddLeadership()
  const change = useChangeLeadership(led?.id ?? '')
  const industries = useIndustries().data?.items ?? []
  const form = useRef<HTMLFormElement>(null)
  const [rev] = useState(led?.rev ?? 0)
  const [initial] = useState({
    name: led?.name ?? '', segments: led?.segments ?? [], leader: led?.leader ?? '', leaderName: led?.leaderName ?? '', unit: led?.unit ?? '',
    team: led?.team ?? [], workPlan: led?.workPlan ?? '', tasks: led?.tasks ?? ([] as ChainTask[]), policies: led?.policies ?? ([] as ChainPolicy[]),
  })
  const [values, setValues] = useState(initial)
  // What was not touched is not sent, so that saving again after a conflict keeps what others changed.
  const touched = () => Object.fromEntries(Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(initial[name as keyof typeof initial])))
  const error = led ? change.error : add.error
  const stale = statusOf(error) === 412
  const errors = error instanceof ApiProblem ? error.fields : {}
  const taken = error instanceof ApiProblem && error.code === 'duplicate' ? error.message : undefined
  const busy = add.isPending || change.isPending
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])
  const set = (part: Partial<typeof values>) => {
    setValues({ ...values, ...part })
    if (error && !busy) (led ? change : add).reset()
  }
  const setTask = (at: number, part: Partial<ChainTask>) => set({ tasks: values.tasks.map((task, i) => (i === at ? { ...task, ...part } : task)) })
  const setPolicy = (at: number, part: Partial<ChainPolicy>) => set({ policies: values.policies.map((policy, i) => (i === at ? { ...policy, ...part } : policy)) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (!led) {
      add.mutate(values, { onSuccess: (made) => { toast(t('leaderships.form.added')); onClose(); void navigate(paths.chainLeader(made.id)) } })
      return
    }
    change.mutate({ rev: stale ? led.rev : rev, body: touched() }, { onSuccess: () => { toast(t('leaderships.form.saved')); onClose() } })
  }
  const general = error && !taken && (Object.keys(errors).length === 0 || Object.keys(errors).every((f) => f === 'tasks' || f === 'policies'))
  return (
    <Drawer open onClose={onClose} title={t(led ? 'leaderships.form.edit' : 'leaderships.form.add')} size={640} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions"><Button type="primary" htmlType="submit" form="leadership" loading={busy}>{t('common.save')}</Button><Button onClick={onClose}>{t('common.cancel')}</Button></div>}>
      <form id="leadership" ref={form} noValidate onSubmit={submit}>
        {general && <ProblemNotice title={stale ? t('leaderships.form.stale') : t('leaderships.form.failed')} error={error} />}
        <Field label={t('leaderships.form.name')} hint={t('leaderships.form.nameHint')} error={taken ?? errors.name}>{(control) => <Input {...control} value={values.name} maxLength={60} onChange={(e) => set({ name: e.target.value })} />}</Field>
        <Field label={t('leaderships.form.segments')} hint={t('leaderships.form.segmentsHint')} error={errors.segments}
          aside={!led && (
            <select className="select" aria-label={t('leaderships.form.fromIndustry')} value="" onChange={(e) => {
              const industry = industries.find((i) => i.name === e.target.value)
              if (industry) set({ segments: industry.segments.map((s) => s.name), name: values.name || `${industry.name}产业链` })
            }}>
              <option value="">{t('leaderships.form.fromIndustry')}</option>{industries.map((i) => <option key={i.name}>{i.name}</option>)}
            </select>
          )}>
          {(control) => <ChooseChains control={control} value={values.segments} onChange={(segments) => set({ segments })} />}
        </Field>
        <Field label={t('leaderships.form.leader')} hint={t('leaderships.form.leaderHint')} error={errors.leader}>{(control) => <ChoosePerson control={control} value={values.leader} nobody={t('leaderships.form.nobody')} onChange={(leader) => set({ leader })} />}</Field>
        <Field label={t('leaderships.form.leaderName')} hint={t('leaderships.form.leaderNameHint')} error={errors.leaderName}>{(control) => <Input {...control} value={values.leaderName} maxLength={60} onChange={(e) => set({ leaderName: e.target.value })} />}</Field>
        <Field label={t('leaderships.form.unit')} error={errors.unit}>{(control) => <ChooseUnit control={control} value={values.unit} onChange={(unit) => set({ unit })} />}</Field>
        <Field label={t('leaderships.form.team')} error={errors.team}>{(control) => <ChoosePeople control={control} value={values.team} onChange={(team) => set({ team })} />}</Field>
        <Field label={t('leaderships.form.workPlan')} error={errors.workPlan}>{(control) => <Input.TextArea {...control} value={values.workPlan} maxLength={10_000} autoSize={{ minRows: 4, maxRows: 14 }} onChange={(e) => set({ workPlan: e.target.value })} />}</Field>
        <h3 className="spaced">{t('leaderships.form.tasks')}</h3>
        {values.tasks.map((task, i) => (
          <fieldset key={i} className="led-form-row">
            <legend>{t('leaderships.form.task', { no: i + 1 })}</legend>
            <div className="whole"><Field label={t('leaderships.form.taskText')} error={errors[`tasks[${i}].text`]}>{(control) => <Input {...control} value={task.text} maxLength={2000} onChange={(e) => setTask(i, { text: e.target.value })} />}</Field></div>
            <Field label={t('leaderships.form.taskOwner')} error={errors[`tasks[${i}].owner`]}>{(control) => <ChoosePerson control={control} value={task.owner ?? ''} nobody={t('leaderships.page.byDepartment')} onChange={(owner) => setTask(i, { owner })} />}</Field>
            <Field label={t('leaderships.form.taskDue')} error={errors[`tasks[${i}].dueDate`]}>{(control) => <Input {...control} type="date" value={task.dueDate ?? ''} onChange={(e) => setTask(i, { dueDate: e.target.value })} />}</Field>
            <div className="actions"><Checkbox checked={task.done ?? false} onChange={(e) => setTask(i, { done: e.target.checked })}>{t('leaderships.form.taskDone')}</Checkbox><Button size="small" onClick={() => set({ tasks: values.tasks.filter((_, k) => k !== i) })}>{t('leaderships.form.remove')}</Button></div>
          </fieldset>
        ))}
        <Button onClick={() => set({ tasks: [...values.tasks, { text: '' }] })}>{t('leaderships.form.addTask')}</Button>
        <h3 className="spaced">{t('leaderships.form.policies')}</h3>
        {values.policies.map((policy, i) => (
          <fieldset key={i} className="led-form-row">
            <legend>{t('leaderships.form.policy', { no: i + 1 })}</legend>
            <div className="whole"><Field label={t('leaderships.form.policyName')} error={errors[`policies[${i}].name`]}>{(control) => <Input {...control} value={policy.name} maxLength={200} onChange={(e) => setPolicy(i, { name: e.target.value })} />}</Field></div>
            <Field label={t('leaderships.form.policySource')} error={errors[`policies[${i}].source`]}>{(control) => <Input {...control} value={policy.source} maxLength={200} onChange={(e) => setPolicy(i, { source: e.target.value })} />}</Field>
            <Field label={t('leaderships.form.policyUntil')} error={errors[`policies[${i}].validUntil`]}>{(control) => <Input {...control} type="date" value={policy.validUntil ?? ''} onChange={(e) => setPolicy(i, { validUntil: e.target.value })} />}</Field>
            <div className="whole"><Field label={t('leaderships.form.policyNote')} error={errors[`policies[${i}].note`]}>{(control) => <Input.TextArea {...control} value={policy.note ?? ''} maxLength={2000} autoSize={{ minRows: 1, maxRows: 5 }} onChange={(e) => setPolicy(i, { note: e.target.value })} />}</Field></div>
            <div className="actions"><span /><Button size="small" onClick={() => set({ policies: values.policies.filter((_, k) => k !== i) })}>{t('leaderships.form.remove')}</Button></div>
          </fieldset>
        ))}
        <Button onClick={() => set({ policies: [...values.policies, { name: '', source: '' }] })}>{t('leaderships.form.addPolicy')}</Button>
      </form>
    </Drawer>
  )
}
