import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { statusOf } from '@/shared/api/problem'
import type { Lead, ReviewIn } from '@/shared/api/types'
import { formatTime } from '@/shared/format'
import { bodyPath, type LeadField } from '@/shared/lead-fields'
import { Button } from '@/shared/ui/button'
import { ProblemNotice, Say } from '@/shared/ui/notice'
import type { Returned } from './queue'

function useDecision() {
  const { t } = useTranslation()
  return ({ decision, segment, link, park, reason }: Partial<ReviewIn>) => {
    const name = decision === 'accept' || decision === 'change' || decision === 'refuse' ? t(`review.decided.${decision}`) : decision ?? ''
    const where = decision === 'change' ? [[segment, link].filter(Boolean).join(' › '), park].filter(Boolean).join(' · ') : ''
    return [name, where, reason].filter(Boolean).join(t('common.sep'))
  }
}

/** A decision that was not taken: what the others did, what mine was, and what to do. */
export function Back({ returned: { body, error, latest }, lead, onAgain, onLook, onLeave }: { returned: Returned; lead: Lead; onAgain: () => void; onLook: () => void; onLeave: () => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const said = useDecision()
  if (statusOf(error) !== 412 || !latest) return <ProblemNotice title={t('queue.failedTitle')} error={error} action={<><span>{t('queue.mine')}{t('common.colon')}{said(body)}</span> <Button size="small" kind="primary" onClick={onAgain}>{t('queue.again')}</Button><Button size="small" onClick={onLook}>{t('queue.lookAgain')}</Button></>} />
  const theirs = latest.review
  const last = latest.history.at(-1)
  const fields = (last?.fields ?? []).map((f) => (Object.keys(bodyPath) as (LeadField | 'text')[]).find((name) => bodyPath[name] === f.field)).filter((f) => f !== undefined).map((f) => t(`field.${f}`))
  return (
    <Say title={t('queue.conflictTitle')}>
      <p>{t('queue.conflictText')}</p>
      <dl className="queue-sides">
        <div><dt>{t('queue.theirs')}</dt><dd>{theirs
          ? t('queue.theirsReview', { by: names(theirs.by), decision: said(theirs as Partial<ReviewIn>) })
          : last && t(fields.length > 0 ? 'queue.theirsChange' : 'queue.theirsOther', { by: names(last.by), time: formatTime(last.at), fields: fields.join(t('common.comma')) })}</dd></div>
        <div><dt>{t('queue.mine')}</dt><dd>{said(body)}</dd></div>
      </dl>
      <div className="actions">
        <Button size="small" kind="primary" onClick={onAgain}>{t('queue.keepMine')}</Button>
        {theirs ? <Button size="small" onClick={onLeave}>{t('queue.takeTheirs')}</Button> : <Button size="small" onClick={onLook}>{t('queue.lookAgain')}</Button>}
      </div>
      <span className="sr-only">{lead.name}</span>
    </Say>
  )
}

/** Somebody has decided since the list was made. */
export function Already({ lead, onLeave }: { lead: Lead; onLeave: () => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const said = useDecision()
  const { review } = lead
  if (!review) return null
  return <Say tone="plain" title={t('queue.already', { by: names(review.by), decision: said(review as Partial<ReviewIn>) })}><div className="actions"><Button size="small" onClick={onLeave}>{t('queue.leave')}</Button></div></Say>
}
