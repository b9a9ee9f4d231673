import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { columnGroups, type ReportColumn } from '../../../core/report/columns.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { ColumnHeads } from '../parts/column-heads.tsx'
import { columnsFor, formatFigure, shownColumns, titleOf } from './measures.ts'
import { type Figures, type Report, type ReportRow, rowName, stepLabel } from './tell-row.ts'
import { groupingWords, reportWords } from './words.ts'

interface Sorting {
  readonly column: ReportColumn
  readonly down: boolean
}

/** The rows of a report with all columns of the screen, in the order of the registers until one sorts them. */
export function ReportTable({ report }: { report: Report }): ReactNode {
  const say = useWords(reportWords)
  const sayBy = useWords(groupingWords)
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const rows = sorting === null ? report.rows : sorted(report.rows, sorting)
  const name = say('rowsOf', { by: sayBy(report.by) })
  return (
    // A region that can scroll sideways must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="table-frame report-frame" aria-label={name} tabIndex={0}>
      <table className="table report-table">
        <TableHead
          by={sayBy(report.by)}
          columns={columnsFor(report.total)}
          sorting={sorting}
          onSort={(column) => setSorting(nextSorting(sorting, column))}
        />
        <TableBody rows={rows} report={report} />
      </table>
    </section>
  )
}

/** The same for paper: every row, nothing to press. */
export function PaperTable({ report }: { report: Report }): ReactNode {
  const sayBy = useWords(groupingWords)
  return (
    <table className="paper-table">
      <TableHead by={sayBy(report.by)} columns={columnsFor(report.total)} sorting={null} onSort={null} />
      <TableBody rows={report.rows} report={report} />
    </table>
  )
}

function TableHead(props: {
  by: string
  columns: readonly ReportColumn[]
  sorting: Sorting | null
  onSort: ((column: ReportColumn) => void) | null
}): ReactNode {
  const say = useWords(reportWords)
  const { language } = useLanguage()
  const { sorting, onSort } = props
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className="report-name">
          {props.by}
        </th>
        {columnGroups.map((group) => (
          <th
            key={group.key}
            scope="colgroup"
            colSpan={props.columns.filter((column) => column.group === group.key).length}
            className="report-group"
          >
            {language === 'en' ? group.en : group.zh}
          </th>
        ))}
      </tr>
      <tr>
        {props.columns.map((column) => {
          const title = titleOf(column, language)
          const isSorted = sorting?.column === column
          const Arrow = sorting?.down ? ArrowDown : ArrowUp
          return (
            <th
              key={column.key}
              scope="col"
              className={classOf(column)}
              aria-sort={isSorted ? (sorting.down ? 'descending' : 'ascending') : undefined}
            >
              {onSort === null ? (
                title
              ) : (
                <button
                  type="button"
                  className="report-sort"
                  aria-label={say('sortBy', { column: title })}
                  onClick={() => onSort(column)}
                >
                  <span>{title}</span>
                  {isSorted ? <Arrow aria-hidden="true" /> : null}
                </button>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function TableBody({ rows, report }: { rows: readonly ReportRow[]; report: Report }): ReactNode {
  const say = useWords(reportWords)
  const { language } = useLanguage()
  const columns = columnsFor(report.total)
  return (
    <>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id ?? ''} className={row.id === null ? 'dimmed' : undefined}>
            <th scope="row" className="report-name">
              {row.code !== null && report.by !== 'item' && report.by !== 'staff' ? (
                <span className="report-code figures">{row.code}</span>
              ) : null}
              <span>{rowName(row, report.by, language)}</span>
              {row.code !== null && (report.by === 'item' || report.by === 'staff') ? (
                <span className="cell-note figures">{row.code}</span>
              ) : null}
            </th>
            <Cells figures={row.figures} columns={columns} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className="report-name">
            {say('total')}
          </th>
          <Cells figures={report.total} columns={columns} />
        </tr>
      </tfoot>
    </>
  )
}

function Cells(props: { figures: Figures; columns: readonly ReportColumn[] }): ReactNode {
  const { figures, columns } = props
  return columns.map((column) => (
    <td key={column.key} className={`${classOf(column)} figures`}>
      {formatFigure(column.value(figures), column.kind)}
    </td>
  ))
}

/** The course of the period in figures: what the chart shows, to be read. */
export function CourseTable(props: { report: Report; columns: readonly ReportColumn[] }): ReactNode {
  const sayBy = useWords(groupingWords)
  const { language } = useLanguage()
  const { step, steps } = props.report.course
  return (
    <table className="table">
      <ColumnHeads
        columns={[sayBy(step), ...props.columns.map((column) => ({ atEnd: titleOf(column, language) }))]}
      />
      <tbody>
        {steps.map(({ at, figures }) => (
          <tr key={at}>
            <th scope="row" className="figures">
              {stepLabel(at, step)}
            </th>
            {props.columns.map((column) => (
              <td key={column.key} className="at-end figures">
                {formatFigure(column.value(figures), column.kind)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A column begins a group where the one before is of another. */
function classOf(column: ReportColumn): string {
  const before = shownColumns[shownColumns.indexOf(column) - 1]
  return before?.group === column.group ? 'at-end' : 'at-end group-begins'
}

/** The largest first, then the smallest, then as it was. */
function nextSorting(now: Sorting | null, column: ReportColumn): Sorting | null {
  if (now?.column !== column) return { column, down: true }
  return now.down ? { column, down: false } : null
}

/** Rows without a figure come last, whichever way. */
function sorted(rows: readonly ReportRow[], { column, down }: Sorting): ReportRow[] {
  return rows.toSorted((one, other) => {
    const [a, b] = [column.value(one.figures), column.value(other.figures)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return down ? b - a : a - b
  })
}
