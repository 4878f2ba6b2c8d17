import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useDark } from '@/shared/appearance'

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

export interface Series { name: string; values: number[] }

/** Bars of the batches over periods. What it says stands beside it as a table, so that it is a picture to a screen reader. */
export default function Chart({ label, periods, series, unit, wall = false }: { label: string; periods: string[]; series: Series[]; unit: string; wall?: boolean }) {
  const box = useRef<HTMLDivElement>(null)
  const night = useDark()
  useEffect(() => {
    if (!box.current) return
    const styles = getComputedStyle(box.current)
    const colour = (name: string) => styles.getPropertyValue(`--${name}`).trim()
    const text = wall ? '#c9d8dc' : colour('quiet')
    const size = wall ? 18 : 12
    const chart = init(box.current)
    chart.setOption({
      animation: false,
      color: wall ? ['#5cc8d6', '#f0b84f', '#6fd08c'] : [colour('chart-1'), colour('chart-2'), colour('chart-3')],
      textStyle: { fontFamily: styles.fontFamily },
      grid: { left: wall ? 56 : 36, right: 8, top: wall ? 56 : 44, bottom: wall ? 40 : 28 },
      legend: { top: 0, right: 0, textStyle: { color: text, fontSize: size } },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
      xAxis: { type: 'category', data: periods, axisLabel: { color: text, fontSize: size, hideOverlap: true }, axisLine: { lineStyle: { color: wall ? '#3a5058' : colour('edge') } }, axisTick: { show: false } },
      yAxis: { type: 'value', minInterval: 1, name: wall ? '' : unit, nameTextStyle: { color: text, align: 'left' }, axisLabel: { color: text, fontSize: size }, splitLine: { lineStyle: { color: wall ? '#24363d' : colour('line') } } },
      series: series.map(({ name, values }) => ({ name, type: 'bar', data: values, barMaxWidth: wall ? 32 : 20 })),
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [periods, series, unit, wall, night])
  return <div ref={box} className="chart" role="img" aria-label={label} />
}
