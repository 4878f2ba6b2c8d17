import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { Change, FieldChange, WholeChange } from '@/shared/api/types'
import { formatMu, formatTime, formatWan, plainNumber } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { bodyPath, type LeadField } from '@/shared/lead-fields'
import { useStageLabel } from '@/shared/stages'
import { aroundChange, placeOfChange } from './place-of-change'
import { isDecision } from './review'
import { isOutcome, isStand } from './ruling-words'

const Compare = lazy(() => import('./compare'))

const first = 5

/** Who changed what, the latest first; the earlier ones are folded where there are many. */
export function Changes({ changes, leadId }: { changes: Change[]; leadId?: string }) {
  const { t } = useTranslation()
  const sentence = useChangeSentence()
  const personOf = usePerson()
  const [all, setAll] = useState(false)
  const latest = [...changes].reverse()
  const shown = all || latest.length <= first + 2 ? latest : latest.slice(0, first)
  return (
    <>
      <ol className="timeline">
        {shown.map((change, i) => (
          <li key={`${change.at} ${i}`}>
            <div className="line">
              <span><strong>{personOf(change.by)}</strong> {sentence(change)}</span>
              <time className="quiet" dateTime={change.at}>{formatTime(change.at)}</time>
            </div>
            <FieldChanges change={change} leadId={leadId} />
          </li>
        ))}
      </ol>
      {shown.length < latest.length && <p className="after-text"><Button size="small" onClick={() => setAll(true)}>{t('leadPage.earlier', { count: latest.length - shown.length })}</Button></p>}
    </>
  )
}

/** The name of who did something; what nobody did was done by the service itself. */
export function usePerson() {
  const { t } = useTranslation()
  const names = useNames()
  return (login: string) => (login ? names(login) : t('firm.system'))
}

/** What was done, in words that follow a name. */
export function useChangeSentence() {
  const { t } = useTranslation()
  return (change: Change) => {
    const { action } = change
    if (action === 'held' || action === 'released') return t(handOf(change))
    const merged = change.fields?.find((f) => f.field === 'merged' || f.field === 'mergedInto')?.to ?? ''
    if (action === 'merged') return t('merging.leadAction', { name: merged })
    if (action === 'mergedInto') return t('firm.mergedIntoAction', { name: merged })
    if (action === 'contested') return t('merging.contested')
    if (action === 'imported') return t('lead.imported')
    if (action === 'refiled') return t('plans.historyRefiled')
    if (action === 'importUndone') return t('lead.importUndone')
    if (action === 'undone') return t('leadsWork.historyUndone')
    if (isStep(action)) return t(`progress.history.${action}`)
    if (isLedger(action)) return t(`leadPage.action.${action}`)
    return t(action === 'created' ? 'lead.created' : action === 'reviewed' ? 'review.historyReviewed' : action === 'reviewUndone' ? 'queue.historyUndone' : 'lead.changed')
  }
}

/** The fields of a change, each with what stood there and what stands there now. */
export function FieldChanges({ change, leadId }: { change: Change; leadId?: string }) {
  const { t } = useTranslation()
  const nameOf = useFieldName()
  const fields = change.fields?.filter(shownField) ?? []
  if (fields.length === 0) return null
  return (
    <ul className="field-changes">
      {fields.map((f, i) => {
        const whole = change.whole?.find((w) => w.field === f.field)
        return (
          <li key={`${f.field} ${i}`}>{f.field === 'text' && f.from && f.to ? <><span className="quiet">{nameOf(f.field)}{t('common.colon')}</span><WithinText change={f} /> {leadId && (whole || isLong(f)) && <CompareButton leadId={leadId} field={nameOf(f.field)} change={f} whole={whole} />}</> : isReviewField(f.field) ? <ReviewSentence change={f} /> : f.field === 'reason' ? <><span className="quiet">{nameOf(f.field)}{t('common.colon')}</span>{f.to}</> : <>
            <span className="quiet">{nameOf(f.field)}{t('common.colon')}</span>
            {f.field === 'ruling.opinion' && <>{f.from}{t('common.colon')}</>}
            {f.field !== 'ruling.opinion' && (f.from || !isStepField(f.field)) && <>
              <del><Shown change={f} side="from" /></del>
              <span aria-hidden="true"> → </span><span className="sr-only">{t('lead.to')}</span>
            </>}
            <ins><Shown change={f} side="to" /></ins>
            {leadId && (whole || isLong(f)) && <> <CompareButton leadId={leadId} field={nameOf(f.field)} change={f} whole={whole} /></>}
          </>}</li>
        )
      })}
    </ul>
  )
}

/** A change within a text: only what differs is marked, the words around it tell where it is. */
function WithinText({ change }: { change: FieldChange }) {
  const { t } = useTranslation()
  const place = placeOfChange(change.from, change.to)
  const { before, was, is, after } = aroundChange(place.from, place.to)
  return (
    <>
      {before}
      {was && <del>{was}</del>}
      {was && is && <><span aria-hidden="true"> → </span><span className="sr-only">{t('lead.to')}</span></>}
      {is && <ins>{is}</ins>}
      {after}
    </>
  )
}

