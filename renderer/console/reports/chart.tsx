import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsType, init, use as install } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { type ReactNode, useEffect, useRef } from 'react'
import { type ChartData, chartOption } from './chart-options.ts'

install([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

/** A chart as a picture with a name, `height` pixels high; whoever cannot see it has its figures in the table beside it. */
export function Chart({
  data,
  label,
  height,
}: {
  data: ChartData
  label: string
  height: number
}): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const drawn = useRef<EChartsType | null>(null)
  useEffect(() => {
    const root = place.current
    if (root === null) return
    const chart = init(root, null, { renderer: 'canvas' })
    drawn.current = chart
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(root)
    return () => {
      watch.disconnect()
      drawn.current = null
      chart.dispose()
    }
  }, [])
  useEffect(() => {
    // Fonts first: a canvas does not draw itself again when they arrive.
    let wanted = true
    void document.fonts.ready.then(() => {
      if (!wanted) return
      drawn.current?.resize()
      drawn.current?.setOption(chartOption(data), { notMerge: true })
    })
    return () => {
      wanted = false
    }
  }, [data])
  return <div ref={place} className="report-chart" role="img" aria-label={label} style={{ height }} />
}
