import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

export interface Series { name: string; values: number[] }

/** Bars of the batches over periods. What it says stands beside it as a table, so that it is a picture to a screen reader. */
export default function Chart({ label, periods, series, unit, dark = false }: { label: string; periods: string[]; series: Series[]; unit: string; dark?: boolean }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    const text = dark ? '#c9d8dc' : '#4f6067'
    const size = dark ? 18 : 12
    const chart = init(box.current)
    chart.setOption({
      animation: false,
      color: dark ? ['#5cc8d6', '#f0b84f', '#6fd08c'] : ['#0b6471', '#c77700', '#2f8f57'],
      textStyle: { fontFamily: getComputedStyle(box.current).fontFamily },
      grid: { left: dark ? 56 : 36, right: 8, top: dark ? 56 : 44, bottom: dark ? 40 : 28 },
      legend: { top: 0, right: 0, textStyle: { color: text, fontSize: size } },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
      xAxis: { type: 'category', data: periods, axisLabel: { color: text, fontSize: size, hideOverlap: true }, axisLine: { lineStyle: { color: dark ? '#3a5058' : '#b9c6ca' } }, axisTick: { show: false } },
      yAxis: { type: 'value', minInterval: 1, name: dark ? '' : unit, nameTextStyle: { color: text, align: 'left' }, axisLabel: { color: text, fontSize: size }, splitLine: { lineStyle: { color: dark ? '#24363d' : '#e6ecee' } } },
      series: series.map(({ name, values }) => ({ name, type: 'bar', data: values, barMaxWidth: dark ? 32 : 20 })),
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [periods, series, unit, dark])
  return <div ref={box} className="chart" role="img" aria-label={label} />
}
