import { Input, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ChainRow } from '@/shared/api/types'
import { useTitle } from '@/shared/hooks'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag } from '@/shared/ui/tag'
import { Fit, StateBar } from './marks'
import { useRoleLabel } from './role'
import { useChains } from './requests'
import './chains.css'

/** Every segment of the plan, by industry, with how its links stand. */
export function Component() {
  const { t } = useTranslation()
  useTitle(t('chains.list.title'))
  const [q, setQ] = useState('')
  const role = useRoleLabel()
  const { data, error, refetch } = useChains()
  const word = q.trim().toLowerCase()
  const rows = (data?.items ?? []).filter((c) => `${c.industry} ${c.segment} ${c.slug}`.toLowerCase().includes(word))
  const industries = [...new Set(rows.map((c) => c.industry))]
  return (
    <>
      <PageHead title={t('chains.list.title')} line={t('chains.list.line')} actions={<LinkButton to={paths.gaps}>{t('chains.list.toGaps')}</LinkButton>} />
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {data && (
        <>
          <Fit fit={data.fit} projects={data.projects} inChain={data.inChain} />
          <search className="filters"><div className="search-box"><Input value={q} maxLength={60} allowClear aria-label={t('chains.list.search')} placeholder={t('chains.list.search')} onChange={(e) => setQ(e.target.value)} /></div></search>
          {rows.length === 0 && <Nothing title={t('chains.list.none')} text={t('chains.list.noneText')} />}
          {industries.map((industry) => {
            const segments = rows.filter((c) => c.industry === industry)
            return (
              <section key={industry} className="chain-industry" aria-label={industry}>
                <h2>{industry} {segments[0]?.role && <Tag>{role(segments[0].role)}</Tag>}</h2>
                <ul className="chain-grid">{segments.map((c) => <li key={c.slug}><Segment chain={c} /></li>)}</ul>
              </section>
            )
          })}
        </>
      )}
    </>
  )
}

function Segment({ chain }: { chain: ChainRow }) {
  const { t } = useTranslation()
  return (
    <Link to={paths.chain(chain.slug)}>
      <span className="line"><strong>{chain.segment}</strong><span className="fine">{t('chains.list.links', { count: chain.links })}</span></span>
      <StateBar states={chain.states} />
      <span className="fine">{t('chains.list.firms', { count: chain.firms })} · {t('chains.list.leads', { count: chain.leads })}</span>
    </Link>
  )
}
