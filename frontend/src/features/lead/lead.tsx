import { EditOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { keys } from '@/shared/api/keys'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Lead } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatMu, formatNumber, formatTime, formatWan } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { EvidenceText } from '@/shared/match/evidence-text'
import { evidenceOf } from '@/shared/match/labels'
import { MatchCard } from '@/shared/match/match-card'
import { useMe } from '@/shared/me'
import { pageOf, paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, ReviewedTag, StageTag, Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { FollowUps } from './follow-ups'
import { ProgressCard } from './progress'
import { useProgress } from './progress-requests'
import { AttachmentsPanel } from './attachments'
import { CommentsPanel } from './comments'
import { EditLead, Unsaved } from './edit'
import { LedgerPanel } from './ledger-panel'
import { Changes } from './history'
import { mayChange } from './may'
import { PoolNote } from './ownership'
import { PeoplePanel } from './people'
import { FirmName, FirstReportSection, MergedLeads } from './firm'
import { useLead } from './requests'
import { ReviewSection } from './review'
import { Rulings } from './rulings'
import { StageEvents } from './stage-events'
import { useScrollToEvent } from './scroll-to-event'

const MergeLead = lazy(() => import('./merging'))
const SitingPanel = lazy(() => import('./siting'))
const MoneyAndPeople = lazy(() => import('./money-people'))

export function Component() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { data: lead, error, refetch } = useLead(id)
  useTitle(lead?.name ?? t('lead.title'))
  const navigate = useNavigate()
  const toast = useToast()
  const movedTo = error instanceof ApiProblem && error.code === 'merged' ? pageOf(error.location) : ''
  useEffect(() => {
    if (!movedTo) return
    toast(t('firm.movedOn'), 'plain')
    void navigate(movedTo, { replace: true })
  }, [movedTo, navigate, toast, t])

  if (lead) return <Page lead={lead} />
  if (movedTo) return null
  if (statusOf(error) === 404) {
    return <Nothing title={t('lead.notFoundTitle')} text={t('lead.notFoundText')} action={<LinkButton type="primary" to={paths.leads}>{t('error.toLeads')}</LinkButton>} />
  }
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  return <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 8 }} /></div>
}

function Page({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const me = useMe()
  const names = useNames()
  const client = useQueryClient()
  const unitName = useUnitName()
  const [editing, setEditing] = useState(false)
  const [merging, setMerging] = useState(false)
  const latest = (now: Lead) => client.setQueryData(keys.lead(lead.id), now)
  const progress = useProgress(lead.id, lead.rev).data
  useScrollToEvent(progress !== undefined)
  return (
    <>
      <p className="back"><Link to={paths.leads}>← {t('lead.back')}</Link></p>
      <PageHead
        title={lead.name}
        line={<span className="tags"><StageTag stage={lead.stage} />{lead.review && <ReviewedTag />}{lead.contested && <Tag tone="warn">{t('firstReport.contested')}</Tag>}{lead.demo && <DemoTag />}<span>{t('field.owner')}{t('common.colon')}{lead.owner ? [names(lead.owner), unitName(lead.unit)].filter(Boolean).join(' · ') : t('together.pool')}</span></span>}
        actions={mayChange(lead, me) && <>{me.mayReview && <Button onClick={() => setMerging(true)}>{t('merging.lead')}</Button>}<Button icon={<EditOutlined aria-hidden />} onClick={() => setEditing(true)}>{t('lead.edit')}</Button></>}
      />
      <PoolNote lead={lead} />
      {!editing && mayChange(lead, me) && <Unsaved lead={lead} onResume={() => setEditing(true)} />}
      <ProgressCard lead={lead} onLatest={latest} />
      <div className="lead-page">
        <div>
          <section className="card" aria-labelledby="text-title">
            <h2 id="text-title">{t('lead.text')}</h2>
            <EvidenceText text={lead.text} evidence={evidenceOf(lead.match)} />
          </section>
          <Facts lead={lead} onLatest={() => void client.invalidateQueries({ queryKey: keys.lead(lead.id) })} />
          <LedgerPanel key={`ledger ${lead.id}`} lead={lead} />
          <FirstReportSection lead={lead} />
          <section className="card after" aria-labelledby="followups-title">
            <h2 id="followups-title">{t('progress.followUps')}</h2>
            {progress && <FollowUps lead={lead} progress={progress} />}
          </section>
          <Rulings lead={lead} progress={progress} />
          <CommentsPanel key={`comments ${lead.id}`} leadId={lead.id} />
          <AttachmentsPanel key={`files ${lead.id}`} lead={lead} />
          <section className="card after" aria-labelledby="stages-title">
            <h2 id="stages-title">{t('progress.events')}</h2>
            <StageEvents lead={lead} progress={progress} onLatest={latest} />
          </section>
          <section className="card after" aria-labelledby="history-title">
            <h2 id="history-title">{t('lead.history')}</h2>
            <Changes changes={lead.history} />
          </section>
          <MergedLeads lead={lead} />
        </div>
        <div>
          <MatchCard match={lead.match} />
          <ReviewSection key={lead.id} lead={lead} onLatest={latest} />
          <Suspense fallback={null}><SitingPanel key={`siting ${lead.id}`} lead={lead} /></Suspense>
          <PeoplePanel lead={lead} />
          <Suspense fallback={null}><MoneyAndPeople key={`money ${lead.id}`} lead={lead} /></Suspense>
        </div>
      </div>
      {merging && <Suspense><MergeLead lead={lead} onClose={() => setMerging(false)} onLatest={latest} /></Suspense>}
      {editing && <EditLead lead={lead} onClose={() => setEditing(false)} onLatest={latest} />}
    </>
  )
}

function Facts({ lead, onLatest }: { lead: Lead; onLatest: () => void }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const names = useNames()
  const { facts } = lead.match
  const rows: [string, ReactNode][] = [
    [t('field.company'), (lead.enterprise.name || lead.enterprise.id) && <FirmName lead={lead} onLatest={onLatest} />],
    [t('field.creditCode'), lead.enterprise.creditCode],
    [t('field.investment'), formatWan(lead.investmentWan, language)],
    [t('field.land'), formatMu(lead.landMu, language)],
    [t('field.place'), lead.place],
    [t('field.source'), (lead.introduction || lead.target) ? <>{lead.source} {lead.introduction ? <Link to={`${paths.supplyDemand}?show=introductions&q=${encodeURIComponent(lead.enterprise.name ?? '')}`}>{t('supply.intro.title')}</Link> : <Link to={`${paths.targets}?one=${encodeURIComponent(lead.target ?? '')}`}>{t('targets.nav')}</Link>}</> : lead.source],
    [t('lead.products'), facts.products?.join('、')],
    [t('lead.capacities'), facts.capacities?.map((c) => c.text).join('；')],
    [t('lead.output'), formatWan(facts.outputWan, language)],
    [t('lead.tax'), formatWan(facts.taxWan, language)],
    [t('lead.floor'), facts.floorAreaM2 && t('lead.floorM2', { area: formatNumber(facts.floorAreaM2) })],
    [t('lead.jobs'), facts.jobs && t('lead.jobsCount', { count: facts.jobs })],
    [t('field.createdBy'), names(lead.createdBy)],
    [t('field.createdAt'), formatTime(lead.createdAt)],
    [t('field.updatedAt'), formatTime(lead.updatedAt)],
  ]
  return (
    <section className="card after" aria-labelledby="lead-facts-title">
      <h2 id="lead-facts-title">{t('lead.facts')}</h2>
      <dl className="facts two">
        {rows.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
      </dl>
    </section>
  )
}
