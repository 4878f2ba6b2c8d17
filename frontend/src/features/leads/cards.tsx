import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { LeadRow } from '@/shared/api/types'
import { formatTime, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { paths } from '@/shared/paths'
import { isLit, LampWhy } from '@/shared/ui/lamp'
import { DemoTag, ReviewedTag } from '@/shared/ui/tag'
import { ClaimButton, type ClaimRow } from './pool'
import type { Selection } from './selection'
import { Standing, Where } from './standing'

/** The list on a phone: what the table's row says, one under the other. */
export function LeadCards({ items, claim, selection }: { items: LeadRow[]; claim: ClaimRow | undefined; selection: Selection | undefined }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <ul className="lead-cards" aria-label={t('leads.table')}>
      {items.map((lead) => (
        <li key={lead.id} className="card">
          <div className="line">
            <span>
              {selection && <Checkbox className="choose-card" checked={selection.ids.includes(lead.id)} aria-label={t('leadsWork.choose', { name: lead.name })} onChange={(event) => selection.one(lead.id, event.target.checked, items.map((one) => one.id), event.nativeEvent.shiftKey)} />}
              <Link to={paths.lead(lead.id)} className="strong">{lead.name}</Link>
            </span>
            <span className="tags">{lead.reviewed && <ReviewedTag />}{lead.demo && <DemoTag />}<Standing lead={lead} lampElsewhere /></span>
          </div>
          {isLit(lead.lamp) && <div><LampWhy lamp={lead.lamp} /></div>}
          {lead.enterprise.name && <div>{lead.enterprise.name}</div>}
          <div><Where lead={lead} /></div>
          {lead.park && <div>{lead.park}</div>}
          <div className="line quiet">
            <span>{[formatWan(lead.investmentWan, currentLanguage()), lead.owner ? names(lead.owner) : t('finding.pool')].filter(Boolean).join(' · ')}</span>
            <time dateTime={lead.updatedAt}>{formatTime(lead.updatedAt)}</time>
          </div>
          {claim && <div><ClaimButton lead={lead} claim={claim} /></div>}
        </li>
      ))}
    </ul>
  )
}
