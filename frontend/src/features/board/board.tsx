import { Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { BatchRow, Figures, GroupSums, Rate, Sums } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatShare, formatWan } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { useStageLabel } from '@/shared/stages'
import { paths } from '@/shared/paths'
import { isColour, LampTag } from '@/shared/ui/lamp'
import { LinkButton } from '@/shared/ui/link-button'
import { ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { groups, lists, parts, readBoard, sameList, writeBoard, type BoardState, type Group, type ListName, type Part, type StandingOf } from './board-state'
import { PeriodChoice } from './period-choice'
import { useFigures } from './requests'
import { Rows, RowsDrawer, type Opened } from './rows'
import { shortPeriod, Trend } from './trend'
import './board.css'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('batches.board.title'))
  const [params, setParams] = useSearchParams()
  const state = readBoard(params)
  const { data, error, isPlaceholderData, refetch } = useFigures(state)
  const [opened, setOpened] = useState<Opened>()
  const unitName = useUnitName()
  const change = (part: Partial<BoardState>) => setParams(writeBoard({ ...state, ...part }))
  const query = writeBoard(state).toString()
  return (
    <>
      <PageHead title={t('batches.board.title')} line={t('batches.board.line')} actions={<LinkButton to={query ? `${paths.wall}?${query}` : paths.wall}>{t('batches.board.wall')}</LinkButton>} />
      <PeriodChoice state={state} figures={data} onChange={change} />
      {groups.some((g) => state.narrowed[g]) && (
        <p className="actions form-line">
          {groups.flatMap((g) => (state.narrowed[g] ?? []).map((value) => (
            <button key={g + value} type="button" className="chip" onClick={() => change({ narrowed: without(state, g, value) })}>{t('batches.board.widen', { value: nameOf(g, value, unitName) || t('batches.unset') })} ×</button>
          )))}
        </p>
      )}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 8 }} /></div>}
      {data && <div className={isPlaceholderData ? 'stale' : undefined} aria-busy={isPlaceholderData}><Board figures={data} state={state} onOpen={setOpened} onNarrow={(group, values) => change({ narrowed: { ...state.narrowed, [group]: values } })} /></div>}
      {opened && <RowsDrawer opened={opened} state={state} onClose={() => setOpened(undefined)} />}
    </>
  )
}

function without(state: BoardState, group: Group, value: string): BoardState['narrowed'] {
  const left = (state.narrowed[group] ?? []).filter((v) => v !== value)
  return { ...state.narrowed, [group]: left.length > 0 ? left : undefined }
}

const nameOf = (group: Group | 'chain', value: string, unitName: (id: string) => string) => (group === 'unit' ? unitName(value) : value)

type Open = (opened: Opened) => void

function Board({ figures, state, onOpen, onNarrow }: { figures: Figures; state: BoardState; onOpen: Open; onNarrow: (group: Group, values: string[]) => void }) {
  const { t } = useTranslation()
  const nothing = parts.every((part) => figures[part].count === 0)
  return (
    <div className="board">
      {nothing && <div className="card" role="status"><h2>{t('batches.board.emptyTitle')}</h2><p className="quiet">{t('batches.board.emptyText')}</p></div>}
      <div className="batches">{parts.map((part) => <BatchCard key={part} part={part} figures={figures} onOpen={onOpen} />)}</div>
      <section className="card" aria-labelledby="trend-title">
        <h2 id="trend-title">{t('batches.board.trend')}</h2>
        <Trend figures={figures} />
        <TrendTable trend={figures.trend} onOpen={onOpen} />
      </section>
      <SixLists figures={figures} />
      <Rates figures={figures} onOpen={onOpen} />
      <Groups figures={figures} narrowed={state.narrowed} onOpen={onOpen} onNarrow={onNarrow} />
      <Standing figures={figures} state={state} onOpen={onOpen} />
    </div>
  )
}

/** A number that opens its projects. */
function Number({ count, what, onOpen }: { count: number; what: string; onOpen: () => void }) {
  const { t } = useTranslation()
  if (count === 0) return <span className="number quiet">0</span>
  return <button type="button" className="figure number" aria-label={`${count} ${t('batches.open', { what })}`} onClick={onOpen}>{count}</button>
}

