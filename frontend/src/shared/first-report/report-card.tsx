import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Change, FirstReport } from '@/shared/api/types'
import { formatDate, formatTime } from '@/shared/format'
import { paths } from '@/shared/paths'
import { Tag, type Tone } from '@/shared/ui/tag'

const Forms = lazy(() => import('./report-forms'))

export interface Asked { form: 'challenge' | 'places' | 'decide'; challenge?: number }

const endings = { lost: 'firstReport.endedLost', corrected: 'firstReport.endedCorrected', undone: 'firstReport.endedUndone' } as const
const tones: Record<string, Tone> = { protected: 'good', challenged: 'warn', ended: 'muted' }

export function ReportTag({ state }: { state: string }) {
  const { t } = useTranslation()
  return <Tag tone={tones[state] ?? 'plain'}>{t(`firstReport.state.${state as 'protected'}`)}</Tag>
}

/** What is known of a first report, and what this person may do about it. lead is the own lead that a challenge rests on. */
export function ReportCard({ report, lead, withFirm }: { report: FirstReport; lead?: string; withFirm?: boolean }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Asked>()
  const city = t('firstReport.noUnit')
  const rows: [string, string][] = [
    ...(withFirm ? [[t('firstReport.firm'), [report.firm.name, report.firm.creditCode].filter(Boolean).join(' · ')] as [string, string]] : []),
    [t('firstReport.holder'), [report.ownerName || report.owner, report.unitName || city].filter(Boolean).join(' · ')],
    [t('firstReport.reported'), t('firstReport.reportedBy', { by: report.reportedBy, unit: report.reportedUnit || city, time: formatTime(report.reportedAt) })],
    [t('firstReport.until'), `${formatDate(report.protectedUntil)}${report.round > 1 ? ` · ${t('firstReport.round', { round: report.round })}` : ''}`],
    [t('firstReport.talkPlace'), report.talkPlace || t('firstReport.placeUnknown')],
    [t('firstReport.landPlace'), report.landPlace || t('firstReport.placeUnknown')],
    [t('firstReport.segment'), report.segment],
    [t('firstReport.shared'), report.shared.map((s) => s.unit || city).join(t('common.comma'))],
  ]
  return (
    <div className="report">
      <div className="tags"><ReportTag state={report.state} />{report.ended && report.ended in endings && <span className="quiet">{t(endings[report.ended as keyof typeof endings])}</span>}</div>
      <dl className="facts">
        {rows.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
      </dl>
      {!report.open && <p className="fine">{t('firstReport.notShown')}</p>}
      {report.challenges.length > 0 && (
        <div>
          <h3>{t('firstReport.challenges')}</h3>
          <ul className="challenges">
            {report.challenges.map((c) => (
              <li key={c.no}>
                <div className="line">
                  <strong>{c.reason}</strong>
                  <Tag tone={c.decision ? 'plain' : 'warn'}>{c.decision ? t(`firstReport.decisions.${c.decision as 'upheld'}`) : t('firstReport.open')}</Tag>
                </div>
                <p className="evidence-text">{c.evidence}</p>
                <p className="fine">{t('firstReport.challengeBy', { by: c.by, unit: c.unit || city, time: formatTime(c.at) })}</p>
                {c.decision && <p className="fine">{t('firstReport.decidedBy', { by: c.decidedBy, time: formatTime(c.decidedAt), decision: c.why })}</p>}
                {!c.decision && report.mayDecide && <Button size="small" type="primary" onClick={() => setAsked({ form: 'decide', challenge: c.no })}>{t('firstReport.decide')}</Button>}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="actions">
        {report.lead && report.leadVisible && report.lead !== lead && <Link to={paths.lead(report.lead)}>{t('firstReport.lead')}</Link>}
        {report.mayChallenge && <Button size="small" onClick={() => setAsked({ form: 'challenge' })}>{t('firstReport.challenge')}</Button>}
        {report.mayChange && <Button size="small" onClick={() => setAsked({ form: 'places' })}>{t('firstReport.places')}</Button>}
      </div>
      {report.history.length > 0 && (
        <details>
          <summary>{t('firstReport.history')}</summary>
          <ReportHistory changes={report.history} />
        </details>
      )}
      {asked && <Suspense><Forms asked={asked} report={report} lead={lead} onClose={() => setAsked(undefined)} /></Suspense>}
    </div>
  )
}

function ReportHistory({ changes }: { changes: Change[] }) {
  const { t, i18n } = useTranslation()
  return (
    <ol className="timeline">
      {[...changes].reverse().map((change, i) => (
        <li key={`${change.at} ${i}`}>
          <div className="line">
            <span><strong>{change.by || t('firm.system')}</strong> {i18n.exists(`firstReport.action.${change.action}`) ? t(`firstReport.action.${change.action as 'reported'}`) : change.action}</span>
            <time className="quiet" dateTime={change.at}>{formatTime(change.at)}</time>
          </div>
          <p className="fine">{(change.fields ?? []).filter((f) => f.field !== 'lead').map((f) => (f.from ? `${f.from} → ${f.to}` : f.to)).filter(Boolean).join(t('common.sep'))}</p>
        </li>
      ))}
    </ol>
  )
}
