import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contrast, Evidence, LinkMatch, Match, ParkMatch } from '@/shared/api/types'
import { formatPercent } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { Tag } from '@/shared/ui/tag'
import { parkIn, reasonsOf, splitWarnings } from './grouping'
import { certainty, useEvidenceKind, usePlanLabels, useUsageLabel } from './labels'

/** What the plan makes of a lead. `match` undefined: nothing was asked yet. */
export function MatchCard({ match, updating, notice }: { match: Match | undefined; updating?: boolean; notice?: ReactNode }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <section className="card match" aria-labelledby={id} aria-busy={updating}>
      <header className="card-head">
        <h2 id={id}>{t('match.title')}</h2>
        <span className="quiet" role="status">{updating ? t('match.updating') : ''}</span>
      </header>
      {notice}
      {!match && !notice && <p className="quiet roomy">{t('match.waiting')}</p>}
      {match && (match.matched && match.links.length > 0 ? <Fit match={match} /> : <NoFit match={match} />)}
      {match?.planVersion && <p className="fine">{t('match.planVersion', { version: match.planVersion })}</p>}
    </section>
  )
}

function Fit({ match }: { match: Match }) {
  const { t } = useTranslation()
  const [best, ...others] = match.links
  if (!best) return null
  const parks = match.parks.map((park) => parkIn(currentLanguage(), park))
  const { shared, own } = splitWarnings(parks)
  return (
    <>
      <BestLink link={best} />
      {match.contrast && <NotTheOther contrast={match.contrast} />}
      {others.length > 0 && (
        <details className="others">
          <summary>{t('match.others', { count: others.length })}</summary>
          <ol>{others.map((link) => <li key={link.linkId}><OtherLink link={link} /></li>)}</ol>
        </details>
      )}
      <h3>{t('match.parks')}</h3>
      {parks.length === 0 ? <p className="quiet">{t('match.noParks')}</p> : (
        <ol className="parks">{parks.map((park) => <li key={park.name}><ParkChoice park={park} warnings={own(park)} /></li>)}</ol>
      )}
      {shared.length > 0 && <p className="warnings">{t('match.allParks', { warnings: shared.join(t('common.sep')) })}</p>}
    </>
  )
}

function BestLink({ link }: { link: LinkMatch }) {
  const { t } = useTranslation()
  const level = certainty(link.score)
  return (
    <div className="best">
      <h3>{t('match.best')}</h3>
      <p className="link-name">{link.link}</p>
      <p className="trail">{link.industry} › {link.segment}</p>
      <p className="tags"><LinkTags position={link.position} strategy={link.strategy} /></p>
      <div className="certainty" data-level={level}>
        <strong>{t(`match.certainty.${level}`)}</strong>
        <span>{t('match.probability', { percent: formatPercent(link.score) })}</span>
        <span className="bar" aria-hidden="true"><span style={{ width: formatPercent(link.score) }} /></span>
      </div>
      <EvidenceList evidence={link.evidence} title={t('match.why')} />
    </div>
  )
}

/** The first choice set against the second, quietly: for who doubts it. */
function NotTheOther({ contrast }: { contrast: Contrast }) {
  const { t } = useTranslation()
  const say = currentLanguage() === 'en' ? 'en' : 'zh'
  if (contrast.apart.length === 0 && contrast.instead.length === 0) return null
  return (
    <div className="contrast">
      {contrast.apart.length > 0 && (
        <>
          <h4>{t('match.notSecond', { second: contrast.second || t('match.noFitTitle') })}</h4>
          <ul className="sentences">{contrast.apart.map((sentence) => <li key={sentence.zh}>{sentence[say]}</li>)}</ul>
        </>
      )}
      {contrast.instead.length > 0 && (
        <>
          <h4>{t('match.otherwise')}</h4>
          <ul className="sentences">{contrast.instead.map((sentence) => <li key={sentence.zh}>{sentence[say]}</li>)}</ul>
        </>
      )}
    </div>
  )
}

function OtherLink({ link }: { link: LinkMatch }) {
  const { t } = useTranslation()
  return (
    <>
      <div className="line">
        <strong>{link.link}</strong>
        <span>{t(`match.certainty.${certainty(link.score)}`)} · {formatPercent(link.score)}</span>
      </div>
      <div className="trail">{link.industry} › {link.segment}</div>
      <div className="tags"><LinkTags position={link.position} strategy={link.strategy} /></div>
    </>
  )
}

function LinkTags({ position, strategy }: { position: string; strategy: string }) {
  const label = usePlanLabels()
  return (
    <>
      {position && <Tag>{label.position(position)}</Tag>}
      {strategy && <Tag tone="accent">{label.strategy(strategy)}</Tag>}
    </>
  )
}

function EvidenceList({ evidence, title }: { evidence: Evidence[]; title: string }) {
  const { t } = useTranslation()
  const kindOf = useEvidenceKind()
  const usageOf = useUsageLabel()
  const reasons = reasonsOf(evidence)
  if (reasons.length === 0) return null
  return (
    <>
      <h4>{title}</h4>
      <ul className="reasons">
        {reasons.map(({ key, evidence: e, usages }) => (
          <li key={key} className={e.for ? 'pro' : 'contra'}>
            <span className="sr-only">{t(e.for ? 'evidence.for' : 'evidence.notFor')}{t('common.colon')}</span>
            <span className="term">{e.term}</span>
            {e.shown && e.shown !== e.term && <span> = {e.shown}</span>}
            {usages.map((usage) => usageOf(usage)).filter(Boolean).map((said) => <span key={said}> <Tag tone="muted">{said}</Tag></span>)}
            <span className="quiet"> {kindOf(e.kind)}{e.source && ` · ${e.source}`}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function ParkChoice({ park, warnings }: { park: ParkMatch; warnings: string[] }) {
  const { t } = useTranslation()
  return (
    <>
      <div className="line">
        <strong>{park.name}</strong>
        <span>{formatPercent(park.score)}</span>
      </div>
      {park.place && <div className="trail">{park.place}</div>}
      {park.reasons.length > 0 && (
        <ul className="reasons" aria-label={t('match.reasons')}>{park.reasons.map((reason) => <li key={reason} className="pro">{reason}</li>)}</ul>
      )}
      {warnings.length > 0 && (
        <div className="warnings">
          <strong>{t('match.warnings')}</strong>
          <ul>{warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>
        </div>
      )}
    </>
  )
}

function NoFit({ match }: { match: Match }) {
  const { t } = useTranslation()
  const reason = currentLanguage() === 'en' ? match.refusal?.en : match.refusal?.zh
  return (
    <div className="no-fit">
      <h3>{t('match.noFitTitle')}</h3>
      <p>{reason || t('match.noFitText')}</p>
      <p className="quiet">{t('match.noFitOn')}</p>
      <EvidenceList evidence={match.refusal?.evidence ?? []} title={t('match.noFitEvidence')} />
    </div>
  )
}
