import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import type { ReportColumn } from '../../../core/report/columns.ts'
import { type Language, useLanguage, useWords } from '../../ui/i18n.ts'
import { Loading } from '../../ui/states.tsx'
import type { ChartData, ChartSeries } from './chart-options.ts'
import { formatFigure, type Measure, measureColumns, titleOf } from './measures.ts'
import { CourseTable } from './report-table.tsx'
import { type Figures, type Report, rowName, stepLabel } from './tell-row.ts'
import { groupingWords, measureWords, reportWords } from './words.ts'

// The drawing library is larger than the rest of the console together: it comes when a chart is to be seen.
const Chart = lazy(() => import('./chart.tsx').then((module) => ({ default: module.Chart })))

/** Bars that a person still compares. */
const barsMost = 15
/** A course is so high, in pixels; bars that lie need so much each, and for their axis and legend. */
const chartHeights = { course: 280, bar: 26, aroundBars: 76 } as const
const times: readonly string[] = ['day', 'week', 'month', 'hour']

/** The course of the period, and its rows side by side, in one measure. */
export function ReportCharts({ report, measure }: { report: Report; measure: Measure }): ReactNode {
  const say = useWords(reportWords)
  const sayBy = useWords(groupingWords)
  const sayMeasure = useWords(measureWords)
  const { language } = useLanguage()
  const { bars, points } = measureColumns[measure]
  const { step, steps } = report.course
  const what = sayMeasure(measure)
  const course = useMemo((): ChartData => {
    const series = seriesOf(
      steps.map(({ figures }) => figures),
      language,
    )
    return {
      labels: steps.map(({ at }) => stepLabel(at, step)),
      bars: series(bars),
      points: points && series(points),
      sideways: false,
      kind: bars.kind,
    }
  }, [steps, step, bars, points, language])
  const ranked = useMemo(() => {
    const value = (figures: Figures): number => bars.value(figures) ?? -1
    return report.rows
      .filter(({ id, figures }) => id !== null && bars.value(figures) !== null)
      .toSorted((one, other) => value(other.figures) - value(one.figures))
      .slice(0, barsMost)
  }, [report.rows, bars])
  const compared = useMemo((): ChartData => {
    const series = seriesOf(
      ranked.map(({ figures }) => figures),
      language,
    )
    return {
      labels: ranked.map(
        (row) =>
          `${row.code && report.by !== 'item' ? `${row.code} ` : ''}${rowName(row, report.by, language)}`,
      ),
      bars: series(bars),
      points: points && series(points),
      sideways: true,
      kind: bars.kind,
    }
  }, [ranked, report.by, bars, points, language])
  const hasRows = !times.includes(report.by) && ranked.length > 0
  // Side by side both are as high as the higher needs, so that the cards end together.
  const height = hasRows
    ? Math.max(chartHeights.course, ranked.length * chartHeights.bar + chartHeights.aroundBars)
    : chartHeights.course
  return (
    <div className={hasRows ? 'report-charts' : 'report-charts report-charts-one'}>
      <section className="report-chart-part" aria-labelledby="report-course">
        <h3 id="report-course">{say('course')}</h3>
        <Suspense fallback={<Loading />}>
          <Chart
            data={course}
            height={height}
            label={say('chartOf', { what: `${what} · ${say('course')}` })}
          />
        </Suspense>
        <details className="report-details">
          <summary>{say('asTable')}</summary>
          <CourseTable report={report} columns={points ? [bars, points] : [bars]} />
        </details>
      </section>
      {hasRows ? (
        <section className="report-chart-part" aria-labelledby="report-compared">
          <h3 id="report-compared">{say('compareRows', { by: sayBy(report.by) })}</h3>
          <Suspense fallback={<Loading />}>
            <Chart
              data={compared}
              height={height}
              label={say('chartOf', { what: `${what} · ${say('compareRows', { by: sayBy(report.by) })}` })}
            />
          </Suspense>
          {report.rows.length > barsMost ? (
            <p className="report-note">{say('mostRows', { count: barsMost })}</p>
          ) : null}
        </section>
      ) : null}
    </div>
  )
}

function seriesOf(figures: readonly Figures[], language: Language): (column: ReportColumn) => ChartSeries {
  return (column) => ({
    name: titleOf(column, language),
    // On a day on which the hall was closed nobody is counted, and no point is drawn.
    values: figures.map((one) => (one.issued === 0 && one.served === 0 ? null : column.value(one))),
    write: (value) =>
      column.kind === 'share'
        ? `${Math.round(value * 1000) / 10}%`
        : column.kind === 'count'
          ? formatFigure(value, 'count')
          : String(Math.round(value * 10) / 10),
  })
}
