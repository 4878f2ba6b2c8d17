import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { JobRun, JobStatus } from '@/shared/api/types'
import { formatTime } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag, type Tone } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { inWords } from '@/shared/words'
import { AdminsOnly } from './admins-only'
import './jobs.css'
import { useJobs, useRunJob, useRuns } from './requests'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('jobs.title'))
  return <AdminsOnly><Jobs /></AdminsOnly>
}

function Jobs() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useJobs()
  const toast = useToast()
  const run = useRunJob()
  return (
    <>
      <PageHead title={t('jobs.title')} line={t('jobs.line')} />
      {run.error && <ProblemNotice title={t('jobs.failed')} error={run.error} />}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {data?.items.length === 0 && <Nothing title={t('jobs.empty')} text={t('jobs.emptyText')} />}
      {data && data.items.length > 0 && (
        <ul className="job-list" aria-label={t('jobs.list')}>
          {data.items.map((job) => (
            <li key={job.name} className="card">
              <Job job={job} asking={run.isPending && run.variables === job.name} onRun={() => run.mutate(job.name, { onSuccess: () => toast(t('jobs.asking')) })} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Job({ job, asking, onRun }: { job: JobStatus; asking: boolean; onRun: () => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const last = job.runs[0]
  return (
    <>
      <div className="job-head">
        <div>
          <h2>{inWords(job.what)}</h2>
          <p className="quiet"><code>{job.name}</code> · {inWords(job.when)} · {job.nextDue ? t('jobs.next', { time: formatTime(job.nextDue) }) : t('jobs.never')}</p>
        </div>
        <div className="actions">
          <Button loading={asking} disabled={job.asked} onClick={onRun} aria-label={`${t('jobs.run')}${t('common.colon')}${job.name}`}>{t(job.asked ? 'jobs.asked' : 'jobs.run')}</Button>
        </div>
      </div>
      {job.late && <p className="warnings">{t('jobs.waitingLong')}</p>}
      {last ? <Outcome run={last} /> : <p className="quiet">{t('jobs.noRuns')}</p>}
      {last && (
        <button type="button" className="plain-button" aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'jobs.hide' : 'jobs.history')}</button>
      )}
      {open && <Runs job={job} />}
    </>
  )
}

const tones: Record<JobRun['state'], Tone> = { asked: 'plain', running: 'accent', done: 'good', failed: 'warn' }

function Outcome({ run }: { run: JobRun }) {
  const { t } = useTranslation()
  return (
    <p className="job-outcome">
      <Tag tone={tones[run.state]}>{t(`jobs.state.${run.state}`)}</Tag>
      <time className="number quiet" dateTime={run.startedAt ?? run.due}>{formatTime(run.startedAt ?? run.due)}</time>
      <span>{inWords(run.state === 'failed' ? run.error : run.result)}{run.tryAgainAt && <span className="quiet"> · {t('jobs.again', { time: formatTime(run.tryAgainAt) })}</span>}</span>
    </p>
  )
}

function Runs({ job }: { job: JobStatus }) {
  const { t } = useTranslation()
  const names = useNames()
  const { data, error, refetch } = useRuns(job.name)
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  return (
    <div className="job-runs">
      <table aria-label={t('jobs.runs', { name: job.name })}>
        <thead><tr><th>{t('jobs.due')}</th><th>{t('jobs.cause')}</th><th>{t('jobs.result')}</th><th>{t('jobs.duration')}</th></tr></thead>
        <tbody>
          {(data?.items ?? job.runs).map((run) => (
            <tr key={run.id}>
              <td className="number">{formatTime(run.due)}</td>
              <td>{t(`jobs.causes.${run.cause}`, { by: names(run.by ?? '') })}</td>
              <td>
                <Tag tone={tones[run.state]}>{t(`jobs.state.${run.state}`)}</Tag> {inWords(run.state === 'failed' ? run.error : run.result)}
                {run.tries > 1 && <span className="quiet"> · {t('jobs.tries', { count: run.tries })}</span>}
              </td>
              <td className="number">{run.endedAt ? t('jobs.seconds', { count: Math.round(run.durationMs / 100) / 10 }) : t('common.none')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
