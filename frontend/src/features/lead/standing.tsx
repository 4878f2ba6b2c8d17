import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Lead, Progress } from '@/shared/api/types'
import { useNames } from '@/shared/api/colleagues'
import { useUnitName } from '@/shared/api/unit-name'
import { formatDate } from '@/shared/format'
import { paths } from '@/shared/paths'
import { isClockStep, useStageLabel } from '@/shared/stages'
import { DueLine } from '@/shared/ui/due'
import { isColour, LampTag } from '@/shared/ui/lamp'
import { Tag } from '@/shared/ui/tag'
import { inWords } from '@/shared/words'

/** At one look: what is next and by whom, how it is getting on and why, who holds it, where it stands in the plan. */
export function Standing({ lead, progress }: { lead: Lead; progress: Progress }) {
  const { t } = useTranslation()
  return (
    <div className="standing">
      <Next lead={lead} progress={progress} />
      <div className="standing-part" data-lamp={progress.lamp.colour}>
        <h3>{t('leadPage.lamp')}</h3>
        {isColour(progress.lamp.colour) && progress.lamp.colour !== 'none'
          ? <p className="tags"><LampTag colour={progress.lamp.colour} />{progress.lamp.since && <span className="fine">{t('leadPage.since', { date: progress.lamp.since })}</span>}</p>
          : <p className="quiet">{t('leadPage.noLamp')}</p>}
        {progress.lamp.reasons.length > 0 ? <ul className="lamp-reasons">{progress.lamp.reasons.map((reason) => <li key={reason.rule}>{inWords(reason)}</li>)}</ul>
          : progress.lamp.colour === 'green' && <p className="fine">{t('leadPage.onTrack')}</p>}
      </div>
      <Holder lead={lead} />
      <div className="standing-part">
        <h3>{t('leadPage.place')}</h3>
        {lead.segment ? (
          <>
            <p><strong>{lead.link || lead.segment}</strong></p>
            <p className="fine">{[lead.industry, lead.link && lead.segment].filter(Boolean).join(' › ')}</p>
          </>
        ) : <p className="quiet">{t('match.noFitTitle')}</p>}
        {lead.park && <p className="fine">{lead.park}</p>}
      </div>
    </div>
  )
}

function Holder({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const names = useNames()
  const unitName = useUnitName()
  const since = lead.owners.at(-1)
  return (
    <div className="standing-part">
      <h3>{t('together.owner')}</h3>
      {lead.owner ? (
        <>
          <p><strong>{names(lead.owner)}</strong></p>
          <p className="fine">{[unitName(lead.unit), since && !since.to && t('together.since', { date: formatDate(since.from) })].filter(Boolean).join(' · ')}</p>
        </>
      ) : <p><Tag tone="warn">{t('together.pool')}</Tag></p>}
      {lead.members.length > 0 && <p className="fine">{t('together.members')}{t('common.colon')}{lead.members.map(names).join(t('common.comma'))}</p>}
      {lead.planProject && <p className="fine"><Link to={paths.ledger}>{t('batches.ledger.planMark')}</Link> · {lead.planProject}</p>}
    </div>
  )
}

/** Whose turn it is: what is due by the clock is the owner's; the judging is a manager's. */
function Next({ lead, progress }: { lead: Lead; progress: Progress }) {
  const { t } = useTranslation()
  const names = useNames()
  const label = useStageLabel()
  const { clock, today } = progress
  const open = clock.dues.filter((d) => !d.done)
  const done = clock.dues.filter((d) => d.done)
  const asked = (lead.rulings ?? []).filter((r) => !r.outcome)
  const who = (step: string) => (step === 'judge' ? t('leadPage.byManager') : lead.owner ? names(lead.owner) : t('leadPage.byNobody'))
  return (
    <div className="standing-part standing-next" data-late={open.some((d) => d.late > 0)}>
      <h3>{t('leadPage.next')}</h3>
      {clock.unknownYears && <p className="warnings">{t('progress.missingYear', { years: clock.unknownYears.join(t('common.comma')) })}</p>}
      {open.length === 0 && asked.length === 0 && <p className="quiet">{clock.rests ? t('progress.clockRests', { stage: label(lead.stage) }) : t('progress.clockNone')}</p>}
      <ul>
        {open.map((due) => (
          <li key={due.step}>
            <DueLine due={due} today={today} />
            <span className="fine">{t('leadPage.turn', { who: who(due.step) })}{isClockStep(due.step) && ` · ${t(`progress.stepHint.${due.step}`)}`}</span>
          </li>
        ))}
        {asked.map((r) => {
          const waiting = r.units.filter((u) => !r.opinions.some((o) => o.unit === u))
          return <li key={r.no}><span>{t('progress.rulings')}{t('common.colon')}{r.subject}</span><span className="fine">{waiting.length > 0 ? t('progress.awaits', { units: waiting.join(t('common.comma')) }) : t('leadPage.awaitsDecision')}{r.due && ` · ${t('progress.due', { date: r.due })}`}</span></li>
        })}
      </ul>
      {done.length > 0 && (
        <details className="fine">
          <summary>{t('leadPage.doneSteps', { count: done.length })}</summary>
          <ul>{done.map((due) => <li key={due.step}>{isClockStep(due.step) ? t(`progress.step.${due.step}`) : due.step} · {due.late > 0 ? t('progress.doneLate', { date: due.done, days: due.late }) : t('progress.doneOn', { date: due.done })}</li>)}</ul>
        </details>
      )}
    </div>
  )
}
