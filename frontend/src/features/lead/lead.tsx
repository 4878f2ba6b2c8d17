import { EditOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { keys } from '@/shared/api/keys'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Lead } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
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
import { useEditInPlace } from './edit-in-place'
import { Facts, LeadText } from './facts'
import { hasLedger, LedgerPanel } from './ledger-panel'
import { Changes } from './history'
import { mayChange } from './may'
import { PoolNote } from './ownership'
import { PeoplePanel } from './people'
import { FirstReportSection, MergedLeads } from './firm'
import { useLead } from './requests'
import { ReviewSection } from './review'
import { Rulings } from './rulings'
import { StageEvents } from './stage-events'
import { useScrollToEvent } from './scroll-to-event'
import { SectionNav, type PageSection } from './sections'
import { TimelinePanel } from './timeline-panel'
import { useAttachments, useComments } from './together-requests'
import './lead.css'

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
  return <Bones />
}

/** The page's shape while its lead is on its way. */
function Bones() {
  const { t } = useTranslation()
  const card = (rows: number) => <div className="card"><Skeleton active title paragraph={{ rows }} /></div>
  return (
    <div role="status" aria-label={t('common.loading')}>
      <div className="page-head"><Skeleton active title={{ width: '40%' }} paragraph={{ rows: 1, width: '60%' }} /></div>
      <div className="card progress"><Skeleton active title={false} paragraph={{ rows: 5 }} /></div>
      <div className="lead-sheet">
        <div className="sheet-left"><div className="sheet-a">{card(3)}{card(6)}</div></div>
        <div className="sheet-right"><div className="sheet-b">{card(8)}</div><div className="sheet-c">{card(5)}</div></div>
      </div>
    </div>
  )
}

function Page({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const [editing, setEditing] = useState<Lead>() // the lead as it was when its drawer was opened
  const [merging, setMerging] = useState(false)
  const latest = (now: Lead) => client.setQueryData(keys.lead(lead.id), now)
  const { data: progress, error: progressError, refetch: progressAgain } = useProgress(lead.id, lead.rev)
  useScrollToEvent(progress !== undefined)
  const save = useEditInPlace(lead, latest, setEditing)
  const may = mayChange(lead, me)
  return (
    <>
      <p className="back"><Link to={paths.leads}>← {t('lead.back')}</Link></p>
      <PageHead
        title={lead.name}
        line={
          <span className="tags">
            <StageTag stage={lead.stage} />{lead.review && <ReviewedTag />}{lead.contested && <Tag tone="warn">{t('firstReport.contested')}</Tag>}{lead.demo && <DemoTag />}
            {[lead.enterprise.name, formatWan(lead.investmentWan, currentLanguage()), lead.place].filter(Boolean).map((said) => <span key={said}>{said}</span>)}
          </span>
        }
        actions={may && <>{me.mayReview && <Button onClick={() => setMerging(true)}>{t('merging.lead')}</Button>}<Button icon={<EditOutlined aria-hidden />} onClick={() => setEditing(lead)}>{t('lead.edit')}</Button></>}
      />
      <PoolNote lead={lead} />
      {!editing && may && <Unsaved lead={lead} onResume={() => setEditing(lead)} />}
      <ProgressCard lead={lead} onLatest={latest} />
      <Sections lead={lead} />
      <div className="lead-sheet">
        <div className="sheet-left">
          <div className="sheet-a">
            <LeadText lead={lead} save={save} />
            <Facts lead={lead} save={save} onLatest={() => void client.invalidateQueries({ queryKey: keys.lead(lead.id) })} />
            <section className="card after" aria-labelledby="followups-title" id="followUps">
              <h2 id="followups-title">{t('progress.followUps')}</h2>
              {progress ? <FollowUps lead={lead} progress={progress} /> : progressError ? <ProblemNotice title={t('error.load')} error={progressError} onRetry={() => void progressAgain()} /> : <Skeleton active title={false} paragraph={{ rows: 2 }} />}
            </section>
            <LedgerPanel key={`ledger ${lead.id}`} lead={lead} />
            <Rulings lead={lead} progress={progress} />
            <TimelinePanel key={`timeline ${lead.id}`} lead={lead} progress={progress} />
          </div>
          <div className="sheet-d">
            <section className="card after" aria-labelledby="stages-title" id="stages">
              <h2 id="stages-title">{t('progress.events')}</h2>
              <StageEvents lead={lead} progress={progress} onLatest={latest} />
            </section>
            <section className="card after" aria-labelledby="history-title" id="history">
              <h2 id="history-title">{t('lead.history')}</h2>
              <Changes changes={lead.history} leadId={lead.id} />
            </section>
            <MergedLeads lead={lead} />
          </div>
        </div>
        <div className="sheet-right">
          <div className="sheet-b">
            <div id="match"><MatchCard match={lead.match} /></div>
            <ReviewSection key={lead.id} lead={lead} onLatest={latest} />
            <Suspense fallback={<Waiting />}><SitingPanel key={`siting ${lead.id}`} lead={lead} /></Suspense>
            <Suspense fallback={<Waiting />}><MoneyAndPeople key={`money ${lead.id}`} lead={lead} /></Suspense>
          </div>
          <div className="sheet-c">
            <PeoplePanel lead={lead} />
            <FirstReportSection lead={lead} />
            <CommentsPanel key={`comments ${lead.id}`} leadId={lead.id} />
            <AttachmentsPanel key={`files ${lead.id}`} lead={lead} />
          </div>
        </div>
      </div>
      {merging && <Suspense><MergeLead lead={lead} onClose={() => setMerging(false)} onLatest={latest} /></Suspense>}
      {editing && <EditLead lead={editing} onClose={() => setEditing(undefined)} onLatest={latest} />}
    </>
  )
}

const Waiting = () => <div className="card after" aria-hidden><Skeleton active paragraph={{ rows: 3 }} /></div>

/** What there is on the page, with how much of it. */
function Sections({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const { mayReview } = useMe()
  const comments = useComments(lead.id).data?.items.filter((c) => !c.removed).length
  const files = useAttachments(lead.id).data?.items.filter((f) => !f.removedBy).length
  const ledger = hasLedger(lead)
  const all: (PageSection | false | undefined | '')[] = [
    { id: 'match', name: t('leadPage.nav.match') },
    (lead.review ?? mayReview) && { id: 'review', name: t('leadPage.nav.review') },
    { id: 'facts', name: t('leadPage.nav.facts') },
    { id: 'people', name: t('leadPage.nav.people') },
    lead.firstReport && { id: 'firstReport', name: t('leadPage.nav.firstReport') },
    { id: 'followUps', name: t('leadPage.nav.followUps'), count: lead.followUps?.length },
    ledger && { id: 'ledger', name: t('leadPage.nav.ledger') },
    ledger && { id: 'problems', name: t('leadPage.nav.problems'), count: lead.ledger.problems.filter((p) => !p.solvedAt).length },
    { id: 'comments', name: t('leadPage.nav.comments'), count: comments },
    { id: 'files', name: t('leadPage.nav.files'), count: files },
    { id: 'rulings', name: t('leadPage.nav.rulings'), count: lead.rulings?.length },
    { id: 'siting', name: t('leadPage.nav.ground') },
    { id: 'timeline', name: t('leadPage.nav.timeline') },
    { id: 'history', name: t('leadPage.nav.history') },
  ]
  return <SectionNav sections={all.filter((s): s is PageSection => !!s)} />
}
