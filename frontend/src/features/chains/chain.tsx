import { Skeleton } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { useIndustries } from '@/shared/api/plan'
import { statusOf } from '@/shared/api/problem'
import type { ChainMap, LinkSight } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { useTitle } from '@/shared/hooks'
import { usePlanLabels } from '@/shared/match/labels'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag } from '@/shared/ui/tag'
import { StateBar, StateTag } from './marks'
import { useRoleLabel } from './role'
import { useChain } from './requests'
import './chains.css'

const LinkDrawer = lazy(() => import('./link-drawer'))
const positions = ['上游', '中游', '下游']

/** The map of one segment: its links up-, mid- and downstream. */
export function Component() {
  const { t } = useTranslation()
  const { slug = '' } = useParams()
  const { data, error, isPlaceholderData, refetch } = useChain(slug)
  useTitle(data ? t('chains.map.title', { segment: data.segment }) : t('chains.list.title'))
  const back = <LinkButton type="primary" to={paths.chains}>{t('chains.map.back')}</LinkButton>
  return (
    <>
      <p className="back"><Link to={paths.chains}>← {t('chains.map.back')}</Link></p>
      {error && (statusOf(error) === 404 ? <Nothing title={t('chains.list.none')} text={error.message} action={back} /> : <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />)}
      {!data && !error && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 8 }} /></div>}
      {data && !error && <div className={isPlaceholderData ? 'stale' : undefined}><Map chain={data} /></div>}
    </>
  )
}

function Map({ chain }: { chain: ChainMap }) {
  const { t } = useTranslation()
  const label = usePlanLabels()
  const role = useRoleLabel()
  const navigate = useNavigate()
  const industries = useIndustries().data?.items ?? []
  const [params, setParams] = useSearchParams()
  const open = chain.links.find((l) => l.linkId === params.get('link'))
  return (
    <>
      <PageHead title={t('chains.map.title', { segment: chain.segment })}
        line={<span className="tags"><span>{chain.industry}</span>{chain.role && <Tag>{role(chain.role)}</Tag>}<span>{chain.description}</span></span>}
        actions={<LinkButton to={`${paths.gaps}?segment=${encodeURIComponent(chain.segment)}`}>{t('chains.map.gaps')}</LinkButton>} />
      <div className="chain-head">
        <select className="select" aria-label={t('chains.map.choose')} value={chain.slug} onChange={(e) => void navigate(paths.chain(e.target.value))}>
          {industries.map((i) => <optgroup key={i.name} label={i.name}>{i.segments.map((s) => <option key={s.slug} value={s.slug}>{s.name}</option>)}</optgroup>)}
          {industries.length === 0 && <option value={chain.slug}>{chain.segment}</option>}
        </select>
        <span className="grow"><StateBar states={chain.states} /></span>
        <Leader chain={chain} />
      </div>
      <div className="chain-map">
        {positions.map((position) => {
          const links = chain.links.filter((l) => l.position === position)
          return (
            <section key={position} aria-label={label.position(position)}>
              <h2>{label.position(position)} <span className="fine">{t('chains.list.links', { count: links.length })}</span></h2>
              {links.length === 0 ? <p className="quiet">{t('chains.map.none')}</p> : <ul>{links.map((link) => <li key={link.linkId}><Card link={link} onOpen={() => setParams({ link: link.linkId }, { replace: true })} /></li>)}</ul>}
            </section>
          )
        })}
      </div>
      <p className="fine spaced">{t('chains.link.scope')} {t('chains.link.ours')} {t('chains.map.source')}{t('common.colon')}{chain.source}</p>
      {open && <Suspense fallback={null}><LinkDrawer link={open} onClose={() => setParams({}, { replace: true })} /></Suspense>}
    </>
  )
}

function Leader({ chain }: { chain: ChainMap }) {
  const { t } = useTranslation()
  const names = useNames()
  const unitName = useUnitName()
  const led = chain.leadership
  if (!led) return <Link to={paths.chainLeaders}>{t('chains.map.noLeader')}</Link>
  const who = [led.leaderName || (led.leader && names(led.leader)), led.unit && unitName(led.unit)].filter(Boolean).join(' · ')
  return <span>{t('chains.map.leader')}{t('common.colon')}<Link to={paths.chainLeader(led.id)}>{who || led.name}</Link></span>
}

function Card({ link, onOpen }: { link: LinkSight; onOpen: () => void }) {
  const { t } = useTranslation()
  const label = usePlanLabels()
  const counts = (['firms', 'projects', 'leads', 'targets'] as const).filter((name) => link[name] > 0).map((name) => t(`chains.map.counts.${name}`, { count: link[name] }))
  return (
    <button type="button" className={`link-card ${link.state}`} onClick={onOpen} aria-label={`${t('chains.map.open', { link: link.link })}${t('common.comma')}${t(`chains.state.${link.state}`)}`}>
      <span className="line"><strong>{link.link}</strong><StateTag state={link.state} /></span>
      <span className="tags"><Tag tone="accent">{label.strategy(link.strategy)}</Tag>{link.state !== 'landed' && <span className="fine">{t('chains.map.score', { score: link.score })}</span>}</span>
      <span className="fine">{counts.join(' · ') || t('chains.map.nobody')}</span>
    </button>
  )
}