function BatchCard({ part, figures, onOpen }: { part: Part; figures: Figures; onOpen: Open }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const batch = figures[part]
  const name = t(`batches.batch.${part}`)
  const delta = (was: number) => {
    const d = batch.count - was
    return d > 0 ? t('batches.board.more', { count: d }) : d < 0 ? t('batches.board.less', { count: -d }) : t('batches.board.same')
  }
  const beside = (label: string, sums: Sums, compared: boolean) => (
    <div>
      <dt>{label}</dt>
      <dd>
        <Number count={sums[part].count} what={`${name} ${label}`} onOpen={() => onOpen({ title: `${name} · ${label}`, ask: { period: sums.period, part, count: sums[part].count } })} />{' '}
        <span className="quiet">{[formatWan(sums[part].investmentWan, language), compared && delta(sums[part].count)].filter(Boolean).join(' · ')}</span>
      </dd>
    </div>
  )
  return (
    <section className={`card batch ${part}`} aria-labelledby={`batch-${part}`}>
      <h2 id={`batch-${part}`}>{name}</h2>
      <p className="big"><Number count={batch.count} what={name} onOpen={() => onOpen({ title: name, rows: batch.leads })} /> <span>{t('batches.piece')}</span></p>
      <p className="amount number">{formatWan(batch.investmentWan, language) || '—'}</p>
      <dl>
        {beside(t('batches.board.before'), figures.before, true)}
        {beside(t('batches.board.yearBefore'), figures.yearBefore, true)}
        {beside(t('batches.board.year'), figures.yearToDate, false)}
      </dl>
    </section>
  )
}

