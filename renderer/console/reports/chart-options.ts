import type { EChartsCoreOption } from 'echarts/core'
import type { ColumnKind } from '../../../core/report/columns.ts'
import { palettes } from '../../ui/colours.ts'

/** One series of a chart, as numbers and as words. */
export interface ChartSeries {
  readonly name: string
  readonly values: readonly (number | null)[]
  /** How a value is written, in the axis and beside the pointer. */
  readonly write: (value: number) => string
}

/** What a chart draws: bars, and points of another measure of the same unit beside them. */
export interface ChartData {
  readonly labels: readonly string[]
  readonly bars: ChartSeries
  readonly points: ChartSeries | null
  /** Names down the side and bars to the right, for rows; else along time. */
  readonly sideways: boolean
  readonly kind: ColumnKind
}

const { light } = palettes
const family =
  '"Noto Sans SC Variable", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
const small = { fontFamily: family, fontSize: 13, color: light.muted } as const
/** Bars and points keep at least 3 : 1 on the page (WCAG 1.4.11), and differ in shape as well as in colour. */
const barColour = light.civic
const pointColour = light.level2

/** The chart's description for the library. No animation: it shows no cause. */
export function chartOption(data: ChartData): EChartsCoreOption {
  const { bars, points, sideways } = data
  const names = {
    type: 'category',
    data: [...data.labels],
    inverse: sideways,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: light.edge } },
    axisLabel: sideways
      ? { ...small, color: light.ink, width: 150, overflow: 'truncate', interval: 0 }
      : { ...small, hideOverlap: true },
  }
  const values = {
    type: 'value',
    min: 0,
    ...(data.kind === 'share' ? { max: 1, interval: 0.25 } : { splitNumber: 4 }),
    splitLine: { lineStyle: { color: light.line } },
    axisLabel: { ...small, formatter: bars.write, hideOverlap: true },
  }
  const line = (series: ChartSeries, kind: object): object => ({
    name: series.name,
    data: series.values.map((value) => value ?? '-'),
    tooltip: { valueFormatter: (value: unknown) => (typeof value === 'number' ? series.write(value) : '—') },
    ...kind,
  })
  return {
    animation: false,
    textStyle: { fontFamily: family },
    aria: { enabled: false },
    grid: {
      left: 4,
      right: sideways ? 28 : 8,
      top: points ? 36 : 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: {
      show: points !== null,
      left: 0,
      top: 0,
      itemGap: 20,
      itemWidth: 16,
      itemHeight: 10,
      selectedMode: false,
      textStyle: { ...small, color: light.ink },
    },
    tooltip: {
      trigger: 'axis',
      // Drawn on the canvas: the page's policy allows no styles in markup.
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: 'shadow', shadowStyle: { color: 'rgb(11 66 99 / 0.08)' } },
      backgroundColor: light.surface,
      borderColor: light.edge,
      borderWidth: 1,
      textStyle: { ...small, color: light.ink },
    },
    xAxis: sideways ? values : names,
    yAxis: sideways ? names : values,
    series: [
      line(bars, { type: 'bar', itemStyle: { color: barColour }, barMaxWidth: sideways ? 14 : 36 }),
      ...(points === null
        ? []
        : [
            line(points, {
              // People of days that are closed are none: no line falls to them and rises again.
              type: sideways || data.kind === 'count' ? 'scatter' : 'line',
              symbol: sideways ? 'diamond' : 'circle',
              symbolSize: sideways ? 11 : data.kind === 'count' ? 9 : 7,
              itemStyle: { color: pointColour, borderColor: light.surface, borderWidth: 1 },
              lineStyle: { color: pointColour, width: 2 },
            }),
          ]),
    ],
  }
}
