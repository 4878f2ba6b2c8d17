import { Button, Pagination, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useIndustries } from '@/shared/api/plan'
import type { Gap, LinkCalls } from '@/shared/api/types'
import { useNarrow, useTitle } from '@/shared/hooks'
import { usePlanLabels } from '@/shared/match/labels'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag } from '@/shared/ui/tag'
import { Call, Fit, isState, Reasons, states, StateTag } from './marks'
import { useCalls, useGaps, type GapFilter } from './requests'
import './chains.css'

const pageSize = 20

/** The links of the plan, the one that matters most first: why, and who to call next. */
export function Component() {
  const { t } = useTranslation()
  useTitle(t('chains.gaps.title'))
  const narrow = useNarrow()
  const [params, setParams] = useSearchParams()
  const asked = params.get('state')
  const filter: GapFilter = { industry: params.get('industry') ?? '', segment: params.get('segment') ?? '', state: isState(asked) ? asked : '' }
  const page = Math.max(1, Math.trunc(Number(params.get('page'))) || 1)
  const { data, error, isPlaceholderData, refetch } = useGaps(filter)
  const shown = data?.items.slice((page - 1) * pageSize, page * pageSize) ?? []
  const calls = useCalls(shown.map((g) => g.linkId), 3)
  const industries = useIndustries().data?.items ?? []
  const narrowed = Boolean(filter.industry || filter.segment || filter.state)
  const change = (part: Partial<GapFilter>) => {
    const next = { ...filter, ...part }
    if (part.industry !== undefined && !industries.some((i) => i.name === next.industry && i.segments.some((s) => s.name === next.segment))) next.segment = ''
    setParams(Object.entries(next).filter(([, value]) => value))
  }
  const leaf = (to: number) => setParams([...Object.entries(filter).filter(([, value]) => value), ['page', String(to)]])
  const slugOf = (segment: string) => industries.flatMap((i) => i.segments).find((s) => s.name === segment)?.slug ?? segment
  const segments = industries.filter((i) => !filter.industry || i.name === filter.industry).flatMap((i) => i.segments)
  return (
    <>
      <PageHead title={t('chains.gaps.title')} line={<>{t('chains.gaps.line')} {t('chains.link.ours')}</>} actions={<LinkButton to={paths.chains}>{t('chains.gaps.toMap')}</LinkButton>} />
      {data && <Fit fit={data.fit} projects={data.projects} inChain={data.inChain} />}
      <search className="filters spread gap-filters">
        <select className="select facet" aria-label={t('chains.gaps.industry')} value={filter.industry} onChange={(e) => change({ industry: e.target.value })}>
          <option value="">{t('chains.gaps.anyIndustry')}</option>{industries.map((i) => <option key={i.name}>{i.name}</option>)}
        </select>
        <select className="select facet" aria-label={t('chains.gaps.segment')} value={filter.segment} onChange={(e) => change({ segment: e.target.value })}>
          <option value="">{t('chains.gaps.anySegment')}</option>{segments.map((s) => <option key={s.name}>{s.name}</option>)}
        </select>
        <select className="select facet" aria-label={t('chains.gaps.state')} value={filter.state} onChange={(e) => change({ state: isState(e.target.value) ? e.target.value : '' })}>
          <option value="">{t('chains.gaps.anyState')}</option>{states.map((s) => <option key={s} value={s}>{t(`chains.state.${s}`)}</option>)}
        </select>
      </search>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} action={narrowed && <Button size="small" onClick={() => setParams({})}>{t('chains.gaps.clear')}</Button>} />}
      {!data && !error && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {data?.total === 0 && !error && <Nothing title={t('chains.gaps.emptyTitle')} text={t('chains.gaps.emptyText')} action={<Button type="primary" onClick={() => setParams({})}>{t('chains.gaps.clear')}</Button>} />}
      {data && data.total > 0 && !error && (
        <div className={isPlaceholderData ? 'stale' : undefined}>
          <p className="count" role="status">{t('chains.gaps.count', { total: data.total })} {narrowed && <button type="button" className="plain-button" onClick={() => setParams({})}>{t('chains.gaps.clear')}</button>}</p>
          {calls.error && <ProblemNotice title={t('error.load')} error={calls.error} onRetry={() => void calls.refetch()} />}
          <ol className="card flush gap-rows" aria-label={t('chains.gaps.list')} start={(page - 1) * pageSize + 1}>
            {shown.map((gap) => <li key={gap.linkId}><Row gap={gap} slug={slugOf(gap.segment)} calls={calls.data?.items.find((c) => c.link === gap.linkId)} waiting={calls.isPending} /></li>)}
          </ol>
          {data.total > pageSize && <div className="pages"><Pagination current={page} total={data.total} pageSize={pageSize} showSizeChanger={false} simple={narrow} onChange={leaf} /></div>}
        </div>
      )}
    </>
  )
}

function Row({ gap, slug, calls, waiting }: { gap: Gap; slug: string; calls?: LinkCalls; waiting: boolean }) {
  const { t } = useTranslation()
  const label = usePlanLabels()
  return (
    <>
      <span className="number" title={t('chains.gaps.score', { score: gap.score })}><span className="gap-score">{gap.score}</span></span>
      <div>
        <h2><Link to={paths.chain(slug, gap.linkId)}>{gap.link}</Link> <StateTag state={gap.state} /></h2>
        <p className="fine">{gap.industry} / {gap.segment} · {label.position(gap.position)} · {label.strategy(gap.strategy)}</p>
        <p className="tags">{(['firms', 'leads', 'targets'] as const).map((name) => gap[name] > 0 && <Tag key={name}>{t(`chains.map.counts.${name}`, { count: gap[name] })}</Tag>)}</p>
      </div>
      <div><span className="fine">{t('chains.gaps.why')}</span><Reasons gap={gap} /></div>
      <div>
        <span className="fine">{t('chains.gaps.calls')}</span>
        {waiting ? <Skeleton active title={false} paragraph={{ rows: 1 }} /> : calls && calls.calls.length > 0
          ? <ul className="gap-calls">{calls.calls.map((c) => <li key={`${c.kind} ${c.id ?? c.name}`}><Call call={c} /></li>)}</ul>
          : <p className="quiet">{t('chains.gaps.noCalls')}</p>}
      </div>
    </>
  )
}
