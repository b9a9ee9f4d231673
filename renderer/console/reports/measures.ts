import { type ReportColumn, reportColumns, sharePercent } from '../../../core/report/columns.ts'
import { must } from '../../../core/result.ts'
import type { Language } from '../../ui/i18n.ts'

/** What a chart can show. */
export const measures = ['people', 'wait', 'service', 'noShows', 'ratings', 'estimates'] as const
export type Measure = (typeof measures)[number]

const columnOf = (key: string): ReportColumn =>
  must(
    reportColumns.find((column) => column.key === key),
    `a report has the column ${key}`,
  )

/** The columns that a measure draws: bars, and points beside them. */
export const measureColumns: Readonly<
  Record<Measure, { readonly bars: ReportColumn; readonly points: ReportColumn | null }>
> = {
  people: { bars: columnOf('issued'), points: columnOf('served') },
  wait: { bars: columnOf('waitMean'), points: columnOf('waitP95') },
  service: { bars: columnOf('serviceMean'), points: columnOf('serviceP95') },
  noShows: { bars: columnOf('noShowShare'), points: null },
  ratings: { bars: columnOf('ratedShare'), points: columnOf('satisfiedShare') },
  estimates: { bars: columnOf('inRangeShare'), points: null },
}

/** Columns of the screen and of paper. */
export const shownColumns = reportColumns.filter((column) => column.shown)

/** Those of them that a report needs: of targets nothing is shown where no queue has one. */
export function columnsFor(total: { readonly aimed: number }): readonly ReportColumn[] {
  return shownColumns.filter((column) => column.key !== 'onTargetShare' || total.aimed > 0)
}

/** A figure as it is shown: whole people, minutes and per cent with one decimal; a dash where nothing was measured. */
export function formatFigure(value: number | null, kind: ReportColumn['kind']): string {
  if (value === null) return '—'
  switch (kind) {
    case 'count':
      return value.toLocaleString('en-US')
    case 'minutes':
      return value.toFixed(1)
    case 'share':
      return `${sharePercent(value).toFixed(1)}%`
  }
}

/** A column's title in a language. */
export function titleOf(column: ReportColumn, language: Language): string {
  return language === 'en' ? column.en : column.zh
}
