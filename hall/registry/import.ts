import { type Refusal, refusal } from '../../contract/problems.ts'
import type { RegistryColumn } from '../../contract/registry-columns.ts'
import { foldName } from '../../core/registry/fold.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Transaction, Writer } from '../../db/writer.ts'
import { countCalledOff } from '../appointment/closures.ts'
import type { FileFault } from '../catalog/file-fault.ts'
import type { RawRow } from '../catalog/split-rows.ts'
import { type Cells, changesBetween } from './cells.ts'
import type { TableFile } from './read-file.ts'
import type { FirstHash, RegistryTable, TableRow } from './table.ts'
import { withoutGuard } from './write-file.ts'

/** A row that adds or changes something, and what it would be afterwards. */
export interface ImportedRow {
  readonly line: number
  readonly key: string
  readonly what: 'added' | 'changed'
  readonly before: Cells | null
  readonly after: Cells
}

/** What importing a file did, or would do. */
export interface ImportOutcome {
  readonly rows: readonly ImportedRow[]
  readonly unchanged: number
  readonly faults: readonly FileFault[]
  /** Bookings that lie in days or hours which the file closes. */
  readonly bookingsCalledOff: number
}

/**
 * What a file would do: the import itself, run by the writer and taken back. So the preview and the import cannot
 * disagree, whatever rule of a registry speaks. Its facts are not written: they are half of an import's time, for
 * which kiosks and windows wait.
 */
export async function tryImport(
  writer: Writer,
  actor: string,
  table: RegistryTable,
  file: TableFile,
  firstHash: FirstHash,
): Promise<Result<ImportOutcome, Refusal>> {
  const held: { outcome: ImportOutcome | null } = { outcome: null }
  const tried = await writer.run<null>(actor, (tx) => {
    held.outcome = importRows({ ...tx, record: () => 0 }, table, file, firstHash)
    return fail(refusal('import-faulty'))
  })
  if (held.outcome !== null) return ok(held.outcome)
  return tried.ok ? ok(nothing) : tried
}

/** What a file that changes nothing comes to. */
export const nothing: ImportOutcome = { rows: [], unchanged: 0, faults: [], bookingsCalledOff: 0 }

/** Imports a file inside a transaction; with a fault the caller must refuse, so that nothing of it stays. */
export function importRows(
  tx: Transaction,
  table: RegistryTable,
  file: TableFile,
  firstHash: FirstHash,
): ImportOutcome {
  const { done, calledOff } = countCalledOff(tx, () => saveRows(tx, table, file, firstHash))
  return { ...done, bookingsCalledOff: calledOff }
}

function saveRows(
  tx: Transaction,
  table: RegistryTable,
  file: TableFile,
  firstHash: FirstHash,
): Omit<ImportOutcome, 'bookingsCalledOff'> {
  const [header, ...rows] = file.rows
  if (!header) return nothing
  const columns = readHeader(table, header)
  if (!columns.ok) return { ...nothing, faults: columns.problem }
  const known = new KnownRows(table.list(tx.db), table.head.key)
  const lines = new Map<string, number>()
  const done: ImportedRow[] = []
  const faults: FileFault[] = []
  let unchanged = 0
  for (const raw of rows) {
    const read = readRow(table, columns.value, raw, file.encoding !== 'xlsx', known, lines)
    if (!read.ok) {
      faults.push(...read.problem)
      continue
    }
    const { before, after } = read.value
    if (before && changesBetween(before.cells, after).length === 0) {
      unchanged += 1
      continue
    }
    const saved = table.save(tx, before?.id ?? null, after, firstHash)
    if (!saved.ok) faults.push(...saved.problem.map((fault) => ({ line: raw.line, ...titled(table, fault) })))
    done.push({
      line: raw.line,
      key: after[table.head.key] ?? '',
      what: before ? 'changed' : 'added',
      before: before?.cells ?? null,
      after,
    })
  }
  return { rows: done, unchanged, faults }
}

/** Registered rows by their key; one that is written exactly so goes before one that passes for it. */
class KnownRows {
  readonly #exact = new Map<string, TableRow>()
  readonly #folded = new Map<string, TableRow>()

  constructor(rows: readonly TableRow[], key: string) {
    for (const row of rows) {
      const name = row.cells[key] ?? ''
      this.#exact.set(name, row)
      this.#folded.set(foldName(name), row)
    }
  }

  find(name: string): TableRow | undefined {
    return this.#exact.get(name) ?? this.#folded.get(foldName(name))
  }
}

