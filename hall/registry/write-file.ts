import { stringify } from 'csv-stringify/sync'
import type { RegistryColumn, RegistryHead } from '../../contract/registry-columns.ts'
import { isFormula } from '../../core/registry/formula.ts'
import type { Cells } from './cells.ts'

/** A formula is led by an apostrophe in CSV; `withoutGuard` takes it away again, so that a file that comes back says what it said. */
function guarded(text: string): string {
  return isFormula(text) ? `'${text}` : text
}

/** A cell of a CSV file without the apostrophe that a spreadsheet needs. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && isFormula(text) ? text.slice(1) : text
}

function columnsOf(head: RegistryHead, template: boolean): RegistryColumn[] {
  // Nobody's password leaves; the template has the column, for first passwords of new accounts.
  return head.columns.filter((column) => (template ? !column.fixed : !column.secret))
}

/** A table as CSV (RFC 4180) in UTF-8 with the byte order mark by which Chinese spreadsheets know it. */
export function writeCsv(head: RegistryHead, rows: readonly Cells[], template: boolean): Buffer {
  const columns = columnsOf(head, template)
  const text = stringify(
    [
      columns.map(({ zh }) => zh),
      ...rows.map((cells) => columns.map(({ key }) => guarded(cells[key] ?? ''))),
    ],
    { bom: true, record_delimiter: 'windows' },
  )
  return Buffer.from(text)
}

/** A table as XLSX, every cell a text; a template has a second sheet that says what may stand in each column. */
export async function writeWorkbook(
  head: RegistryHead,
  rows: readonly Cells[],
  template: boolean,
): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  const columns = columnsOf(head, template)
  const sheet = workbook.addWorksheet(head.zh, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ key, zh }) => ({
    key,
    header: zh,
    // As text: codes of thirty figures and prefixes like 1E5 stay what they are.
    style: { numFmt: '@' },
    width: widthOf([zh, ...rows.map((cells) => cells[key] ?? '')]),
  }))
  for (const cells of rows) sheet.addRow(columns.map(({ key }) => cells[key] ?? ''))
  sheet.getRow(1).font = { bold: true }
  if (template) {
    const help = workbook.addWorksheet('填写说明')
    help.columns = [
      { header: '列', width: 20 },
      { header: '必填', width: 8 },
      { header: '说明', width: 60 },
    ]
    help.getRow(1).font = { bold: true }
    for (const { zh, required, hint } of columns) help.addRow([zh, required ? '是' : '', hint ?? ''])
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** A width that shows most cells whole: a Chinese character takes two. */
function widthOf(texts: readonly string[]): number {
  const widest = Math.max(
    ...texts.map((text) => [...text].reduce((sum, one) => sum + (one > '\u02ff' ? 2 : 1), 0)),
  )
  return Math.min(60, Math.max(10, widest + 2))
}
