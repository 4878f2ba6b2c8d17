import { Skeleton } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import { useParks } from '@/shared/api/plan'
import type { Lead, Siting } from '@/shared/api/types'
import { formatNumber, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { paths } from '@/shared/paths'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag, type Tone } from '@/shared/ui/tag'

const tones: Record<string, Tone> = { met: 'good', missed: 'bad', unknown: 'warn' }

/** The lead against a park as both stand now: hard limits, what it brings for each mu, types of land worth knowing. */
export default function SitingPanel({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState('')
  const parks = useParks('').data?.items ?? []
  const offered = [...new Set([lead.park, ...lead.match.parks.map((p) => p.name)].filter(Boolean))].flatMap((name) => parks.filter((p) => p.name === name))
  const slug = chosen || offered[0]?.slug || ''
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.siting(lead.id), slug, lead.rev],
    queryFn: ({ signal }) => answer(api.GET('/api/leads/{id}/siting', { params: { path: { id: lead.id }, query: { park: slug || undefined } }, signal })),
  })
  const missed = data?.limits.filter((l) => l.state === 'missed').length ?? 0
  return (
    <section className="card after" aria-labelledby="siting-title" id="siting">
      <div className="card-head"><h2 id="siting-title">{t('ground.siting.title')}</h2>{missed > 0 && <Tag tone="bad">{t('ground.siting.missed', { count: missed })}</Tag>}</div>
      {parks.length > 0 && (
        <p className="form-line"><label>{t('ground.siting.choose')}{t('common.colon')}
          <select className="select" value={slug} onChange={(event) => setChosen(event.target.value)}>
            {offered.length === 0 && <option value="">{t('common.none')}</option>}
            {offered.length > 0 && <optgroup label={t('ground.siting.offered')}>{offered.map((p) => <option key={p.slug} value={p.slug}>{p.name}</option>)}</optgroup>}
            <optgroup label={t('ground.siting.others')}>{parks.filter((p) => !offered.includes(p)).map((p) => <option key={p.slug} value={p.slug}>{p.name}</option>)}</optgroup>
          </select></label></p>
      )}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {data && !data.slug && <p className="quiet">{t('ground.siting.none')}</p>}
      {data?.slug && <Shown siting={data} />}
    </section>
  )
}

function Shown({ siting }: { siting: Siting }) {
  const { t } = useTranslation()
  const english = currentLanguage() === 'en'
  const say = (s: { zh: string; en: string }) => (english ? s.en : s.zh)
  const sources = [...new Set(siting.yields.flatMap((y) => y.references.map((r) => r.source)))]
  return (
    <>
      <p className="fine siting-said">{siting.asOf ? t('ground.siting.said', { date: siting.asOf, who: siting.saidBy }) : t('ground.siting.notSaid')} <Link to={paths.park(siting.slug)}>{t('ground.siting.toPark')}</Link></p>
      {siting.limits.length === 0 ? <p className="quiet after-text">{t('ground.siting.noLimits')}</p> : (
        <ul className="plain-list after-text">{siting.limits.map((l) => <li key={l.kind}><Tag tone={tones[l.state]}>{t(`ground.siting.state.${l.state as 'met'}`)}</Tag> {say(l.sentence)}</li>)}</ul>
      )}
      <h3 className="spaced">{t('ground.siting.yields')} <span className="fine">{t('ground.siting.unit')}</span></h3>
      {siting.landMu === 0 ? <p className="quiet">{t('ground.siting.noLand')}</p> : (
        <div className="siting-table">
          <table className="plain-table" aria-label={t('ground.siting.yields')}>
            <thead><tr><th scope="col">{t('ground.siting.yields')}</th><th scope="col">{t('ground.siting.lead')}</th><th scope="col">{t('ground.siting.park')}</th><th scope="col">{t('ground.siting.reference')}</th></tr></thead>
            <tbody>
              {siting.yields.map((y) => (
                <tr key={y.kind}>
                  <th scope="row">{t(`ground.siting.kind.${y.kind as 'tax'}`)}</th>
                  <td>{y.wanPerMu === undefined ? <span className="quiet">{t('ground.siting.unknown')}</span> : <strong>{formatNumber(y.wanPerMu)}</strong>}{y.from && <><br /><span className="fine">{t(`ground.siting.from.${y.from as 'lead'}`)} {formatWan(y.amountWan, currentLanguage())}</span></>}</td>
                  <td>{y.parkMin === undefined ? <span className="quiet">{t('ground.siting.unknown')}</span> : <>≥{formatNumber(y.parkMin)} {y.state !== 'unknown' && <Tag tone={tones[y.state]}>{y.state === 'missed' ? t('ground.siting.short', { n: formatNumber(y.shortByWan ?? 0) }) : t('ground.siting.state.met')}</Tag>}</>}</td>
                  <td className="fine">{y.references.length === 0 ? t('common.none') : y.references.map((r) => <div key={r.code}>{t('ground.siting.ref', { city: r.city, code: r.code, n: formatNumber(r.minWan) })}</div>)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {siting.landMu > 0 && sources.length > 0 && <p className="fine after-text">{t('ground.siting.referenceLine', { source: sources.join(t('common.comma')) })}</p>}
      {siting.lands.length > 0 && (
        <>
          <h3 className="spaced">{t('ground.siting.lands')}</h3>
          <ul className="plain-list">{siting.lands.map(({ landType, why, words }) => <li key={landType.code}><strong>{landType.code} {landType.name}</strong> <span className="fine">{t('ground.siting.reference')}</span><div>{say(why)}</div><div className="quiet">{(english && landType.conceptEn) || landType.concept}</div><div className="fine">{t('ground.siting.words', { words: words.join(t('common.comma')) })} · {landType.source}</div></li>)}</ul>
        </>
      )}
      <p className="fine after-text">{t('ground.siting.line')}</p>
    </>
  )
}
