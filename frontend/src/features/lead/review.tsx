import { Alert, Button, Input } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { useIndustries, useParks } from '@/shared/api/plan'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Lead, Review, ReviewIn } from '@/shared/api/types'
import { formatTime } from '@/shared/format'
import { useMe } from '@/shared/me'
import { Field, type FieldControl } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag, type Tone } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { changedFields, valuesOf } from './change'
import { useLatestLead, useReviewLead } from './requests'

type Decision = ReviewIn['decision']
const decisions = ['accept', 'change', 'refuse'] as const
export const isDecision = (value: string): value is Decision => decisions.some((d) => d === value)

/** What a manager decided on the match, for everybody; and the deciding, for those who may. */
export function ReviewSection({ lead, onLatest }: { lead: Lead; onLatest: (lead: Lead) => void }) {
  const { t } = useTranslation()
  const { mayReview } = useMe()
  const [open, setOpen] = useState(!lead.review) // stays open when somebody else's review arrives meanwhile
  if (!lead.review && !mayReview) return null
  const deciding = mayReview && (open || !lead.review)
  return (
    <section className="card review" aria-labelledby="review-title" id="review">
      <h2 id="review-title">{t('review.title')}</h2>
      {lead.review && <Decided review={lead.review} />}
      {mayReview && !deciding && <Button onClick={() => setOpen(true)}>{t('review.again')}</Button>}
      {deciding && <ReviewForm lead={lead} onLatest={onLatest} onDone={() => setOpen(false)} />}
    </section>
  )
}

const tones: Record<Decision, Tone> = { accept: 'good', change: 'accent', refuse: 'warn' }

function Decided({ review }: { review: Review }) {
  const { t } = useTranslation()
  const names = useNames()
  const nameOf = useDecisionName()
  const where = [review.segment, review.link].filter(Boolean).join(' › ') || t('match.noFitTitle')
  return (
    <div className="decided">
      <p className="tags">
        <Tag tone={isDecision(review.decision) ? tones[review.decision] : 'plain'}>{nameOf(review.decision)}</Tag>
        {review.withdrawn && <Tag tone="muted">{t('review.withdrawn')}</Tag>}
      </p>
      <dl className="facts">
        <div><dt>{t('review.where')}</dt><dd>{[where, review.park].filter(Boolean).join(' · ')}</dd></div>
        {review.reason && <div><dt>{t('review.reason')}</dt><dd>{review.reason}</dd></div>}
      </dl>
      <p className="fine">{t('review.by', { by: names(review.by), time: formatTime(review.at) })}</p>
      {review.withdrawn && <p className="fine">{t('review.withdrawnText')}</p>}
    </div>
  )
}

function useDecisionName() {
  const { t } = useTranslation()
  return (decision: string) => (isDecision(decision) ? t(`review.decided.${decision}`) : decision)
}