function CompareButton({ leadId, field, change, whole }: { leadId: string; field: string; change: FieldChange; whole?: WholeChange }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="plain-button" onClick={() => setOpen(true)}>{t('leadPage.compare')}<span className="sr-only"> {field}</span></button>
      {open && <Suspense><Compare leadId={leadId} field={field} change={change} whole={whole} onClose={() => setOpen(false)} /></Suspense>}
    </>
  )
}

const ledgerActions = ['promised', 'reported', 'problem', 'solved', 'unmerged'] as const
const isLedger = (action: string): action is (typeof ledgerActions)[number] => ledgerActions.some((s) => s === action)
const promised = { investmentWan: 'field.investment', startDate: 'batches.panel.startDate', completionDate: 'batches.panel.completionDate', producingDate: 'batches.panel.producingDate',
  jobs: 'batches.panel.jobs', outputWan: 'lead.output', taxWan: 'lead.tax', landMu: 'field.land' } as const
const isPromised = (name: string): name is keyof typeof promised => Object.hasOwn(promised, name)
const isMoney = (field: string) => field.endsWith('Wan') || field.startsWith('progress.')
const isLong = (f: FieldChange) => Array.from(f.from).length > longest || Array.from(f.to).length > longest
const longest = 120

const steps = ['moved', 'corrected', 'followedUp', 'followUpCorrected', 'rulingRaised', 'opinionGiven', 'rulingDecided'] as const
const isStep = (action: string): action is (typeof steps)[number] => steps.some((s) => s === action)
// The keys of the texts have no dots.
const fieldKeys = {
  stage: 'stage', 'stage.date': 'stage_date', 'stage.reason': 'stage_reason', 'stage.withdrawn': 'stage_withdrawn', followUp: 'followUp', ruling: 'ruling',
  'ruling.opinion': 'ruling_opinion', 'ruling.outcome': 'ruling_outcome', 'ruling.fair': 'ruling_fair', owner: 'owner', reason: 'reason',
} as const
const isStepField = (field: string): field is keyof typeof fieldKeys => Object.hasOwn(fieldKeys, field)
function handOf({ action, by, fields }: Change) {
  if (action === 'released') return 'together.historyReleased'
  const owner = fields?.find((f) => f.field === 'owner')
  return owner?.from !== '' ? 'together.historyHandedOver' : owner.to === by ? 'together.historyClaimed' : 'together.historyHandedOver'
}
// The name of a lead that was merged stands in the sentence; the library's id says nothing to a person.
const hidden = ['merged', 'mergedInto', 'enterprise.id', 'target', 'introduction']
const shownField = (f: FieldChange) => !hidden.includes(f.field)

const isReviewField = (field: string) => field === 'review' || field === 'standing' || field === 'review.withdrawn'

function ReviewSentence({ change }: { change: FieldChange }) {
  const { t } = useTranslation()
  if (change.field === 'review.withdrawn') return <>{t('review.historyWithdrawn')}</>
  if (change.field === 'standing') {
    const { from, to } = change
    return <>{t('review.historyStanding', { from: from || t('match.noFitTitle'), to: to || t('match.noFitTitle') })}</>
  }
  return <>{isDecision(change.to) ? t(`review.historyDecided.${change.to}`) : change.to || t('queue.historyNone')}</>
}

const together = { owner: 'together.owner', members: 'together.members', contacts: 'together.contacts', reason: 'together.reason' } as const

function useFieldName() {
  const { t } = useTranslation()
  return (path: string) => {
    if (isStepField(path)) return t(`progress.fields.${fieldKeys[path]}`)
    const field = (Object.keys(bodyPath) as (LeadField | 'text')[]).find((name) => bodyPath[name] === path)
    if (field) return t(`field.${field}`)
    const [part = '', name = ''] = path.split('.')
    if (part === 'promise' && isPromised(name)) return t(promised[name])
    if (part === 'progress') return t('leadPage.monthOf', { month: name })
    if (path === 'problem') return t('batches.panel.text')
    if (path === 'contested') return t('firstReport.title')
    if (path === 'plan' || path === 'planProject') return t(path === 'plan' ? 'plans.nav' : 'plans.whats.project')
    return path in together ? t(together[path as keyof typeof together]) : path
  }
}

function Shown({ change, side }: { change: FieldChange; side: 'from' | 'to' }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const personOf = useNames()
  const label = useStageLabel()
  const { field } = change
  const value = change[side]
  if (field === 'stage' || field === 'stage.withdrawn') return <>{label(value)}</>
  if (field === 'followUp') return <>{t('progress.nth', { no: value })}</>
  if (field === 'ruling.opinion' && isStand(value)) return <>{t(`progress.stand.${value}`)}</>
  if (field === 'ruling.outcome' && isOutcome(value)) return <>{t(`progress.outcome.${value}`)}</>
  const text = field === 'owner' ? personOf(value) || t('together.pool') : field === 'members' ? value.split('、').map(personOf).join(t('common.comma'))
    : isMoney(field) ? formatWan(Number(value), language) : field === 'landMu' || field === 'promise.landMu' ? formatMu(Number(value), language)
      : field === 'promise.jobs' ? plainNumber(Number(value)) : isLong(change) ? placeOfChange(change.from, change.to)[side] : value
  return <>{text || t('lead.empty')}</>
}
