import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { Gate, Lead, Progress, StageEvent, StageEvidence } from '@/shared/api/types'
import { formatDate } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { useStageLabel } from '@/shared/stages'
import { StageTag, Tag } from '@/shared/ui/tag'
import { MoveStage } from '@/shared/stage-move/move-stage'

/** Every stage event as it was recorded, the latest first; those that were corrected stay to be seen. */
export function StageEvents({ lead, progress, onLatest }: { lead: Lead; progress?: Progress; onLatest: (lead: Lead) => void }) {
  const { t } = useTranslation()
  const [correcting, setCorrecting] = useState<number>()
  const inForce = new Set(progress?.stages.map((e) => e.no))
  return (
    <>
      <ol className="timeline">
        {[...lead.stages].reverse().map((event) => (
          <li key={event.no} id={`stage-${event.no}`} className={progress && !inForce.has(event.no) ? 'gone' : undefined}>
            <Event lead={lead} event={event} gates={progress?.gates ?? []} replaced={progress !== undefined && !inForce.has(event.no) && !event.withdrawn} />
            {progress?.mayMove && inForce.has(event.no) && (
              <button type="button" className="plain-button" onClick={() => setCorrecting(event.no)}>
                {t(event.unproven ? 'progress.addEvidence' : 'progress.correct')}<span className="sr-only"> {event.date}</span>
              </button>
            )}
          </li>
        ))}
      </ol>
      {correcting !== undefined && progress && <MoveStage lead={lead} progress={progress} corrects={correcting} onClose={() => setCorrecting(undefined)} onLatest={onLatest} />}
    </>
  )
}

function Event({ lead, event, gates, replaced }: { lead: Lead; event: StageEvent; gates: readonly Gate[]; replaced: boolean }) {
  const { t } = useTranslation()
  const names = useNames()
  const label = useStageLabel()
  const gate = gates.find((g) => g.stage === event.to)
  const nameOf = (kind: string) => {
    const known = gate?.evidence.find((k) => k.kind === kind)
    return (currentLanguage() === 'en' && known?.nameEn) || known?.name || kind
  }
  return (
    <>
      <div className="line">
        <span className="tags">
          <StageTag stage={event.to} /> <span>{names(event.by)}</span>
          {event.unproven && !replaced && <Tag tone="warn">{t('progress.unprovenOf', { kinds: event.unproven.map(nameOf).join(t('common.comma')) })}</Tag>}
          {event.corrects && <Tag tone="muted">{t(event.withdrawn ? 'progress.eventWithdrawn' : 'progress.eventCorrects', { no: event.corrects })}</Tag>}
          {replaced && <Tag tone="muted">{t('progress.eventReplaced')}</Tag>}
        </span>
        <span className="quiet"><span className="sr-only">{t('progress.nth', { no: event.no })} </span><time dateTime={event.date}>{event.date}</time>
          {formatDate(event.recordedAt) !== event.date && ` · ${t('lead.recorded', { date: formatDate(event.recordedAt) })}`}</span>
      </div>
      {event.skipped && <p className="quiet">{t('progress.eventSkipped', { stages: event.skipped.map(label).join(t('common.comma')) })}</p>}
      {event.reason && <p>{t('progress.eventReason', { reason: event.reason })}</p>}
      {event.evidence?.map((e) => <p key={e.kind}>{nameOf(e.kind)}{t('common.colon')}<Proof leadId={lead.id} evidence={e} /></p>)}
      {event.note && <p className="as-written">{event.note}</p>}
    </>
  )
}

function Proof({ leadId, evidence }: { leadId: string; evidence: StageEvidence }) {
  const { t } = useTranslation()
  const file = evidence.attachment?.split('/').pop()
  return <>{evidence.text} {file && <a href={`/api/leads/${encodeURIComponent(leadId)}/attachments/${encodeURIComponent(file)}`} download>{t('progress.download')}</a>}</>
}
