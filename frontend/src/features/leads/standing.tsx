import { useTranslation } from 'react-i18next'
import type { LeadRow } from '@/shared/api/types'
import { isLit, LampTag } from '@/shared/ui/lamp'
import { StageTag, Tag } from '@/shared/ui/tag'
import { inWords } from '@/shared/words'

/** The stage, and what is not in order about it. */
export function Standing({ lead, lampElsewhere }: { lead: LeadRow; lampElsewhere?: boolean }) {
  const { t } = useTranslation()
  const late = lead.next?.late ?? 0
  return (
    <span className="tags">
      <StageTag stage={lead.stage} />
      {!lampElsewhere && isLit(lead.lamp) && <LampTag colour={lead.lamp.colour} title={lead.lamp.reasons.map(inWords).join(t('common.sep'))} />}
      {lead.unproven && <Tag tone="warn">{t('progress.unproven')}</Tag>}
      {late > 0 && <Tag tone="bad" title={t('progress.late', { days: late })}>{t('progress.lateShort', { days: late })}</Tag>}
    </span>
  )
}

export function Where({ lead }: { lead: LeadRow }) {
  const { t } = useTranslation()
  if (!lead.segment) return <span className="quiet">{t('leads.noFit')}</span>
  return <>{lead.segment}{lead.link && <span className="quiet"> › {lead.link}</span>}</>
}
