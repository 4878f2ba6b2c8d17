import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { daysSince, oldAfterDays, type ChemicalState, type UtilityKind } from '@/shared/api/parks'
import type { Park } from '@/shared/api/types'
import { formatMu, formatNumber } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, Tag } from '@/shared/ui/tag'
import { Chooser } from './chooser'
import type { Seeker } from './requests'
import { useIndustries, useParks } from '@/shared/api/plan'

const Candidates = lazy(() => import('./candidates'))
const ParkImport = lazy(() => import('./park-import'))

/** What a park is asked for: land, workshops, utilities, hazard. */
const askedFor = 4

export function Component() {
  const { t } = useTranslation()
  useTitle(t('parks.title'))
  const [params, setParams] = useSearchParams()
  const industry = params.get('industry') ?? ''
  const [asked, setAsked] = useState<Seeker>()
  const [importing, setImporting] = useState(false)
  const me = useMe()
  const industries = useIndustries()
  const { data, error, isPending, isPlaceholderData, refetch } = useParks(industry)

  return (
    <>
      <PageHead title={t('parks.title')} line={t('parks.line')} actions={me.mayWriteLeads && <Button onClick={() => setImporting(true)}>{t('ground.import.open')}</Button>} />
      {industries.data && (
        <Chooser label={t('plan.choose')} value={industry} onChange={(value) => setParams(value ? { industry: value } : {})}
          options={[{ value: '', label: t('plan.allIndustries') }, ...industries.data.items.map((i) => ({ value: i.name, label: i.name }))]} />
      )}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data && data.items.length === 0 && !error && <Nothing title={t('parks.empty')} text={t('parks.emptyText')} />}
      {data && data.items.length > 0 && (
        <div className={isPlaceholderData ? 'stale' : undefined}>
          <p className="count">{t('parks.count', { total: data.total })} {t('ground.import.complete', { full: data.items.filter((p) => p.asOf && p.unknown.length === 0).length, partly: data.items.filter((p) => p.asOf && p.unknown.length > 0).length, none: data.items.filter((p) => !p.asOf).length })}</p>
          <ul className="park-grid" aria-label={t('parks.table')}>{data.items.map((park) => <li key={park.slug} className="card"><ParkCard park={park} onAsk={() => setAsked({ of: 'park', id: park.slug, name: park.name })} /></li>)}</ul>
        </div>
      )}
      {importing && <Suspense fallback={null}><ParkImport onClose={() => setImporting(false)} /></Suspense>}
      {asked && <Suspense fallback={null}><Candidates {...asked} onClose={() => setAsked(undefined)} /></Suspense>}
    </>
  )
}

function ParkCard({ park, onAsk }: { park: Park; onAsk: () => void }) {
  const { t } = useTranslation()
  const unknown = park.unknown.map((what) => t(`ground.park.unknownOf.${what as 'land'}`))
  const known: [string, string][] = [
    [t('parks.serves'), park.segments?.join(t('common.comma')) ?? ''],
    [t('parks.place'), park.place ?? ''],
    [t('parks.landLeft'), park.landLeftMu === undefined ? '' : formatMu(park.landLeftMu, currentLanguage()) || '0'],
    [t('ground.park.workshops'), park.workshopsM2 === undefined ? '' : t('ground.park.areaShown', { area: formatNumber(park.workshopsM2) })],
    [t('parks.hazard'), [park.hazardClass && t('ground.park.classOf', { class: park.hazardClass }), park.chemical && `${t('ground.park.chemical')}${t('common.colon')}${t(`ground.park.chemicalState.${park.chemical as ChemicalState}`)}`].filter(Boolean).join(t('common.comma'))],
    [t('parks.utilities'), park.utilities?.map((kind) => t(`ground.park.utility.${kind as UtilityKind}`)).join(t('common.comma')) ?? ''],
  ]
  return (
    <>
      <h2><Link to={paths.park(park.slug)} aria-label={t('ground.park.open', { name: park.name })}>{park.name}</Link></h2>
      <p className="tags"><Tag>{park.kind}</Tag>{park.industries.map((name) => <Tag key={name} tone="accent">{name}</Tag>)}{park.demo && <DemoTag />}<Tag tone={!park.asOf ? 'muted' : unknown.length === 0 ? 'good' : 'warn'}>{park.asOf ? t('ground.import.share', { known: askedFor - unknown.length, of: askedFor }) : t('ground.import.unsaid')}</Tag></p>
      <dl className="facts">
        {known.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
      </dl>
      {unknown.length > 0 && <p className="fine">{t('ground.park.unknownList', { what: unknown.join(t('common.comma')) })}</p>}
      {park.note && <p>{park.note}</p>}
      {park.asOf && <p className="fine">{t('ground.park.asOf', { date: park.asOf, who: park.saidBy })}{daysSince(park.asOf) > oldAfterDays && <> <Tag tone="warn">{t('ground.park.old', { days: oldAfterDays })}</Tag></>}</p>}
      <p className="fine">{t('plan.source')}{t('common.colon')}{park.source}</p>
      <div className="actions"><LinkButton to={paths.park(park.slug)}>{t('ground.park.details')}</LinkButton><Button aria-label={t('candidates.parkOf', { name: park.name })} onClick={onAsk}>{t('candidates.park')}</Button></div>
    </>
  )
}
