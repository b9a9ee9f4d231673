import type Database from 'better-sqlite3'
import { foldName } from '../../core/registry/fold.ts'
import { departmentNames } from '../../db/catalog/departments.ts'
import { queuePrefixes } from '../../db/queue/queues.ts'
import { windowNumbers, zoneNames } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'

/** What a register's records are called by, and under which id. */
interface NamedRecord {
  readonly id: string
  readonly name: string
}

const readers = {
  zones: zoneNames,
  departments: departmentNames,
  queues: queuePrefixes,
  windows: windowNumbers,
} as const satisfies Record<string, (db: Database.Database) => NamedRecord[]>

/** Registers whose records are referred to by a name, a prefix or a number. */
type NamedRegister = keyof typeof readers

/**
 * The names of one register, found either way without reading the register again. Names are compared folded; a name
 * that is written exactly so goes first, because stores of before may hold two that differ by case alone.
 */
class RegisteredNames {
  readonly #names = new Map<string, string>()
  readonly #exact = new Map<string, string>()
  readonly #folded = new Map<string, string>()

  constructor(records: readonly NamedRecord[]) {
    for (const { id, name } of records) this.put(id, name)
  }

  idOf(name: string): string | undefined {
    return this.#exact.get(name) ?? this.#folded.get(foldName(name))
  }

  /** Empty for an id that is not there, and for none. */
  nameOf(id: string | null): string {
    return this.#names.get(id ?? '') ?? ''
  }

  /** Whether a record other than `id` already has this name, or one that passes for it. */
  isTaken(name: string, id: string): boolean {
    // A record that keeps its name may keep it, whatever else passes for it.
    if (this.#names.get(id) === name) return false
    const other = this.idOf(name)
    return other !== undefined && other !== id
  }

  /** Follows a record that was registered or renamed. */
  put(id: string, name: string): void {
    const before = this.#names.get(id)
    if (before !== undefined) {
      if (this.#exact.get(before) === id) this.#exact.delete(before)
      if (this.#folded.get(foldName(before)) === id) this.#folded.delete(foldName(before))
    }
    this.#names.set(id, name)
    this.#exact.set(name, id)
    this.#folded.set(foldName(name), id)
  }
}

const keptOf = new WeakMap<Transaction, Map<NamedRegister, RegisteredNames>>()

/**
 * The names of a register as one command sees them: read once for the command, and kept true by whoever registers in
 * it. A file of thousands of rows would else read the whole register for each of them, inside the one writer.
 */
export function namesIn(tx: Transaction, register: NamedRegister): RegisteredNames {
  let kept = keptOf.get(tx)
  if (!kept) {
    kept = new Map()
    keptOf.set(tx, kept)
  }
  let names = kept.get(register)
  if (!names) {
    names = new RegisteredNames(readers[register](tx.db))
    kept.set(register, names)
  }
  return names
}

/** What records are called to which a register refers. */
export type NameOf = (register: NamedRegister, id: string | null) => string

/** What records are called as one command sees them. */
export function namesOfCommand(tx: Transaction): NameOf {
  return (register, id) => namesIn(tx, register).nameOf(id)
}

/** What records are called now, for writing a whole table: each register that it refers to is read once. */
export function namesNow(db: Database.Database): NameOf {
  const read = new Map<NamedRegister, RegisteredNames>()
  return (register, id) => {
    const names = read.get(register) ?? new RegisteredNames(readers[register](db))
    read.set(register, names)
    return names.nameOf(id)
  }
}
