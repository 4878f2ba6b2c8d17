import { Button, Input, Modal } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChallenge, useDecide, usePlaces, type Decision } from '@/shared/api/firms'
import { ApiProblem } from '@/shared/api/problem'
import type { FirstReport } from '@/shared/api/types'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import type { Asked } from './report-card'

/** The forms by which a first report is challenged, decided on, or given its places. Fetched when first opened. */
export default function ReportForms({ asked, report, lead, onClose }: { asked: Asked; report: FirstReport; lead?: string; onClose: () => void }) {
  if (asked.form === 'challenge') return <ChallengeForm report={report} lead={lead} onClose={onClose} />
  if (asked.form === 'places') return <PlacesForm report={report} onClose={onClose} />
  return <DecideForm report={report} challenge={asked.challenge ?? 0} onClose={onClose} />
}

function FormDialog({ title, submit, failed, error, busy, onSubmit, onClose, children }: {
  title: string; submit: string; failed: string; error: unknown; busy: boolean; onSubmit: () => void; onClose: () => void; children: ReactNode
}) {
  const { t } = useTranslation()
  const id = useId()
  const problem = error instanceof ApiProblem ? error : undefined
  return (
    <Modal open title={title} onCancel={onClose} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" form={id} loading={busy}>{submit}</Button></div>}>
      <form id={id} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) onSubmit() }}>
        {!!error && !(problem && Object.keys(problem.fields).length > 0) && <ProblemNotice title={failed} error={error} />}
        {children}
      </form>
    </Modal>
  )
}

const fieldsOf = (error: unknown) => (error instanceof ApiProblem ? error.fields : {})

function ChallengeForm({ report, lead, onClose }: { report: FirstReport; lead?: string; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const [evidence, setEvidence] = useState('')
  const send = useChallenge()
  const fields = fieldsOf(send.error)
  return (
    <FormDialog title={t('firstReport.challengeTitle')} submit={t('firstReport.challengeSubmit')} failed={t('firstReport.challengeFailed')} error={send.error} busy={send.isPending} onClose={onClose}
      onSubmit={() => send.mutate({ report, given: { reason, evidence, lead } }, { onSuccess: () => { toast(t('firstReport.challenged')); onClose() } })}>
      <Field label={t('firstReport.reason')} hint={t('firstReport.reasonHint')} error={fields.reason}>
        {(control) => <Input {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <Field label={t('firstReport.evidence')} hint={t('firstReport.evidenceHint')} error={fields.evidence ?? fields.lead}>
        {(control) => <Input.TextArea {...control} value={evidence} autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} onChange={(event) => setEvidence(event.target.value)} />}
      </Field>
    </FormDialog>
  )
}

const decisions: Decision[] = ['upheld', 'shared', 'transferred']

function DecideForm({ report, challenge, onClose }: { report: FirstReport; challenge: number; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const name = useId()
  const [decision, setDecision] = useState<Decision>('upheld')
  const [reason, setReason] = useState('')
  const send = useDecide()
  const fields = fieldsOf(send.error)
  return (
    <FormDialog title={t('firstReport.decideTitle')} submit={t('firstReport.decideSubmit')} failed={t('firstReport.decideFailed')} error={send.error} busy={send.isPending} onClose={onClose}
      onSubmit={() => send.mutate({ report, given: { challenge, decision, reason } }, { onSuccess: () => { toast(t('firstReport.decided')); onClose() } })}>
      <fieldset className="choices">
        <legend>{t('firstReport.decision')}</legend>
        {decisions.map((d) => (
          <div className="choice" key={d}>
            <input type="radio" id={`${name}-${d}`} name={name} checked={decision === d} onChange={() => setDecision(d)} />
            <label htmlFor={`${name}-${d}`}>{t(`firstReport.decisions.${d}`)}<span className="fine">{t(`firstReport.decisionHints.${d}`)}</span></label>
          </div>
        ))}
      </fieldset>
      <Field label={t('firstReport.decideReason')} error={fields.reason}>
        {(control) => <Input.TextArea {...control} value={reason} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
      </Field>
    </FormDialog>
  )
}

function PlacesForm({ report, onClose }: { report: FirstReport; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [talkPlace, setTalk] = useState(report.talkPlace)
  const [landPlace, setLand] = useState(report.landPlace)
  const send = usePlaces()
  const fields = fieldsOf(send.error)
  return (
    <FormDialog title={t('firstReport.placesTitle')} submit={t('common.save')} failed={t('firstReport.placesFailed')} error={send.error} busy={send.isPending} onClose={onClose}
      onSubmit={() => send.mutate({ report, given: { talkPlace, landPlace } }, { onSuccess: () => { toast(t('firstReport.placesSaved')); onClose() } })}>
      <p className="fine">{t('firstReport.placesHint')}</p>
      <Field label={t('firstReport.talkPlace')} error={fields.talkPlace}>{(control) => <Input {...control} value={talkPlace} maxLength={60} onChange={(event) => setTalk(event.target.value)} />}</Field>
      <Field label={t('firstReport.landPlace')} error={fields.landPlace}>{(control) => <Input {...control} value={landPlace} maxLength={60} onChange={(event) => setLand(event.target.value)} />}</Field>
    </FormDialog>
  )
}