/** A fault names its column as the file does. */
function titled<Fault extends { readonly column: string }>(table: RegistryTable, fault: Fault): Fault {
  const column = table.head.columns.find(({ key }) => key === fault.column)
  return { ...fault, column: column?.zh ?? fault.column }
}

/** The columns of a file in its order; or what is missing, unknown or doubled. */
function readHeader(table: RegistryTable, header: RawRow): Result<RegistryColumn[], FileFault[]> {
  const sentence = `表头可有：${table.head.columns.map(({ zh }) => zh).join('、')}。`
  const faults: FileFault[] = []
  const fault = (column: string, code: string, message: string) =>
    faults.push({ line: header.line, column, code, message: `${message}${sentence}` })
  const titles = header.fields.map((field) => field.trim())
  const columns = titles.flatMap((title) => findColumn(table, title) ?? [])
  if (columns.length === 0) {
    fault('', 'missing-header', '第 1 行应为表头。')
    return fail(faults)
  }
  for (const [at, title] of titles.entries()) {
    const column = findColumn(table, title)
    if (!column) fault(title, 'unknown-column', title === '' ? '表头有空的列。' : `没有名为“${title}”的列。`)
    else if (titles.slice(0, at).some((other) => findColumn(table, other) === column))
      fault(title, 'duplicate-column', `列“${title}”出现了两次。`)
  }
  const key = table.head.columns.find((column) => column.key === table.head.key)
  if (key && !columns.includes(key)) fault(key.zh, 'missing-column', `缺少列“${key.zh}”。`)
  return faults.length > 0 ? fail(faults) : ok(columns)
}

function findColumn(table: RegistryTable, title: string): RegistryColumn | undefined {
  const plain = title.normalize('NFKC').toLowerCase()
  return table.head.columns.find(
    ({ key, zh, en }) => zh === title || key === plain || en.toLowerCase() === plain,
  )
}

function readRow(
  table: RegistryTable,
  columns: readonly RegistryColumn[],
  raw: RawRow,
  isGuarded: boolean,
  known: KnownRows,
  lines: Map<string, number>,
): Result<{ before: TableRow | undefined; after: Cells }, FileFault[]> {
  const { line } = raw
  const at = (column: string, code: string, message: string): FileFault =>
    titled(table, { line, column, code, message })
  // A spreadsheet leaves the empty cells at a row's end away.
  if (raw.fields.length > columns.length || (isGuarded && raw.fields.length < columns.length))
    return fail([
      at(
        '',
        'wrong-column-count',
        `应有 ${columns.length} 列，现有 ${raw.fields.length} 列。内容中的逗号要用引号括起。`,
      ),
    ])
  const typed = new Map(
    columns.map(({ key }, index) => {
      const field = raw.fields[index] ?? ''
      return [key, isGuarded ? withoutGuard(field) : field]
    }),
  )
  const { key } = table.head
  const written = typed.get(key) ?? ''
  // A date may be written in several ways and is one day in all of them.
  const meant = table.read[key]?.(written)
  const called = meant?.ok ? meant.value : written
  const name = foldName(called)
  const before = known.find(written) ?? known.find(called)
  // Two rows are one record's where they find the same one, and else where one name passes for the other.
  const record = before?.id ?? name
  const earlier = name === '' ? undefined : lines.get(record)
  if (name !== '' && earlier === undefined) lines.set(record, line)
  if (earlier !== undefined)
    return fail([at(key, 'duplicate-code', `重复：第 ${earlier} 行和第 ${line} 行都是“${called}”。`)])
  if (!before && name !== '' && table.head.noNewRows)
    return fail([at(key, 'unknown-reference', `没有前缀为“${written}”的队列，请先登记队列。`)])
  const after: Record<string, string> = { ...before?.cells }
  const faults: FileFault[] = []
  for (const column of table.head.columns) {
    const reader = table.read[column.key]
    const text = typed.get(column.key)
    // A column that the file leaves out stays as it is registered.
    if (!reader || (before && (text === undefined || text === before.cells[column.key]))) continue
    const read = reader(text ?? '')
    if (read.ok) after[column.key] = read.value
    else if (text === undefined)
      faults.push(at(column.key, 'missing-column', `新增“${written}”须有列“${column.zh}”。`))
    else faults.push(at(column.key, read.problem.code, read.problem.message))
  }
  // The key keeps the form in which it is registered.
  if (before) after[key] = before.cells[key] ?? ''
  return faults.length > 0 ? fail(faults) : ok({ before, after })
}
