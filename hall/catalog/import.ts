import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import type { z } from 'zod'
import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { importPreview, importSummary } from '../../contract/routes.ts'
import { officeHours } from '../../contract/shapes.ts'
import { nextFreePrefix } from '../../core/queue/number.ts'
import { foldName } from '../../core/registry/fold.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { departmentsByName, insertDepartment, setDepartmentQueue } from '../../db/catalog/departments.ts'
import { type CatalogueEntry, entriesByCode, insertItem, updateItem } from '../../db/catalog/items.ts'
import { prefixesTaken, saveQueue } from '../../db/queue/queues.ts'
import type { Transaction } from '../../db/writer.ts'
import { countCalledOff } from '../appointment/closures.ts'
import type { FileFault } from './file-fault.ts'
import { type FileRow, readCatalogue } from './read-catalogue.ts'
import { saveItem } from './register-item.ts'

export type ImportPreview = z.infer<typeof importPreview>
export type ImportSummary = z.infer<typeof importSummary>

/** A row that changes something, and the item that it changes; null where it adds one. */
interface Change {
  readonly row: FileRow
  readonly id: string | null
  readonly fields: string[]
}

interface Plan {
  readonly changes: readonly Change[]
  readonly unchanged: number
  readonly newDepartments: readonly NewDepartment[]
  readonly faults: readonly FileFault[]
}

interface NewDepartment {
  readonly name: string
  readonly prefix: string
}

/** What importing a file would do to a store as it is now. Changes nothing. */
export function planImport(db: Database.Database, csv: string): ImportPreview {
  const plan = makePlan(db, csv)
  return {
    ...summaryOf(plan),
    departmentsAdded: plan.newDepartments.map(({ name }) => name),
    changes: plan.changes.map(({ row, id, fields }) => ({
      line: row.line,
      code: row.code,
      name: row.name,
      what: id === null ? 'added' : 'changed',
      fields,
    })),
    contentHash: contentHash(csv),
  }
}

/**
 * Imports a file: all of it, or nothing. Items that it does not name stay, and so do guides, queues and the order
 * of items that are there. A new department comes with a closed queue of its own, which an operator opens.
 * Refuses `catalogue-faulty` with every fault by its line.
 */
export function applyImport(tx: Transaction, csv: string): Result<ImportSummary, Refusal> {
  const plan = makePlan(tx.db, csv)
  if (plan.faults.length > 0) return fail(faulty(plan.faults))
  for (const department of plan.newDepartments) addDepartment(tx, department)
  const departments = departmentsByName(tx.db)
  const departmentOf = (row: FileRow): string =>
    must(departments.get(row.department), 'new departments were added just before').id
  const { calledOff } = countCalledOff(tx, () => {
    for (const { row, id } of plan.changes)
      if (id === null) insertItem(tx.db, tx.newId(), departmentOf(row), row)
      else saveItem(tx, id, () => updateItem(tx.db, id, departmentOf(row), row))
  })
  if (calledOff > 0)
    return fail(
      refusal(
        'bookings-affected',
        `文件把有预约的事项改到了那时不办理的部门，会取消 ${calledOff} 个预约，没有导入。请先在“事项”的表单里改这些事项，那里会先请您确认。`,
        { count: calledOff },
      ),
    )
  const summary = summaryOf(plan)
  tx.record(
    fact('catalogue-imported', {
      added: summary.added,
      changed: summary.changed,
      unchanged: summary.unchanged,
      departmentsAdded: plan.newDepartments.map(({ name }) => name),
      contentHash: contentHash(csv),
    }),
  )
  return ok(summary)
}

function makePlan(db: Database.Database, csv: string): Plan {
  const file = readCatalogue(csv)
  const rows = withRegisteredDepartments(db, file.rows)
  const known = entriesByCode(db)
  const changes: Change[] = []
  let unchanged = 0
  for (const row of rows) {
    const before = known.get(row.code)
    const fields = before ? changedFields(before, row) : []
    if (before && fields.length === 0) unchanged += 1
    else changes.push({ row, id: before?.id ?? null, fields })
  }
  const departments = planDepartments(db, rows)
  const faults = [...file.faults, ...departments.faults].sort((one, other) => one.line - other.line)
  return { changes, unchanged, newDepartments: departments.added, faults }
}

/** Writes each row's department as it is registered, or as the file wrote it first: what passes for one name is one department. */
function withRegisteredDepartments(db: Database.Database, rows: readonly FileRow[]): readonly FileRow[] {
  const exact = departmentsByName(db)
  const spelled = new Map([...exact.keys()].map((name) => [foldName(name), name]))
  return rows.map((row) => {
    if (exact.has(row.department)) return row
    const folded = foldName(row.department)
    const known = spelled.get(folded)
    if (known === undefined) spelled.set(folded, row.department)
    return known === undefined ? row : { ...row, department: known }
  })
}

/** Names of the file's columns whose content differs. */
function changedFields(before: CatalogueEntry, after: CatalogueEntry): string[] {
  const pairs = [
    ['department', before.department, after.department],
    ['group', before.group, after.group],
    ['name', before.name, after.name],
    ['task_type', before.taskType, after.taskType],
  ] as const
  return pairs.filter(([, one, other]) => one !== other).map(([column]) => column)
}

/** Departments that are not there yet, in the file's order, each with the prefix that its queue will have. */
function planDepartments(
  db: Database.Database,
  rows: readonly FileRow[],
): { added: NewDepartment[]; faults: FileFault[] } {
  const known = new Set(departmentsByName(db).keys())
  const taken = prefixesTaken(db)
  const added: NewDepartment[] = []
  const faults: FileFault[] = []
  for (const row of rows) {
    if (known.has(row.department)) continue
    known.add(row.department)
    const prefix = nextFreePrefix(taken)
    if (prefix === null) {
      const message = '号码前缀已全部用完，无法为新部门建立队列。'
      faults.push({ line: row.line, column: 'department', code: 'no-prefix-left', message })
    } else {
      taken.add(prefix)
      added.push({ name: row.department, prefix })
    }
  }
  return { added, faults }
}

function addDepartment(tx: Transaction, { name, prefix }: NewDepartment): void {
  const departmentId = tx.newId()
  const queueId = tx.newId()
  insertDepartment(tx.db, { id: departmentId, name, nameEn: null, place: null })
  const queue = { prefix, name, zoneId: null, departmentId, switchedOn: false, dailyLimit: null }
  saveQueue(tx.db, {
    ...queue,
    id: queueId,
    nameEn: null,
    hours: officeHours,
  })
  setDepartmentQueue(tx.db, departmentId, queueId)
  tx.record(fact('queue-saved', { ...queue, queueId, created: true }))
}

function summaryOf(plan: Plan): ImportSummary {
  const added = plan.changes.filter(({ id }) => id === null).length
  return {
    added,
    changed: plan.changes.length - added,
    unchanged: plan.unchanged,
    faulty: plan.faults.map(({ line, column, code, message }) => ({ line, column, code, message })),
  }
}

/** The refusal that lists the faults; a page shows the first hundred, the preview has them all. */
function faulty(faults: readonly FileFault[]): Refusal {
  return refusal('catalogue-faulty', `目录有 ${faults.length} 处错误，未作任何更改。`, {
    errors: faults.slice(0, 100).map(({ line, column, message }) => ({
      path: column === '' ? `第 ${line} 行` : `第 ${line} 行 ${column}`,
      message,
    })),
  })
}

function contentHash(csv: string): string {
  return createHash('sha256').update(csv).digest('hex')
}
