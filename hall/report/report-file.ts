import { toRfc3339 } from '../../core/day.ts'
import { columnGroups, type ReportColumn, reportColumns } from '../../core/report/columns.ts'
import { reportDefinitions } from '../../core/report/definitions.ts'
import type { Figures } from '../../core/report/tally.ts'
import { type FileLanguage, fileWords } from './file-words.ts'
import type { CountedReport, CountedRow, ReportQuestion } from './question.ts'

/** How a report is wanted as a file. */
export interface FileWish {
  readonly format: 'xlsx' | 'csv'
  readonly lang: FileLanguage
  readonly hallName: string
  /** The zone that the figures are limited to; null for the whole hall. */
  readonly zoneName: string | null
  readonly nowMs: number
}

/** Writes a report as a file: the rows with every column, and in XLSX its head, its course and the definitions too. */
export async function reportFile(
  report: CountedReport,
  question: ReportQuestion,
  wish: FileWish,
): Promise<Uint8Array> {
  return wish.format === 'csv' ? toCsv(report, question, wish) : toXlsx(report, question, wish)
}

type Cell = string | number | null

function header(question: ReportQuestion, wish: FileWish): string[] {
  const words = fileWords[wish.lang]
  return [
    ...(hasCode(question) ? [words.code[question.by] ?? words.codeOther] : []),
    words.by[question.by],
    ...reportColumns.map((column) => column[wish.lang] + words.unit[column.kind]),
  ]
}

function hasCode({ by }: ReportQuestion): boolean {
  return by === 'queue' || by === 'window' || by === 'staff' || by === 'item'
}

/** Names first, then the figures as they were measured: no rounding, an empty cell where there is no figure. */
function cells(question: ReportQuestion, wish: FileWish, row: CountedRow): Cell[] {
  return [
    ...(hasCode(question) ? [row.code ?? ''] : []),
    nameOf(question, wish, row),
    ...figureCells(row.figures),
  ]
}

function totalCells(question: ReportQuestion, wish: FileWish, total: Figures): Cell[] {
  return [...(hasCode(question) ? [''] : []), fileWords[wish.lang].total, ...figureCells(total)]
}

function figureCells(figures: Figures): Cell[] {
  return reportColumns.map((column) => column.value(figures))
}

function nameOf({ by }: ReportQuestion, { lang }: FileWish, row: CountedRow): string {
  const words = fileWords[lang]
  if (row.id === null) return words.noneOf[by] ?? words.none
  if (by === 'class') return words.classes[row.id] ?? row.id
  if (by === 'hour') return `${row.id}:00–${row.id}:59`
  return row.name ?? row.id
}

async function toCsv(report: CountedReport, question: ReportQuestion, wish: FileWish): Promise<Uint8Array> {
  const { stringify } = await import('csv-stringify/sync')
  const text = stringify(
    [
      header(question, wish),
      ...report.rows.map((row) => cells(question, wish, row)),
      totalCells(question, wish, report.total),
    ],
    {
      // By the byte order mark spreadsheets in Chinese offices know UTF-8; lines end as RFC 4180 says.
      bom: true,
      record_delimiter: 'windows',
      // A text that begins so would be computed by a spreadsheet (OWASP: CSV injection).
      escape_formulas: true,
      cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
    },
  )
  return Buffer.from(text)
}

const formats: Readonly<Record<ReportColumn['kind'], string>> = {
  count: '#,##0',
  minutes: '0.0',
  share: '0.0%',
}

async function toXlsx(report: CountedReport, question: ReportQuestion, wish: FileWish): Promise<Uint8Array> {
  // Loaded by whoever first wants a spreadsheet: it is large.
  const { default: excel } = await import('exceljs')
  const words = fileWords[wish.lang]
  const book = new excel.Workbook()
  book.created = new Date(wish.nowMs)
  book.creator = wish.hallName
  const page = {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
  } as const
  const addTable = (name: string, head: readonly string[], rows: readonly Cell[][]): void => {
    const lead = head.length - reportColumns.length
    const sheet = book.addWorksheet(name, {
      pageSetup: { ...page, printTitlesRow: '1:1' },
      views: [{ state: 'frozen', xSplit: lead, ySplit: 1 }],
    })
    sheet.addRow([...head])
    for (const row of rows) sheet.addRow([...row])
    sheet.getRow(1).font = { bold: true }
    sheet.getRow(1).alignment = { wrapText: true, vertical: 'top' }
    for (const [at, title] of head.entries()) {
      const column = sheet.getColumn(at + 1)
      const figures = reportColumns[at - lead]
      column.width = figures ? Math.max(10, Math.min(16, title.length * 1.8)) : at === lead - 1 ? 28 : 16
      if (figures) column.numFmt = formats[figures.kind]
    }
  }
  const about = book.addWorksheet(words.about, { pageSetup: { ...page, orientation: 'portrait' } })
  about.getColumn(1).width = 26
  about.getColumn(2).width = 18
  about.getColumn(3).width = 18
  about.addRow([wish.hallName, words.title]).font = { bold: true, size: 14 }
  about.addRow([words.period, `${question.period.from} – ${question.period.to}`])
  about.addRow([words.scope, wish.zoneName ?? words.wholeHall])
  about.addRow([words.madeAt, toRfc3339(wish.nowMs, question.timeZone)])
  if (question.period.to >= question.today && question.period.from <= question.today)
    about.addRow([words.unfinished])
  about.addRow([])
  about.addRow([
    '',
    words.thisPeriod,
    ...(report.before ? [`${report.before.from} – ${report.before.to}`] : []),
  ]).font = { bold: true }
  for (const group of columnGroups) {
    about.addRow([group[wish.lang]]).font = { bold: true }
    for (const column of reportColumns.filter((one) => one.group === group.key)) {
      const row = about.addRow([
        column[wish.lang] + words.unit[column.kind],
        column.value(report.total),
        ...(report.before ? [column.value(report.before.total)] : []),
      ])
      row.numFmt = formats[column.kind]
    }
  }
  about.addRow([])
  for (const definition of reportDefinitions) about.addRow([definition[wish.lang]])
  addTable(words.by[question.by], header(question, wish), [
    ...report.rows.map((row) => cells(question, wish, row)),
    totalCells(question, wish, report.total),
  ])
  const { step, steps } = report.course
  if (step !== question.by) {
    const asked: ReportQuestion = { ...question, by: step }
    addTable(
      words.by[step],
      header(asked, wish),
      steps.map(({ at, figures }) => cells(asked, wish, { id: at, code: null, name: null, figures })),
    )
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}