function TrendTable({ trend, onOpen }: { trend: readonly Sums[]; onOpen: Open }) {
  const { t } = useTranslation()
  return (
    <details>
      <summary>{t('batches.board.trendTable')}</summary>
      <div className="scroll">
        <table className="plain-table">
          <thead><tr><th scope="col">{t('batches.board.period')}</th>{parts.map((part) => <th key={part} scope="col">{t(`batches.batch.${part}`)}</th>)}</tr></thead>
          <tbody>
            {trend.map((sums) => (
              <tr key={sums.period.from}>
                <th scope="row" className="number">{t('batches.to', sums.period)}</th>
                {parts.map((part) => <SumCell key={part} sum={sums[part]} what={`${t(`batches.batch.${part}`)} ${shortPeriod(sums.period)}`} onOpen={() => onOpen({ title: t(`batches.batch.${part}`), ask: { period: sums.period, part, count: sums[part].count } })} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function SumCell({ sum, what, onOpen }: { sum: Sums['signed']; what: string; onOpen: () => void }) {
  return <td><Number count={sum.count} what={what} onOpen={onOpen} /> <span className="quiet number">{formatWan(sum.investmentWan, currentLanguage())}</span></td>
}

function SixLists({ figures }: { figures: Figures }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<ListName>('unstarted')
  const rowsOf = (name: ListName): readonly BatchRow[] => (name === 'late' ? figures.late : figures.lists[name])
  const hint = chosen === 'unstarted' ? t('batches.board.unstartedHint') : chosen === 'late' ? t('batches.board.lateHint') : ''
  return (
    <section className="card" aria-labelledby="lists-title">
      <h2 id="lists-title">{t('batches.board.lists')}</h2>
      <div className="chooser" role="group" aria-label={t('batches.board.lists')}>
        {lists.map((name) => <button key={name} type="button" aria-pressed={name === chosen} onClick={() => setChosen(name)}>{t(`batches.board.list.${name}`)} <span className="number">{rowsOf(name).length}</span></button>)}
      </div>
      {hint && <p className="quiet form-line">{hint}</p>}
      <Rows rows={rowsOf(chosen)} label={t(`batches.board.list.${chosen}`)} unstarted={chosen === 'unstarted'} />
    </section>
  )
}

const cohorts = ['period', 'year', 'all'] as const
const rateNames = { started: 'signed', producing: 'started', atCapacity: 'producing' } as const satisfies Record<keyof Figures['rates'], Part>

function Rates({ figures, onOpen }: { figures: Figures; onOpen: Open }) {
  const { t } = useTranslation()
  const stage = useStageLabel()
  const names = ['started', 'producing', 'atCapacity'] as const
  const of = (name: (typeof names)[number], rate: Rate, title: string): Opened => ({
    title, ask: { period: rate.cohort, part: rateNames[name], count: rate.of },
    mark: (row) => t(rate.reachedIds.includes(row.id) ? 'batches.board.reached' : 'batches.board.notReached', { stage: stage(rate.stage) }),
  })
  return (
    <section className="card" aria-labelledby="rates-title">
      <h2 id="rates-title">{t('batches.board.rates')}</h2>
      <div className="rates">
        {names.map((name) => (
          <div key={name}>
            <h3>{t(`batches.board.rate.${name}`)}</h3>
            <ul>
              {cohorts.map((cohort) => {
                const rate = figures.rates[name][cohort]
                const words = t(`batches.board.cohort.${cohort}`, { stage: stage(rate.from) })
                return (
                  <li key={cohort}>
                    <span className="quiet">{words}</span>
                    {rate.rate === null ? <span className="quiet">{t('batches.board.ofNone')}</span> : (
                      <span>
                        <strong className="number">{formatShare(rate.rate)}</strong>{' '}
                        <button type="button" className="plain-button" onClick={() => onOpen(of(name, rate, `${t(`batches.board.rate.${name}`)} · ${words}`))}>{t('batches.board.ofThem', { of: rate.of, reached: rate.reached, stage: stage(rate.stage) })}</button>
                        {rate.ofWan > 0 && <span className="fine"> {t('batches.board.byWan', { percent: formatShare(rate.reachedWan / rate.ofWan) })}</span>}
                      </span>
                    )}
                  </li>
                )
              })}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}

function Groups({ figures, narrowed, onOpen, onNarrow }: { figures: Figures; narrowed: BoardState['narrowed']; onOpen: Open; onNarrow: (group: Group, values: string[]) => void }) {
  const { t } = useTranslation()
  const unitName = useUnitName()
  const [group, setGroup] = useState<Group | 'chain'>('industry')
  const rows: readonly GroupSums[] = figures.by[group] ?? []
  return (
    <section className="card" aria-labelledby="by-title">
      <h2 id="by-title">{t('batches.board.by')}</h2>
      <div className="chooser" role="group" aria-label={t('batches.board.by')}>
        {(['chain', ...groups] as const).map((g) => <button key={g} type="button" aria-pressed={g === group} onClick={() => setGroup(g)}>{t(`batches.board.group.${g}`)}</button>)}
      </div>
      {rows.length === 0 ? <p className="quiet">{t('batches.board.noGroups')}</p> : (
        <div className="scroll">
          <table className="plain-table">
            <thead><tr><th scope="col">{t('batches.board.value')}</th>{parts.map((part) => <th key={part} scope="col">{t(`batches.batch.${part}`)}</th>)}</tr></thead>
            <tbody>
              {rows.map((sums) => {
                const name = nameOf(group, sums.value, unitName) || t('batches.unset')
                // A chain is narrowed to by its segments; leads that are on none are no chain.
                const narrow = group === 'chain' ? () => onNarrow('segment', sums.segments ?? []) : () => onNarrow(group, [sums.value])
                const rowsOf = (part: Part) => figures[part].leads.filter((row) => (group === 'chain' ? sums.segments?.includes(row.segment) : row[group] === sums.value))
                return (
                  <tr key={sums.value}>
                    <th scope="row">{sums.value && !narrowed[group === 'chain' ? 'segment' : group] ? <button type="button" className="figure" aria-label={t('batches.board.narrow', { value: name })} onClick={narrow}>{name}</button> : name}</th>
                    {parts.map((part) => <SumCell key={part} sum={sums[part]} what={`${t(`batches.batch.${part}`)} ${name}`} onOpen={() => onOpen({ title: `${t(`batches.batch.${part}`)} · ${name}`, rows: rowsOf(part) })} />)}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Standing({ figures, state, onOpen }: { figures: Figures; state: BoardState; onOpen: Open }) {
  const { t } = useTranslation()
  const stage = useStageLabel()
  const most = Math.max(1, ...figures.funnel.map((s) => s.count))
  const open = (title: string, of: StandingOf) => onOpen({ title, standing: { of, list: sameList(state, figures, of) } })
  return (
    <section className="card" aria-labelledby="funnel-title">
      <h2 id="funnel-title">{t('batches.board.funnel')}</h2>
      <p className="quiet form-line">{t('batches.board.funnelHint')}</p>
      <ul className="funnel">
        {figures.funnel.map((s) => (
          <li key={s.stage}>
            <span>{stage(s.stage)}</span>
            <span className="funnel-bar"><span style={{ width: `${(100 * s.count) / most}%` }} /></span>
            <span><Number count={s.count} what={stage(s.stage)} onOpen={() => open(stage(s.stage), { stage: s.stage as StandingOf['stage'] })} /> <span className="quiet number">{formatWan(s.investmentWan, currentLanguage())}</span></span>
          </li>
        ))}
      </ul>
      <h3 className="spaced">{t('batches.board.lamps')}</h3>
      <ul className="tags">
        {figures.lamps.flatMap(({ colour, count }) => {
          if (!isColour(colour)) return []
          const name = t(`lamp.${colour}`)
          return [<li key={colour}><LampTag colour={colour} /> <strong><Number count={count} what={name} onOpen={() => open(name, { lamp: colour })} /></strong></li>]
        })}
      </ul>
    </section>
  )
}
