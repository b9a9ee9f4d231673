import {
  type CatalogueColumn,
  catalogueColumns,
  checkRow,
  type ItemRow,
  type RowFault,
} from '../../core/catalog/item-row.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { FileFault } from './file-fault.ts'
import { type RawRow, splitRows } from './split-rows.ts'

/** An item, and the line on which its row begins. */
export interface FileRow extends ItemRow {
  readonly line: number
}

/** What a catalogue file holds: its sound rows, and every fault in the order of lines. */
export interface CatalogueFile {
  readonly rows: readonly FileRow[]
  readonly faults: readonly FileFault[]
}

/** Reads the text of a file. Bytes that are no UTF-8 are a fault, named by line: nothing is guessed. */
export function decodeCatalogue(bytes: Uint8Array): Result<string, FileFault> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes)
    return fail({
      line: text.slice(0, text.indexOf('\ufffd')).split('\n').length,
      column: '',
      code: 'not-utf8',
      message: '文件不是 UTF-8 编码（可能是 GBK）。请另存为“CSV UTF-8”后再导入。',
    })
  }
}

/**
 * Reads a catalogue: a header line that names the five columns in any order, then one row an item. A byte order
 * mark, CRLF and empty lines are tolerated. Faults are collected over the whole file; only a broken header or
 * quotation, after which nothing could be trusted, ends the reading.
 */
export function readCatalogue(csv: string): CatalogueFile {
  const { rows: raw, broken } = splitRows(csv)
  const [header, ...rest] = raw
  if (header === undefined) return { rows: [], faults: [broken ?? emptyFile] }
  if (csv.trim() === '') return { rows: [], faults: [emptyFile] }
  const order = readHeader(header)
  if (!order.ok) return { rows: [], faults: order.problem }
  const rows: FileRow[] = []
  const faults: FileFault[] = []
  const lineOfCode = new Map<string, number>()
  for (const row of rest) {
    if (isBlank(row)) continue
    const code = row.fields[order.value.indexOf('item_code')]?.trim() ?? ''
    const before = lineOfCode.get(code)
    const checked = checkFields(row.fields, order.value)
    if (!checked.ok) faults.push(...checked.problem.map((fault) => ({ line: row.line, ...fault })))
    else if (before === undefined) rows.push({ line: row.line, ...checked.value })
    if (code === '') continue
    if (before === undefined) lineOfCode.set(code, row.line)
    else faults.push(duplicate(row.line, before, code))
  }
  if (broken) faults.push(broken)
  return { rows, faults }
}

function isBlank(row: RawRow): boolean {
  return row.fields.length === 1 && row.fields[0]?.trim() === ''
}

const emptyFile: FileFault = { line: 1, column: '', code: 'empty-file', message: '文件是空的。' }
const headerSentence = `第 1 行应为表头：${catalogueColumns.join(',')}。`

/** Which column stands where; or what is missing, unknown or doubled, all of it faults of line 1. */
function readHeader(header: RawRow): Result<CatalogueColumn[], FileFault[]> {
  const found = header.fields.map((field) => field.trim())
  const order = found.filter(isColumn)
  if (order.length === 0)
    return fail([{ line: 1, column: '', code: 'missing-header', message: headerSentence }])
  const faults: FileFault[] = []
  const fault = (column: string, code: string, message: string) =>
    faults.push({ line: 1, column, code, message: `${message}${headerSentence}` })
  for (const column of catalogueColumns)
    if (!order.includes(column)) fault(column, 'missing-column', `缺少列 ${column}。`)
  for (const [index, column] of found.entries()) {
    if (!isColumn(column)) fault(column, 'unknown-column', `没有名为“${column}”的列。`)
    else if (found.indexOf(column) < index) fault(column, 'duplicate-column', `列 ${column} 出现了两次。`)
  }
  return faults.length > 0 ? fail(faults) : ok(order)
}

function isColumn(text: string): text is CatalogueColumn {
  return catalogueColumns.some((column) => column === text)
}

function checkFields(
  fields: readonly string[],
  order: readonly CatalogueColumn[],
): Result<ItemRow, RowFault[]> {
  if (fields.length !== order.length)
    return fail([
      {
        column: '',
        code: 'wrong-column-count',
        message: `应有 ${order.length} 列，现有 ${fields.length} 列。内容中的逗号要用引号括起。`,
      },
    ])
  const of = (column: CatalogueColumn) => fields[order.indexOf(column)] ?? ''
  return checkRow({
    department: of('department'),
    group: of('group'),
    name: of('name'),
    item_code: of('item_code'),
    task_type: of('task_type'),
  })
}

function duplicate(line: number, before: number, code: string): FileFault {
  return {
    line,
    column: 'item_code',
    code: 'duplicate-code',
    message: `事项编码重复：第 ${before} 行和第 ${line} 行都是 ${code}。`,
  }
}
