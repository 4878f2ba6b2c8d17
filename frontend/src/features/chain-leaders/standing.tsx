import { Button, Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { BatchRow } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { useIndustries } from '@/shared/api/plan'
import { paths } from '@/shared/paths'
import { LampTag } from '@/shared/ui/lamp'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { StageTag, Tag } from '@/shared/ui/tag'
import { inWords } from '@/shared/words'
import { kinds, useStanding, type Kind } from './requests'

const shownLate = 8

/** The three batches of a chain in a period, what is late, and its gaps. */
export function Standing({ id }: { id: string }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<Kind>('yearly')
  const [open, setOpen] = useState<'signed' | 'started' | 'producing'>()
  const language = currentLanguage()
  const { data, error, isPlaceholderData, refetch } = useStanding(id, kind)
  const segments = useIndustries().data?.items.flatMap((i) => i.segments) ?? []
  return (
    <section className="card" aria-labelledby="standing">
      <div className="card-head"><h2 id="standing">{t('leaderships.standing.title')}</h2>
        <select className="select" aria-label={t('leaderships.standing.period')} value={kind} onChange={(e) => setKind(kinds.find((k) => k === e.target.value) ?? 'yearly')}>
          {kinds.map((k) => <option key={k} value={k}>{t(`batches.present.${k}`)}</option>)}
        </select>
      </div>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <div className={isPlaceholderData ? 'stale' : undefined}>
          <p className="fine">{t('batches.to', data.period)} · {t('leaderships.standing.scope')}</p>
          <div className="led-batches">
            {(['signed', 'started', 'producing'] as const).map((part) => (
              <div key={part}>
                <span className="quiet">{t(`leaderships.standing.${part}`)}</span>
                <span><Button type="link" size="small" className="number" disabled={data[part].count === 0} aria-label={t('leaderships.standing.rows', { what: t(`leaderships.standing.${part}`) })} onClick={() => setOpen(part)}><strong>{t('leaderships.standing.projects', { count: data[part].count })}</strong></Button></span>
                <span>{formatWan(data[part].investmentWan, language)}</span>
                <span className="fine">{t('leaderships.standing.before', { count: data.before[part].count })} · {t('leaderships.standing.year', { count: data.year[part].count })}</span>
              </div>
            ))}
            <div><span className="quiet">{t('leaderships.standing.links')}</span><strong className="number">{data.landed + data.talking + data.empty}</strong><span className="fine">{t('leaderships.standing.linksLine', { landed: data.landed, talking: data.talking, empty: data.empty })}</span></div>
          </div>
          <div className="led-part">
            <h3>{t('leaderships.standing.late', { count: data.late.length })}</h3>
            {data.late.length === 0 ? <p className="quiet">{t('leaderships.standing.noLate')}</p> : <Rows rows={data.late.slice(0, shownLate)} />}
            {data.late.length > shownLate && <p><Link to={paths.ledger}>{t('leaderships.standing.more', { count: data.late.length - shownLate })}</Link></p>}
          </div>
          <div className="led-part">
            <h3>{t('leaderships.standing.gaps')}</h3>
            {data.gaps.length === 0 ? <p className="quiet">{t('leaderships.standing.noGaps')}</p> : (
              <ol className="led-rows">
                {data.gaps.map((gap) => (
                  <li key={gap.linkId}>
                    <div className="line"><Link to={paths.chain(segments.find((s) => s.name === gap.segment)?.slug ?? gap.segment, gap.linkId)}>{gap.link}</Link><span className="tags"><Tag tone={gap.state === 'talking' ? 'warn' : 'bad'}>{t(`chains.state.${gap.state}`)}</Tag><span className="number">{t('chains.gaps.score', { score: gap.score })}</span></span></div>
                    <p className="fine">{gap.segment} · {gap.reasons.map(inWords).join(t('common.comma'))}</p>
                  </li>
                ))}
              </ol>
            )}
          </div>
        </div>
      )}
      {open && data && (
        <Drawer open onClose={() => setOpen(undefined)} title={t('leaderships.standing.rows', { what: t(`leaderships.standing.${open}`) })} size={560} closable={{ 'aria-label': t('batches.close') }}>
          {data[open].leads.length === 0 ? <Nothing title={t('batches.noRows')} text={t('batches.noRowsText')} /> : <Rows rows={data[open].leads} />}
        </Drawer>
      )}
    </section>
  )
}

function Rows({ rows }: { rows: readonly BatchRow[] }) {
  const names = useNames()
  const language = currentLanguage()
  return (
    <ul className="led-rows">
      {rows.map((r) => (
        <li key={r.id}>
          <div className="line"><Link to={paths.lead(r.id)}>{r.name}</Link><span className="tags"><LampTag colour={r.lamp === 'none' ? undefined : r.lamp} title={r.why} /><StageTag stage={r.stage} /></span></div>
          <p className="fine">{[r.date, formatWan(r.investmentWan, language), r.link, r.owner && names(r.owner)].filter(Boolean).join(' · ')}{r.why && language !== 'en' && ` · ${r.why}`}</p>
        </li>
      ))}
    </ul>
  )
}
