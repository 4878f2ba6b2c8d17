import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lead, Progress, StageSpan } from '@/shared/api/types'
import { isOnWay, useStageLabel, way } from '@/shared/stages'
import { ProblemNotice } from '@/shared/ui/notice'
import { StageTag, Tag } from '@/shared/ui/tag'
import { MoveStage } from '@/shared/stage-move/move-stage'
import { FollowUpForm } from './follow-ups'
import { useProgress } from './progress-requests'
import { Standing } from './standing'

/** Where the lead stands: the way with the time spent in each stage, what is due, and what can be done about it. */
export function ProgressCard({ lead, onLatest }: { lead: Lead; onLatest: (lead: Lead) => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useProgress(lead.id, lead.rev)
  const [open, setOpen] = useState<'stage' | 'followUp'>()
  return (
    <section className="card progress" aria-labelledby="progress-title" id="progress">
      <div className="card-head">
        <h2 id="progress-title">{t('progress.title')}</h2>
        {data && (
          <div className="actions">
            {data.mayWrite && <Button onClick={() => setOpen('followUp')}>{t('progress.followUp')}</Button>}
            {data.mayWrite && <Button type="primary" onClick={() => setOpen('stage')}>{t('progress.move')}</Button>}
          </div>
        )}
      </div>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {data && <StageBar lead={lead} progress={data} />}
      {data && <Standing lead={lead} progress={data} />}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {open === 'stage' && data && <MoveStage lead={lead} progress={data} onClose={() => setOpen(undefined)} onLatest={onLatest} />}
      {open === 'followUp' && data && <FollowUpForm lead={lead} today={data.today} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

function StageBar({ lead, progress }: { lead: Lead; progress: Progress }) {
  const { t } = useTranslation()
  const label = useStageLabel()
  const now = progress.spans[progress.spans.length - 1]
  const left = now && !isOnWay(now.stage) ? now : undefined
  // A stage may be come back to after a rest: its time is that of all its spans.
  const timeIn = (stage: string) => progress.spans.filter((s) => s.stage === stage)
  const days = (spans: StageSpan[]) => spans.reduce((sum, s) => sum + s.days, 0)
  const reached = Math.max(...progress.spans.map((s) => way.findIndex((w) => w === s.stage)))
  return (
    <>
      <ol className="stage-bar">
        {way.map((stage, i) => {
          const spans = timeIn(stage)
          const first = spans[0]
          const here = lead.stage === stage
          const state = here ? 'here' : i <= reached ? (first ? 'done' : 'skipped') : 'ahead'
          return (
            <li key={stage} className={state} aria-current={here ? 'step' : undefined}>
              <strong>{label(stage)}</strong>
              {first ? (
                <span className="fine">
                  <time dateTime={first.from}>{first.from}</time>
                  <span>{here ? t('progress.soFar', { days: days(spans) }) : t('progress.days', { days: days(spans) })}</span>
                  {spans.some((s) => s.unproven) && <Tag tone="warn">{t('progress.unproven')}</Tag>}
                </span>
              ) : <span className="fine sr-only">{t('progress.notYet')}</span>}
            </li>
          )
        })}
      </ol>
      {left && (
        <p className="tags off-way">
          <StageTag stage={left.stage} />
          <span><time dateTime={left.from}>{left.from}</time> · {t('progress.soFar', { days: left.days })}</span>
          <span>{reasonOf(progress)}</span>
        </p>
      )}
    </>
  )
}

/** Why the lead left the way. */
function reasonOf(progress: Progress): string {
  const last = progress.stages[progress.stages.length - 1]
  return [last?.lostReason ?? last?.reason, last?.note].filter(Boolean).join(' · ')
}
