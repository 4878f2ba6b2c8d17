import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Figures, Sums } from '@/shared/api/types'
import { parts } from './board-state'

const Chart = lazy(() => import('./chart')) // the charts' library comes with the first chart

/** A period as it stands below a bar: its first day, or the month or year that it is. */
export function shortPeriod({ from, to }: Sums['period']): string {
  if (from.endsWith('-01-01') && to.endsWith('-12-31') && from.slice(0, 4) === to.slice(0, 4)) return from.slice(0, 4)
  return from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) ? from.slice(0, 7) : from.slice(5)
}

export function Trend({ figures, wall }: { figures: Figures; wall?: boolean }) {
  const { t } = useTranslation()
  const { trend } = figures
  const periods = useMemo(() => trend.map((s) => shortPeriod(s.period)), [trend])
  const series = useMemo(() => parts.map((part) => ({ name: t(`batches.batch.${part}`), values: trend.map((s) => s[part].count) })), [trend, t])
  return (
    <Suspense fallback={<div className="chart" />}>
      <Chart label={t('batches.board.trend')} periods={periods} series={series} unit={t('batches.board.trendUnit')} wall={wall} />
    </Suspense>
  )
}