/** The form of a decision. It is made on the lead as it was read when the form was first touched. */
export function ReviewForm({ lead, onLatest, onDone }: { lead: Lead; onLatest: (lead: Lead) => void; onDone: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const id = useId()
  const [read, setRead] = useState<Lead>()
  const [changed, setChanged] = useState<{ before: Lead; now: Lead }>()
  const [draft, setDraft] = useState<{ decision?: Decision; segment: string; park: string; reason: string }>({ segment: '', park: '', reason: '' })
  const form = useRef<HTMLFormElement>(null)
  const review = useReviewLead(lead.id)
  const latest = useLatestLead(lead.id)
  const on = read ?? lead

  const problem = review.error instanceof ApiProblem ? review.error : undefined
  const errors = problem?.fields ?? {}
  const known = draft.decision === 'change' ? ['decision', 'segment', 'park', 'reason'] : ['decision', 'reason']
  const placed = Object.keys(errors).length > 0 && Object.keys(errors).every((field) => known.includes(field))
  const wholly = latest.error ?? (problem && statusOf(problem) !== 412 && !placed ? problem : undefined)
  const busy = review.isPending || latest.isPending

  useEffect(() => {
    if (review.error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [review.error])

  const set = (part: Partial<typeof draft>) => {
    setRead(on)
    setDraft({ ...draft, ...part })
    if (review.error && !review.isPending) review.reset()
  }

  const send = (target: Lead) => {
    if (!draft.decision || busy) return
    const { decision, segment, park } = draft
    const body: ReviewIn = { decision, reason: draft.reason.trim() || undefined, ...(decision === 'change' && { segment: segment || undefined, park: park || undefined }) }
    setChanged(undefined)
    review.mutate({ rev: target.rev, body }, {
      onSuccess: () => {
        toast(t('review.saved'))
        setRead(undefined)
        setDraft({ segment: '', park: '', reason: '' })
        onDone()
      },
      onError: (error) => {
        if (statusOf(error) !== 412) return
        latest.mutate(undefined, {
          onSuccess: (now) => {
            setChanged({ before: target, now })
            setRead(now)
            onLatest(now)
          },
        })
      },
    })
  }

  const take = () => {
    setChanged(undefined)
    setRead(undefined)
    review.reset()
    onDone()
  }

  const best = on.match.links[0]
  const fits = on.match.matched && best !== undefined
  const where = [best?.segment, best?.link].filter(Boolean).join(' › ') + (on.match.parks[0] ? ` · ${on.match.parks[0].name}` : '')
  const hints: Record<Decision, string> = {
    accept: fits ? t('review.acceptFit', { where }) : t('review.acceptNoFit'),
    change: t('review.changeHint'),
    refuse: t('review.refuseHint'),
  }

  return (
    <form ref={form} className="review-form" noValidate onSubmit={(event) => { event.preventDefault(); send(on) }}>
      <p className="quiet">{t('review.line')}</p>
      <fieldset className="choices">
        <legend>{t('review.decision')}</legend>
        {decisions.map((decision) => (
          <div key={decision} className="choice">
            <input id={`${id}-${decision}`} type="radio" name="decision" value={decision} checked={draft.decision === decision} onChange={() => set({ decision })} />
            <label htmlFor={`${id}-${decision}`}>{t(`review.${decision}`)}<span className="fine">{hints[decision]}</span></label>
          </div>
        ))}
        {errors.decision && <p className="field-error">{errors.decision}</p>}
      </fieldset>
      {draft.decision === 'change' && <Elsewhere lead={on} segment={draft.segment} park={draft.park} errors={errors} onChange={set} />}
      {draft.decision && (
        <>
          <Field label={t('review.reason')} error={errors.reason} hint={t(draft.decision === 'accept' ? 'review.reasonOptional' : 'review.reasonHint')}>
            {(control) => (
              <Input.TextArea {...control} value={draft.reason} autoSize={{ minRows: 2, maxRows: 6 }} aria-required={draft.decision !== 'accept'}
                onChange={(event) => set({ reason: event.target.value })} />
            )}
          </Field>
          {wholly && <ProblemNotice title={t('review.failed')} error={wholly} onRetry={() => send(on)} />}
          {changed && <Meanwhile {...changed} mine={draft.decision} onKeep={() => send(changed.now)} onTake={take} />}
          {!changed && (
            <div className="actions">
              <Button type="primary" htmlType="submit" loading={busy}>{t('review.submit')}</Button>
              {lead.review && <Button onClick={onDone}>{t('common.cancel')}</Button>}
            </div>
          )}
        </>
      )}
      {!draft.decision && lead.review && <Button onClick={onDone}>{t('common.cancel')}</Button>}
    </form>
  )
}

/** Where the lead belongs instead: segments by industry, and the parks of the chosen one's industry first. */
function Elsewhere({ lead, segment, park, errors, onChange }: {
  lead: Lead
  segment: string
  park: string
  errors: Readonly<Record<string, string>>
  onChange: (part: { segment?: string; park?: string }) => void
}) {
  const { t } = useTranslation()
  const industries = useIndustries()
  const parks = useParks('')
  const all = industries.data?.items ?? []
  const industry = segment ? all.find((i) => i.segments.some((s) => s.name === segment)) : all.find((i) => i.name === lead.industry)
  const names = (parks.data?.items ?? []).map((p) => p.name)
  const near = names.filter((name) => industry?.parks.includes(name))
  const far = names.filter((name) => !near.includes(name))
  const options = (list: string[]) => list.map((name) => <option key={name} value={name}>{name}</option>)
  const failed = industries.error ?? parks.error
  return (
    <>
      {failed && <ProblemNotice title={t('error.load')} error={failed} onRetry={() => { void industries.refetch(); void parks.refetch() }} />}
      <Field label={t('review.segment')} error={errors.segment}>
        {(control) => (
          <select {...withoutStatus(control)} className="select" value={segment} onChange={(event) => onChange({ segment: event.target.value })}>
            <option value="">{t('review.keepSegment', { now: lead.segment || t('match.noFitTitle') })}</option>
            {all.map((i) => <optgroup key={i.slug} label={i.name}>{options(i.segments.map((s) => s.name))}</optgroup>)}
          </select>
        )}
      </Field>
      <Field label={t('review.park')} error={errors.park}>
        {(control) => (
          <select {...withoutStatus(control)} className="select" value={park} onChange={(event) => onChange({ park: event.target.value })}>
            <option value="">{segment ? t('review.noPark') : t('review.keepPark', { now: lead.park || t('review.none') })}</option>
            {industry && near.length > 0 && <optgroup label={t('review.industryParks', { industry: industry.name })}>{options(near)}</optgroup>}
            {near.length > 0 ? <optgroup label={t('review.otherParks')}>{options(far)}</optgroup> : options(far)}
          </select>
        )}
      </Field>
    </>
  )
}

/** Ant Design's boxes take a status; the browser's own do not. */
const withoutStatus = (control: FieldControl) => ({ ...control, status: undefined })

/** Somebody was quicker: what they did, and whether the decision still holds. */
function Meanwhile({ before, now, mine, onKeep, onTake }: { before: Lead; now: Lead; mine: Decision; onKeep: () => void; onTake: () => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const nameOf = useDecisionName()
  const fields = changedFields(valuesOf(before), valuesOf(now)).map((field) => t(`field.${field}`))
  const theirs = now.review && now.review.at !== before.review?.at ? now.review : undefined
  return (
    <Alert type="warning" showIcon role="alert" className="notice" title={t('review.conflictTitle')} description={
      <>
        <p>{t('review.conflictText')}</p>
        {fields.length > 0 && <p>{t('review.conflictFields', { fields: fields.join(t('common.comma')) })}</p>}
        {theirs && <p>{t('review.conflictReview', { decision: nameOf(theirs.decision), by: names(theirs.by) })}</p>}
        <p>{t('review.mine', { decision: nameOf(mine) })}</p>
        <div className="actions">
          <Button type="primary" onClick={onKeep}>{t('review.keep')}</Button>
          <Button onClick={onTake}>{t('review.take')}</Button>
        </div>
      </>
    } />
  )
}
