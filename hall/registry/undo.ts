import { type Refusal, refusal } from '../../contract/problems.ts'
import type { RegistryName } from '../../contract/registry-columns.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { findEntry } from '../../db/journal.ts'
import type { Transaction } from '../../db/writer.ts'
import { countCalledOff } from '../appointment/closures.ts'
import { isUndoable, type RegistryFact, registryFact, tablesOf } from './audit.ts'
import type { Cells } from './cells.ts'
import { settingsRow, undoSettings } from './settings.ts'
import type { RegistryTable } from './table.ts'

/**
 * Takes a change of a registry back, while the record still is as the change left it. What stands in the journal
 * stays there; the undoing is an entry of its own. One that would call bookings off is refused: the record's form asks.
 */
export function undoChange(
  tx: Transaction,
  name: RegistryName | 'settings',
  seq: number,
): Result<null, Refusal> {
  const { done, calledOff } = countCalledOff(tx, () => undo(tx, name, seq))
  if (!done.ok || calledOff === 0) return done
  const says = `撤销会取消 ${calledOff} 个预约，没有撤销。请在登记的表单里更改，那里会先请您确认。`
  return fail(refusal('bookings-affected', says, { count: calledOff }))
}

function undo(tx: Transaction, name: RegistryName | 'settings', seq: number): Result<null, Refusal> {
  const entry = findEntry(tx.db, seq)
  const told = entry ? registryFact(name, entry) : null
  if (!entry || !told) return fail(refusal('not-found', '没有这条更改记录。'))
  if (name === 'settings') {
    const row = settingsRow(tx.db)
    return isUndoable(told, false, new Map([[row.id, row]])) ? undoSettings(tx, entry) : fail(changedSince)
  }
  const [first, ...others] = tablesOf(name)
  const rows = new Map(first.list(tx.db).map((row) => [row.id, row]))
  if (told.recordId === null || !isUndoable(told, first.remove !== undefined, rows)) return fail(changedSince)
  if (told.what === 'added')
    return must(first.remove, 'what cannot be removed is not undoable')(tx, told.recordId)
  const row = rows.get(told.recordId)
  const cells = { ...row?.cells, ...before(told) }
  const saved = saveIn(tx, first, row?.id ?? null, cells, told)
  if (!saved.ok) return saved
  const key = first.head.key
  const id = row?.id ?? first.list(tx.db).find((one) => one.cells[key] === cells[key])?.id
  for (const table of others) {
    const done = saveIn(tx, table, must(id, 'the row was saved just now'), cells, told)
    if (!done.ok) return done
  }
  return ok(null)
}

const changedSince = refusal('changed-since', '之后又有更改，不能撤销；请直接改成需要的内容。')

function before({ cells }: RegistryFact): Cells {
  return Object.fromEntries(cells.map(({ column, before: cell }) => [column, cell ?? '']))
}

/** Saves a row in a table that has a column of the change; others are left alone. */
function saveIn(
  tx: Transaction,
  table: RegistryTable,
  id: string | null,
  cells: Cells,
  { cells: changed }: RegistryFact,
): Result<null, Refusal> {
  if (!changed.some(({ column }) => table.read[column] !== undefined)) return ok(null)
  const saved = table.save(tx, id, cells, () => {
    throw new Error('no account is made by undoing')
  })
  if (saved.ok) return saved
  return fail(refusal('changed-since', saved.problem[0]?.message ?? '不能撤销。'))
}
