import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

register([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

/** The straight path and what was, by year. It says nothing that the table beside it does not. */
export default function PathChart({ label, years, path, actual, names, unit }: { label: string; years: string[]; path: (number | null)[]; actual: (number | null)[]; names: [string, string]; unit: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    const text = '#4f6067'
    const chart = init(box.current)
    chart.setOption({
      animation: false,
      color: ['#8a9aa0', '#0b6471'],
      textStyle: { fontFamily: getComputedStyle(box.current).fontFamily },
      grid: { left: 48, right: 16, top: 44, bottom: 28 },
      legend: { top: 0, right: 0, textStyle: { color: text } },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
      xAxis: { type: 'category', data: years, axisLabel: { color: text }, axisLine: { lineStyle: { color: '#b9c6ca' } }, axisTick: { show: false } },
      yAxis: { type: 'value', scale: true, name: unit, nameTextStyle: { color: text, align: 'right' }, axisLabel: { color: text }, splitLine: { lineStyle: { color: '#e6ecee' } } },
      series: [
        { name: names[0], type: 'line', data: path, lineStyle: { type: 'dashed' }, symbol: 'none' },
        { name: names[1], type: 'line', data: actual, connectNulls: true, symbolSize: 8, lineStyle: { width: 3 } },
      ],
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [years, path, actual, names, unit])
  return <div ref={box} className="indicator-chart" role="img" aria-label={label} />
}
