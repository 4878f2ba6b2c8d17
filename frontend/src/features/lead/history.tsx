import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { Change, FieldChange, StageEvent } from '@/shared/api/types'
import { formatDate, formatMu, formatTime, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { bodyPath, type LeadField } from '@/shared/lead-fields'
import { StageTag } from '@/shared/ui/tag'
import { isDecision } from './review'

/** The stages a lead went through: when it happened, and when that was entered if on another day. */
export function Stages({ events }: { events: StageEvent[] }) {
  const { t } = useTranslation()
  const personOf = useNames()
  return (
    <ol className="timeline">
      {[...events].reverse().map((event) => (
        <li key={`${event.recordedAt} ${event.to}`}>
          <div className="line">
            <span><StageTag stage={event.to} /> {personOf(event.by)}</span>
            <span className="quiet"><time dateTime={event.date}>{event.date}</time>{formatDate(event.recordedAt) !== event.date && ` · ${t('lead.recorded', { date: formatDate(event.recordedAt) })}`}</span>
          </div>
          {event.note && <p>{event.note}</p>}
        </li>
      ))}
    </ol>
  )
}

/** Who changed what, the latest first. */
export function Changes({ changes }: { changes: Change[] }) {
  const { t } = useTranslation()
  const nameOf = useFieldName()
  const personOf = useNames()
  return (
    <ol className="timeline">
      {[...changes].reverse().map((change, i) => (
        <li key={`${change.at} ${i}`}>
          <div className="line">
            <span><strong>{personOf(change.by)}</strong> {t(actionOf(change))}</span>
            <time className="quiet" dateTime={change.at}>{formatTime(change.at)}</time>
          </div>
          {change.fields && change.fields.length > 0 && (
            <ul className="field-changes">
              {change.fields.map((f) => (
                <li key={f.field}>{isReviewField(f.field) ? <ReviewSentence change={f} /> : f.field === 'reason' ? <><span className="quiet">{nameOf(f.field)}{t('common.colon')}</span>{f.to}</> : <>
                  <span className="quiet">{nameOf(f.field)}{t('common.colon')}</span>
                  <del><Shown field={f.field} value={f.from} /></del>
                  <span aria-hidden="true"> → </span><span className="sr-only">{t('lead.to')}</span>
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

function actionOf({ action, by, fields }: Change) {
  if (action === 'created') return 'lead.created'
  if (action === 'reviewed') return 'review.historyReviewed'
  if (action === 'released') return 'together.historyReleased'
  if (action !== 'held') return 'lead.changed'
  const owner = fields?.find((f) => f.field === 'owner')
  return owner?.from !== '' ? 'together.historyHandedOver' : owner.to === by ? 'together.historyClaimed' : 'together.historyHandedOver'
}

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
    const field = (Object.keys(bodyPath) as (LeadField | 'text')[]).find((name) => bodyPath[name] === path)
    if (field) return t(`field.${field}`)
    return path in together ? t(together[path as keyof typeof together]) : path
  }
}

function Shown({ field, value }: { field: string; value: string }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const personOf = useNames()
  const text = field === 'owner' ? personOf(value) || t('together.pool') : field === 'members' ? value.split('、').map(personOf).join(t('common.comma')) : field === 'investmentWan' ? formatWan(Number(value), language) : field === 'landMu' ? formatMu(Number(value), language) : value
  if (!text) return <>{t('lead.empty')}</>
  const points = Array.from(text)
  return <>{points.length > 60 ? `${points.slice(0, 60).join('')}…` : text}</>
}
