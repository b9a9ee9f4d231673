import type Database from 'better-sqlite3'
import type { Refusal } from '../../contract/problems.ts'
import { type RegistryHead, type RegistryName, registryHeads } from '../../contract/registry-columns.ts'
import type { ReadCell } from '../../core/registry/cell.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Cells } from './cells.ts'
import { namesIn } from './names.ts'

/** A fault of a row that a file or an undo would write. */
export interface CellFaultAt {
  readonly column: string
  readonly code: string
  readonly message: string
}

/** A registered record as a row of its table. */
export interface TableRow {
  readonly id: string
  readonly cells: Cells
}

/** What a table of accounts needs besides its cells: the hash of a new account's first password. */
export type FirstHash = (account: string) => string

/** A registry as a table: how its rows are listed, read and saved. Export, import, preview and undo come from it. */
export interface RegistryTable {
  readonly name: RegistryName
  readonly head: RegistryHead
  /** How each column of an import is read; columns that are only shown have none. */
  readonly read: Readonly<Record<string, ReadCell | undefined>>
  list(db: Database.Database): readonly TableRow[]
  /** Saves a row whose cells were read; `id` null adds one. */
  save(
    tx: Transaction,
    id: string | null,
    cells: Cells,
    firstHash: FirstHash,
  ): Result<null, readonly CellFaultAt[]>
  /** Removes a row, or switches it off where rows are never deleted; absent where rows belong to another table. */
  readonly remove?: (tx: Transaction, id: string) => Result<null, Refusal>
}

type Keys<Name extends RegistryName> = (typeof registryHeads)[Name]['columns'][number]['key']
type FullCells<Name extends RegistryName> = Readonly<Record<Keys<Name>, string>>

/** Makes a table; each column that is read has a reader, and `save` gets every cell of the table's own columns. */
export function defineTable<Name extends RegistryName>(
  name: Name,
  table: {
    readonly read: Readonly<Partial<Record<Keys<Name>, ReadCell>>>
    list(db: Database.Database): readonly TableRow[]
    save(
      tx: Transaction,
      id: string | null,
      cells: FullCells<Name>,
      firstHash: FirstHash,
    ): Result<unknown, Refusal | readonly CellFaultAt[]>
    readonly remove?: (tx: Transaction, id: string) => Result<null, Refusal>
    /** The table's column for a field that the registry's own rules refuse. */
    readonly columnOf?: Readonly<Record<string, string>>
  },
): RegistryTable {
  const head: RegistryHead = registryHeads[name]
  const { columnOf = {}, remove } = table
  return {
    name,
    head,
    read: table.read as Readonly<Record<string, ReadCell | undefined>>,
    list: table.list,
    save(tx, id, cells, firstHash) {
      // Every column is filled in here, which is what the type says.
      const full = Object.fromEntries(head.columns.map(({ key }) => [key, cells[key] ?? '']))
      const saved = table.save(tx, id, full as FullCells<Name>, firstHash)
      if (saved.ok) return ok(null)
      return fail('code' in saved.problem ? faultsOf(saved.problem, columnOf) : saved.problem)
    },
    ...(remove ? { remove } : {}),
  }
}

/** What the registry's own rules refuse, at the column that it is about. */
function faultsOf(refused: Refusal, columnOf: Readonly<Record<string, string>>): CellFaultAt[] {
  if (!refused.errors) return [{ column: '', code: refused.code, message: refused.detail }]
  return refused.errors.map(({ path, message }) => ({
    column: columnOf[path] ?? path,
    code: refused.code,
    message: `${message}。`,
  }))
}

const referredTo = {
  zones: '区域',
  departments: '部门',
  queues: '前缀为此的队列',
  windows: '窗口',
} as const

/** What a cell refers to by name, prefix or number: its id, null for an empty cell, or the fault of the cell. */
export function refer(
  tx: Transaction,
  register: keyof typeof referredTo,
  column: string,
  cell: string,
): Result<string | null, readonly CellFaultAt[]> {
  if (cell === '') return ok(null)
  const id = namesIn(tx, register).idOf(cell)
  if (id !== undefined) return ok(id)
  const message = `没有${referredTo[register]}“${cell}”，请先登记或改正。`
  return fail([{ column, code: 'unknown-reference', message }])
}

/** All faults of several references together, so that one reading names every one. */
export function faultsIn(
  ...results: readonly Result<unknown, readonly CellFaultAt[]>[]
): readonly CellFaultAt[] {
  return results.flatMap((one) => (one.ok ? [] : one.problem))
}
