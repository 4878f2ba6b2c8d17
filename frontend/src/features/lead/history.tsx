import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { Change, FieldChange } from '@/shared/api/types'
import { formatMu, formatTime, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { bodyPath, type LeadField } from '@/shared/lead-fields'
import { useStageLabel } from '@/shared/stages'
import { isDecision } from './review'
import { isOutcome, isStand } from './ruling-words'

/** Who changed what, the latest first. */
export function Changes({ changes }: { changes: Change[] }) {
  const { t } = useTranslation()
  const nameOf = useFieldName()
  const actionOf = (change: Change) => {
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
    return t(action === 'created' ? 'lead.created' : action === 'reviewed' ? 'review.historyReviewed' : 'lead.changed')
  }
  const personOf = useNames()
  return (
    <ol className="timeline">
      {[...changes].reverse().map((change, i) => (
        <li key={`${change.at} ${i}`}>
          <div className="line">
            <span><strong>{personOf(change.by)}</strong> {actionOf(change)}</span>
            <time className="quiet" dateTime={change.at}>{formatTime(change.at)}</time>
          </div>
          {change.fields && change.fields.some(shownField) && (
            <ul className="field-changes">
              {change.fields.filter(shownField).map((f) => (
                <li key={f.field}>{isReviewField(f.field) ? <ReviewSentence change={f} /> : f.field === 'reason' ? <><span className="quiet">{nameOf(f.field)}{t('common.colon')}</span>{f.to}</> : <>
                  <span className="quiet">{nameOf(f.field)}{t('common.colon')}</span>
                  {f.field === 'ruling.opinion' && <>{f.from}{t('common.colon')}</>}
                  {f.field !== 'ruling.opinion' && (f.from || !isStepField(f.field)) && <>
                    <del><Shown field={f.field} value={f.from} /></del>
                    <span aria-hidden="true"> → </span><span className="sr-only">{t('lead.to')}</span>
                  </>}
                  <ins><Shown field={f.field} value={f.to} /></ins>
                </>}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}

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
const shownField = (f: FieldChange) => f.field !== 'merged' && f.field !== 'mergedInto' && f.field !== 'enterprise.id'

const isReviewField = (field: string) => field === 'review' || field === 'standing' || field === 'review.withdrawn'

function ReviewSentence({ change }: { change: FieldChange }) {
  const { t } = useTranslation()
  if (change.field === 'review.withdrawn') return <>{t('review.historyWithdrawn')}</>
  if (change.field === 'standing') {
    const { from, to } = change
    return <>{t('review.historyStanding', { from: from || t('match.noFitTitle'), to: to || t('match.noFitTitle') })}</>
  }
  return <>{isDecision(change.to) ? t(`review.historyDecided.${change.to}`) : change.to}</>
}

const together = { owner: 'together.owner', members: 'together.members', contacts: 'together.contacts', reason: 'together.reason' } as const

function useFieldName() {
  const { t } = useTranslation()
  return (path: string) => {
    if (isStepField(path)) return t(`progress.fields.${fieldKeys[path]}`)
    const field = (Object.keys(bodyPath) as (LeadField | 'text')[]).find((name) => bodyPath[name] === path)
    if (field) return t(`field.${field}`)
    if (path === 'contested') return t('firstReport.title')
    if (path === 'plan' || path === 'planProject') return t(path === 'plan' ? 'plans.nav' : 'plans.whats.project')
    return path in together ? t(together[path as keyof typeof together]) : path
  }
}

function Shown({ field, value }: { field: string; value: string }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const personOf = useNames()
  const label = useStageLabel()
  if (field === 'stage' || field === 'stage.withdrawn') return <>{label(value)}</>
  if (field === 'followUp') return <>{t('progress.nth', { no: value })}</>
  if (field === 'ruling.opinion' && isStand(value)) return <>{t(`progress.stand.${value}`)}</>
  if (field === 'ruling.outcome' && isOutcome(value)) return <>{t(`progress.outcome.${value}`)}</>
  const text = field === 'owner' ? personOf(value) || t('together.pool') : field === 'members' ? value.split('、').map(personOf).join(t('common.comma')) : field === 'investmentWan' ? formatWan(Number(value), language) : field === 'landMu' ? formatMu(Number(value), language) : value
  if (!text) return <>{t('lead.empty')}</>
  const points = Array.from(text)
  return <>{points.length > 60 ? `${points.slice(0, 60).join('')}…` : text}</>
}
