import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { formatShare, formatTime, formatWan } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { useStageLabel } from '@/shared/stages'
import { paths } from '@/shared/paths'
import { LampTag } from '@/shared/ui/lamp'
import { Loading } from '@/shared/ui/loading'
import { ProblemNotice } from '@/shared/ui/notice'
import { parts, readBoard, writeBoard } from './board-state'
import { minute, useFigures } from './requests'
import { whyOf } from './rows'
import { Trend } from './trend'
import './board.css'

const lateShown = 6

/** The board for the meeting room: nothing to press, renewed every minute, readable from the last row. */
export function Component() {
  const { t } = useTranslation()
  useTitle(t('batches.board.wall'))
  const [params] = useSearchParams()
  const state = readBoard(params)
  const stage = useStageLabel()
  const language = currentLanguage()
  const { data, error, dataUpdatedAt, refetch } = useFigures(state, minute)
  const query = writeBoard(state).toString()
  const exit = <Link to={query ? `${paths.board}?${query}` : paths.board} className="exit">{t('batches.wall.exit')}</Link>
  if (!data && error) return <main className="wall"><ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />{exit}</main>
  if (!data) return <main className="wall"><Loading /></main>
  const time = formatTime(new Date(dataUpdatedAt).toISOString())
  const rates = (['started', 'producing', 'atCapacity'] as const).map((name) => ({ name, rate: data.rates[name].all }))
  const most = Math.max(1, ...data.funnel.map((s) => s.count))
  return (
    <main className="wall">
      <header>
        <h1>{t('batches.board.title')}</h1>
        <p className="number">{t('batches.to', data.period)}{state.known === 'then' && ` · ${t('batches.board.then')}`}</p>
        <p className={error ? 'stale-note' : undefined} role="status">{t(error ? 'batches.wall.stale' : 'batches.wall.refreshed', { time })}</p>
        {exit}
      </header>
      <div className="wall-batches">
        {parts.map((part) => (
          <section key={part} className={part} aria-labelledby={`wall-${part}`}>
            <h2 id={`wall-${part}`}>{t(`batches.batch.${part}`)}</h2>
            <p className="digits">{data[part].count}</p>
            <p className="money">{formatWan(data[part].investmentWan, language) || '—'}</p>
            <p>{t('batches.board.before')} {data.before[part].count} · {t('batches.board.yearBefore')} {data.yearBefore[part].count} · {t('batches.board.year')} {data.yearToDate[part].count}</p>
          </section>
        ))}
      </div>
      <div className="wall-rest">
        <section aria-labelledby="wall-trend"><h2 id="wall-trend">{t('batches.board.trend')}</h2><Trend figures={data} wall /></section>
        <section aria-labelledby="wall-rates">
          <h2 id="wall-rates">{t('batches.board.rates')}</h2>
          <ul className="wall-rates">
            {rates.map(({ name, rate }) => (
              <li key={name}><span>{t(`batches.board.rate.${name}`)}</span><strong>{rate.rate === null ? '—' : formatShare(rate.rate)}</strong>
                <small>{rate.rate === null ? t('batches.board.ofNone') : `${t('batches.board.cohort.all', { stage: stage(rate.from) })} ${t('batches.board.ofThem', { of: rate.of, reached: rate.reached, stage: stage(rate.stage) })}`}</small></li>
            ))}
          </ul>
          <ul className="funnel">
            {data.funnel.filter((s) => s.count > 0).map((s) => <li key={s.stage}><span>{stage(s.stage)}</span><span className="funnel-bar"><span style={{ width: `${(100 * s.count) / most}%` }} /></span><span className="number">{s.count}</span></li>)}
          </ul>
        </section>
        <section aria-labelledby="wall-late">
          <h2 id="wall-late">{t('batches.wall.late')} <span className="number">{data.late.length}</span></h2>
          {data.late.length === 0 && <p>{t('batches.wall.none')}</p>}
          <ol className="wall-late">
            {data.late.slice(0, lateShown).map((row) => <li key={row.id}><LampTag colour={row.lamp} /> <span>{row.name}</span>{whyOf(row) && <small>{whyOf(row)}</small>}</li>)}
          </ol>
          {data.late.length > lateShown && <p>{t('batches.wall.more', { count: data.late.length - lateShown })}</p>}
        </section>
      </div>
    </main>
  )
}
