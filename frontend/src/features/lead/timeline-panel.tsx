import { Button } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '@/shared/api/colleagues'
import { useFirstReport } from '@/shared/api/firms'
import type { Gate, Lead, Progress } from '@/shared/api/types'
import { formatDate, formatTime, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { useStageLabel } from '@/shared/stages'
import { StageTag, Tag } from '@/shared/ui/tag'
import { isFollowUpKind } from './follow-ups'
import { FieldChanges, useChangeSentence, usePerson } from './history'
import { mentionPieces } from './mention'
import { isOutcome, isStand } from './ruling-words'
import { countsOf, timelineOf, type Told, type TimelineEntry, type TimelineKind } from './timeline'
import { useAttachments, useComments } from './together-requests'

const page = 12

/** Everything that happened with the lead, in one list; by kind and by person, if wished. */
export function TimelinePanel({ lead, progress }: { lead: Lead; progress?: Progress }) {
  const { t } = useTranslation()
  const person = usePerson()
  const comments = useComments(lead.id)
  const files = useAttachments(lead.id)
  const report = useFirstReport(lead.firstReport)
  const [kinds, setKinds] = useState<TimelineKind[]>([])
  const [by, setBy] = useState<string>()
  const [limit, setLimit] = useState(page)
  const entries = useMemo(() => timelineOf({ lead, comments: comments.data?.items, files: files.data?.items, report: report.data }), [lead, comments.data, files.data, report.data])
  const counts = useMemo(() => countsOf(entries), [entries])
  const found = entries.filter((e) => (kinds.length === 0 || kinds.includes(e.kind)) && (by === undefined || e.by === by))
  const shown = found.slice(0, limit)
  const toggle = (kind: TimelineKind) => {
    setKinds(kinds.includes(kind) ? kinds.filter((k) => k !== kind) : [...kinds, kind])
    setLimit(page)
  }
  const incomplete = [comments.error && t('together.comments'), files.error && t('together.files'), report.error && t('firstReport.title')].filter(Boolean)
  const monthOf = (entry?: TimelineEntry) => entry && formatDate(entry.at).slice(0, 7)
  return (
    <section className="card timeline-panel" aria-labelledby="timeline-title" id="timeline">
      <div className="card-head"><h2 id="timeline-title">{t('leadPage.timeline')}</h2><span className="quiet" role="status">{t('leadPage.entries', { count: found.length })}</span></div>
      <div className="chips no-print" role="group" aria-label={t('leadPage.byKind')}>
        <button type="button" className="chip" aria-pressed={kinds.length === 0} onClick={() => setKinds([])}>{t('leadPage.all')}</button>
        {counts.kinds.map(([kind, count]) => (
          <button key={kind} type="button" className="chip" data-kind={kind} aria-pressed={kinds.includes(kind)} onClick={() => toggle(kind)}>{t(`leadPage.kind.${kind}`)} <span className="number">{count}</span></button>
        ))}
        {counts.people.length > 1 && (
          <select className="select chip-select" aria-label={t('leadPage.byPerson')} value={by ?? '*'} onChange={(event) => { setBy(event.target.value === '*' ? undefined : event.target.value); setLimit(page) }}>
            <option value="*">{t('leadPage.everybody')}</option>
            {counts.people.map((login) => <option key={login} value={login}>{person(login)}</option>)}
          </select>
        )}
      </div>
      {incomplete.length > 0 && <p className="fine">{t('leadPage.incomplete', { what: incomplete.join(t('common.comma')) })}</p>}
      {found.length === 0 && <p className="quiet">{t('leadPage.nothingOfKind')} <button type="button" className="plain-button" onClick={() => { setKinds([]); setBy(undefined) }}>{t('leadPage.showAll')}</button></p>}
      <ol className="timeline all">
        {shown.map((entry, i) => (
          <li key={entry.id} data-kind={entry.kind}>
            {monthOf(entry) !== monthOf(shown[i - 1]) && <h3 className="month">{monthOf(entry)}</h3>}
            <Entry lead={lead} entry={entry} gates={progress?.gates ?? []} />
          </li>
        ))}
      </ol>
      {found.length > shown.length && (
        <div className="actions after-text">
          <Button size="small" onClick={() => setLimit(limit + 3 * page)}>{t('leadPage.more', { count: Math.min(3 * page, found.length - shown.length) })}</Button>
          <span className="fine">{t('leadPage.shownOf', { shown: shown.length, all: found.length })}</span>
        </div>
      )}
    </section>
  )
}

function Entry({ lead, entry, gates }: { lead: Lead; entry: TimelineEntry; gates: readonly Gate[] }) {
  const { t } = useTranslation()
  const person = usePerson()
  const { said, more } = useTold(lead, gates)(entry.told)
  const gone = (entry.told.what === 'stage' || entry.told.what === 'followUp') && entry.told.replaced
  return (
    <article className={gone ? 'gone' : undefined} aria-label={`${person(entry.by)} ${formatTime(entry.at)}`}>
      <div className="line">
        <span className="tags"><Tag tone="muted">{t(`leadPage.kind.${entry.kind}`)}</Tag><strong>{person(entry.by)}</strong>{said}{gone && <Tag tone="muted">{t('progress.eventReplaced')}</Tag>}</span>
        <time className="quiet" dateTime={entry.at}>{formatTime(entry.at)}</time>
      </div>
      {entry.date && entry.date !== formatDate(entry.at) && <p className="fine">{t('leadPage.happenedOn', { date: entry.date })}</p>}
      {more}
    </article>
  )
}

/** What an entry says beside a name: its sentence, and what stands below. */
function useTold(lead: Lead, gates: readonly Gate[]) {
  const { t, i18n } = useTranslation()
  const language = currentLanguage()
  const label = useStageLabel()
  const person = usePerson()
  const sentence = useChangeSentence()
  const colleagues = useColleagues().data?.items ?? []
  const words = (text?: string) => text && <p className="as-written">{text}</p>
  const proof = (stage: string, kind: string) => {
    const known = gates.find((g) => g.stage === stage)?.evidence.find((k) => k.kind === kind)
    return (language === 'en' && known?.nameEn) || known?.name || t('progress.evidence')
  }
  return (told: Told): { said: ReactNode; more?: ReactNode } => {
    switch (told.what) {
      case 'stage': {
        const { event } = told
        return {
          said: event.withdrawn ? t('leadPage.withdrew', { stage: label(lead.stages.find((e) => e.no === event.corrects)?.to ?? event.to) }) : <>{t(event.corrects ? 'leadPage.correctedTo' : 'leadPage.movedTo')} <StageTag stage={event.to} /></>,
          more: <>
            {event.unproven && !told.replaced && <p className="fine">{t('progress.unprovenOf', { kinds: event.unproven.map((kind) => proof(event.to, kind)).join(t('common.comma')) })}</p>}
            {event.evidence?.map((e) => <p key={e.kind} className="fine">{proof(event.to, e.kind)}{t('common.colon')}{e.text || t('leadPage.withFile')}</p>)}
            {event.lostReason && <p>{event.lostReason}</p>}
            {event.reason && event.reason !== event.lostReason && <p>{t('progress.eventReason', { reason: event.reason })}</p>}
            {words(event.note)}
          </>,
        }
      }
      case 'followUp': {
        const { followUp: f } = told
        return {
          said: <>{t(f.corrects ? 'progress.history.followUpCorrected' : 'progress.history.followedUp')} <Tag>{isFollowUpKind(f.kind) ? t(`progress.kind.${f.kind}`) : t('progress.kind.other')}</Tag>{f.contact && <span className="quiet">{t('progress.withContact', { name: f.contact })}</span>}</>,
          more: <>{words(f.text)}{f.next && <p className="fine">{t('progress.nextShown', { date: f.next, text: f.nextText ?? '' })}</p>}</>,
        }
      }
      case 'comment':
        return {
          said: told.comment.removed ? t('leadPage.tookBack') : t('leadPage.commented'),
          more: !told.comment.removed && <p className="as-written">{mentionPieces(told.comment.text, told.comment.mentions, colleagues).map((piece, i) => (piece.login ? <span key={i} className="mention" title={piece.text}>@{person(piece.login)}</span> : piece.text))}</p>,
        }
      case 'file':
        return { said: t(told.removed ? 'leadPage.removedFile' : 'leadPage.addedFile', { name: told.file.name }) }
      case 'month':
        return { said: t('leadPage.reportedMonth', { month: told.month.month, wan: formatWan(told.month.investmentWan, language) || '0' }), more: words(told.month.note) }
      case 'problem':
        return { said: t('leadPage.action.problem'), more: <>{words(told.problem.text)}<p className="fine">{[told.problem.owner && t('batches.panel.by', { name: person(told.problem.owner) }), told.problem.dueDate && t('batches.panel.due', { date: told.problem.dueDate })].filter(Boolean).join(' · ')}</p></> }
      case 'solved':
        return { said: t('leadPage.action.solved'), more: <><p className="quiet as-written">{told.problem.text}</p>{words(told.problem.solution)}</> }
      case 'ruling':
        return { said: t('leadPage.raisedRuling', { subject: told.ruling.subject }), more: words(told.ruling.text) }
      case 'opinion':
        return { said: <>{t('leadPage.gaveOpinion', { unit: told.opinion.unit, subject: told.ruling.subject })} {isStand(told.opinion.stand) && <Tag>{t(`progress.stand.${told.opinion.stand}`)}</Tag>}</>, more: words(told.opinion.text) }
      case 'outcome':
        return { said: <>{t('leadPage.decidedRuling', { subject: told.ruling.subject })} {told.ruling.outcome && isOutcome(told.ruling.outcome) && <Tag>{t(`progress.outcome.${told.ruling.outcome}`)}</Tag>}</>, more: words(told.ruling.decision) }
      case 'report': {
        const { action } = told.change
        return { said: i18n.exists(`firstReport.action.${action}`) ? t('leadPage.firstReport', { what: t(`firstReport.action.${action as 'reported'}`) }) : t('firstReport.title') }
      }
      case 'change':
        return { said: sentence(told.change), more: <FieldChanges change={told.change} leadId={lead.id} /> }
    }
  }
}
