import { useTranslation } from 'react-i18next'
import type { Change, FieldChange, StageEvent } from '@/shared/api/types'
import { formatDate, formatMu, formatTime, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { bodyPath, type LeadField } from '@/shared/lead-fields'
import { StageTag } from '@/shared/ui/tag'
import { isDecision } from './review'

/** The stages a lead went through: when it happened, and when that was entered if on another day. */
export function Stages({ events }: { events: StageEvent[] }) {
  const { t } = useTranslation()
  return (
    <ol className="timeline">
      {[...events].reverse().map((event) => (
        <li key={`${event.recordedAt} ${event.to}`}>
          <div className="line">
            <span><StageTag stage={event.to} /> {event.by}</span>
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
  return (
    <ol className="timeline">
      {[...changes].reverse().map((change, i) => (
        <li key={`${change.at} ${i}`}>
          <div className="line">
            <span><strong>{change.by}</strong> {t(change.action === 'created' ? 'lead.created' : change.action === 'imported' ? 'lead.imported' : change.action === 'importUndone' ? 'lead.importUndone' : change.action === 'reviewed' ? 'review.historyReviewed' : 'lead.changed')}</span>
            <time className="quiet" dateTime={change.at}>{formatTime(change.at)}</time>
          </div>
          {change.fields && change.fields.length > 0 && (
            <ul className="field-changes">
              {change.fields.map((f) => (
                <li key={f.field}>{isReviewField(f.field) ? <ReviewSentence change={f} /> : <>
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

function useFieldName() {
  const { t } = useTranslation()
  return (path: string) => {
    const field = (Object.keys(bodyPath) as (LeadField | 'text')[]).find((name) => bodyPath[name] === path)
    return field ? t(`field.${field}`) : path
  }
}

function Shown({ field, value }: { field: string; value: string }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const text = field === 'investmentWan' ? formatWan(Number(value), language) : field === 'landMu' ? formatMu(Number(value), language) : value
  if (!text) return <>{t('lead.empty')}</>
  const points = Array.from(text)
  return <>{points.length > 60 ? `${points.slice(0, 60).join('')}…` : text}</>
}
