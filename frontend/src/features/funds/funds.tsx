import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Input, Select, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { fundKinds, fundStages, useApproaches, useFundContacts, useFunds, type ApproachState, type FundKind } from '@/shared/api/funds'
import { useIndustries } from '@/shared/api/plan'
import type { FundRow } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { approachTones, useFundWords } from '@/shared/ground/fund-words'
import { useDebounced, useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, Tag } from '@/shared/ui/tag'

const FundForm = lazy(() => import('./fund-form'))

export function Component() {
  const { t } = useTranslation()
  useTitle(t('ground.funds.title'))
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const [typed, setTyped] = useState(params.get('q') ?? '')
  const [open, setOpen] = useState<{ fund?: FundRow }>()
  const q = useDebounced(typed.trim())
  const kind = fundKinds.find((k) => k === params.get('kind'))
  const stage = fundStages.find((s) => s === params.get('stage'))
  const industry = params.get('industry') ?? ''
  const openOnly = params.get('open') === 'true'
  const industries = useIndustries().data?.items ?? []
  const set = (name: string, value: string) => setParams((now) => {
    const next = new URLSearchParams(now)
    if (value) next.set(name, value)
    else next.delete(name)
    return next
  })
  const { data, error, isPending, refetch } = useFunds({ q: q || undefined, kind, stage, industry: industry || undefined, open: openOnly || undefined })
  const asked = !!(q || kind || stage || industry || openOnly)
  return (
    <>
      <PageHead title={t('ground.funds.title')} line={t('ground.funds.line')} actions={me.mayReview && <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen({})}>{t('ground.funds.add')}</Button>} />
      <search className="filters spread">
        <Input type="search" allowClear maxLength={200} className="search-box" prefix={<SearchOutlined aria-hidden />} value={typed} aria-label={t('ground.funds.search')} placeholder={t('ground.funds.search')} onChange={(event) => setTyped(event.target.value)} />
        <Select aria-label={t('ground.funds.kindLabel')} className="facet" value={kind ?? ''} onChange={(value) => set('kind', value)} options={[{ value: '', label: t('ground.funds.allKinds') }, ...fundKinds.map((k) => ({ value: k as string, label: t(`ground.funds.kind.${k}`) }))]} />
        <Select aria-label={t('ground.funds.stageLabel')} className="facet" value={stage ?? ''} onChange={(value) => set('stage', value)} options={[{ value: '', label: t('ground.funds.anyStage') }, ...fundStages.map((s) => ({ value: s as string, label: t(`ground.funds.stage.${s}`) }))]} />
        <Select aria-label={t('ground.funds.fields')} className="facet" value={industry} onChange={(value) => set('industry', value)} options={[{ value: '', label: t('plan.allIndustries') }, ...industries.map((i) => ({ value: i.name, label: i.name }))]} />
        <Button aria-pressed={openOnly} type={openOnly ? 'primary' : 'default'} onClick={() => set('open', openOnly ? '' : 'true')}>{t('ground.funds.openOnly')}</Button>
      </search>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 5, width: '100%' }} /></div>}
      {data && data.items.length === 0 && <Nothing title={t(asked ? 'ground.funds.noneTitle' : 'ground.funds.emptyTitle')} text={t(asked ? 'ground.funds.noneText' : 'ground.funds.emptyText')} />}
      {data && data.items.length > 0 && (
        <>
          <p className="count">{t('ground.funds.count', { total: data.total })}</p>
          <ul className="park-grid" aria-label={t('ground.funds.table')}>{data.items.map((f) => <li key={f.id} className="card"><FundCard fund={f} onEdit={() => setOpen({ fund: f })} /></li>)}</ul>
        </>
      )}
      <Approaches />
      {open && <Suspense><FundForm fund={open.fund} onClose={() => setOpen(undefined)} /></Suspense>}
    </>
  )
}

function FundCard({ fund, onEdit }: { fund: FundRow; onEdit: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const words = useFundWords()
  const language = currentLanguage()
  const reveal = useFundContacts(fund.id)
  const contacts = reveal.data?.items ?? fund.contacts
  const rows: [string, string | undefined][] = [
    [t('ground.funds.fields'), words.fields(fund)], [t('ground.funds.stageLabel'), words.stages(fund)], [t('ground.funds.size'), formatWan(fund.sizeWan, language)], [t('ground.funds.ticket'), words.ticket(fund)],
    [t('ground.funds.manager'), fund.manager], [t('ground.funds.place'), fund.place], [t('ground.funds.validUntil'), fund.validUntil], [t('ground.funds.terms'), fund.terms],
    [t('ground.funds.contacts'), contacts.map((c) => [c.name, c.title, c.phone].filter(Boolean).join(' ')).join(t('common.sep'))], [t('ground.funds.source'), fund.source],
  ]
  return (
    <>
      <h2>{fund.name}</h2>
      <p className="tags"><Tag tone="accent">{t(`ground.funds.kind.${fund.kind as FundKind}`)}</Tag>{!fund.open && <Tag tone="muted">{t('ground.funds.ended')}</Tag>}{fund.demo && <DemoTag />}</p>
      <dl className="facts">{rows.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <p className="fine">{fund.approaches > 0 ? [t('ground.funds.came', { n: fund.approaches, k: fund.invested }), formatWan(fund.investedWan, language)].filter(Boolean).join(t('common.comma')) : t('ground.funds.cameNone')}</p>
      {reveal.error && <ProblemNotice error={reveal.error} />}
      <div className="actions">
        {me.mayReview && <Button aria-label={`${t('ground.funds.edit')} ${fund.name}`} onClick={onEdit}>{t('ground.funds.edit')}</Button>}
        {me.mayWriteLeads && !me.mayReview && fund.contacts.length > 0 && !reveal.data && <Button loading={reveal.isPending} aria-label={`${t('ground.funds.reveal')} ${fund.name}`} onClick={() => reveal.mutate()}>{t('ground.funds.reveal')}</Button>}
      </div>
    </>
  )
}

function Approaches() {
  const { t } = useTranslation()
  const { data } = useApproaches()
  return (
    <section className="card approaches" aria-labelledby="approaches-title">
      <h2 id="approaches-title">{t('ground.funds.list')}</h2>
      {data && data.items.length === 0 && <p className="quiet">{t('ground.funds.listEmpty')}</p>}
      <ul className="plain-list">
        {data?.items.map((a) => (
          <li key={a.id}>
            <div className="line"><span><strong>{a.fundName}</strong> → <Link to={paths.lead(a.leadId)}>{a.leadName}</Link></span><Tag tone={approachTones[a.state]}>{t(`ground.funds.state.${a.state as ApproachState}`)}</Tag></div>
            <div className="fine">{[a.date, a.segment, a.investedWan > 0 && t('ground.funds.investedShown', { wan: formatWan(a.investedWan, currentLanguage()) }), a.note].filter(Boolean).join(' · ')}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}
