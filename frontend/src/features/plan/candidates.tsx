import { Button, Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { Candidate } from '@/shared/api/types'
import { formatPercent } from '@/shared/format'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { ReviewedTag, StageTag, Tag } from '@/shared/ui/tag'
import { useCandidates, type Seeker } from './requests'

const step = 20

/** Who fits a link or a park: leads first, then the firms that the plan names. Fetched when first opened. */
export default function Candidates({ onClose, ...seeker }: Seeker & { onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const { data, error, isPending, refetch } = useCandidates(seeker)
  const leads = data?.items.filter((c) => c.kind === 'lead') ?? []
  const firms = data?.items.filter((c) => c.kind !== 'lead') ?? []
  const title = t(seeker.of === 'link' ? 'candidates.linkOf' : 'candidates.parkOf', { name: seeker.name })
  return (
    <Drawer open onClose={onClose} title={title} size={560} closable={{ 'aria-label': t('candidates.close') }}>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data && data.items.length === 0 && (
        <Nothing title={t('candidates.emptyTitle')} text={t(me.mayWriteLeads ? 'candidates.emptyWriter' : 'candidates.emptyReader')}
          action={me.mayWriteLeads && <LinkButton type="primary" to={paths.capture}>{t('leads.write')}</LinkButton>} />
      )}
      {data && data.items.length > 0 && (
        <div className="candidates">
          <section aria-labelledby="candidate-leads">
            <h3 id="candidate-leads">{t('candidates.leads', { count: leads.length })}</h3>
            {leads.length === 0 ? <p className="quiet">{t('candidates.noLeads')}</p> : <Leads leads={leads} />}
          </section>
          {firms.length > 0 && (
            <section aria-labelledby="candidate-firms">
              <h3 id="candidate-firms">{t('candidates.firms', { count: firms.length })}</h3>
              <ul>{firms.map((firm) => <li key={firm.id ?? firm.name}><Firm firm={firm} /></li>)}</ul>
            </section>
          )}
        </div>
      )}
    </Drawer>
  )
}

function Leads({ leads }: { leads: Candidate[] }) {
  const { t } = useTranslation()
  const names = useNames()
  const [limit, setLimit] = useState(step)
  return (
    <>
      <ul>
        {leads.slice(0, limit).map((lead) => (
          <li key={lead.id}>
            <div className="line">
              <Link to={paths.lead(lead.id ?? '')} className="strong">{lead.name}</Link>
              <span>{lead.reviewed && lead.score >= 1 ? t('candidates.byReview') : t('candidates.score', { percent: formatPercent(lead.score) })}</span>
            </div>
            {lead.enterprise && lead.enterprise !== lead.name && <div>{lead.enterprise}</div>}
            <div className="tags">
              {lead.stage && <StageTag stage={lead.stage} />}
              {lead.reviewed && <ReviewedTag />}
              {lead.owner && <span className="quiet">{t('field.owner')}{t('common.colon')}{names(lead.owner)}</span>}
            </div>
          </li>
        ))}
      </ul>
      {leads.length > limit && <Button onClick={() => setLimit(limit + step)}>{t('candidates.more', { count: leads.length - limit })}</Button>}
    </>
  )
}

function Firm({ firm }: { firm: Candidate }) {
  const { t } = useTranslation()
  return (
    <>
      <div className="line">
        {firm.id ? <Link to={paths.enterprise(firm.id)} className="strong">{firm.name}</Link> : <strong>{firm.name}</strong>}
        {firm.incumbent ? <Tag tone="good">{t('candidates.incumbent')}</Tag> : firm.source ? <Tag tone="accent">{t('candidates.planned')}</Tag> : null}
      </div>
      {firm.source && <div className="quiet">{t('plan.source')}{t('common.colon')}{firm.source}</div>}
    </>
  )
}
