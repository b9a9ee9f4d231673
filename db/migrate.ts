import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { fail, ok, type Result } from '../core/result.ts'
import type { StoreProblem } from './store-problem.ts'

const folder = join(import.meta.dirname, 'migrations')

/** One numbered step: its number and its SQL. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

/** The steps that ship, in order. Files are named `0001-what.sql`; a gap or a doubled number is a bug. */
export function shippedMigrations(): Migration[] {
  const steps = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({
      number: Number(name.slice(0, 4)),
      name,
      sql: readFileSync(join(folder, name), 'utf8'),
    }))
  for (const [index, step] of steps.entries())
    if (step.number !== index + 1) throw new Error(`migration out of order: ${step.name}`)
  return steps
}

/** How a store is brought forward. */
export interface MigrateOptions {
  /** The last step that is taken; all of them unless it is said. */
  readonly upTo?: number
  /** Told before a store that holds something already is brought forward: a year of records takes a while. */
  readonly onUpgrade?: (from: number, to: number) => void
}

/**
 * Brings a store forward, each step in a transaction of its own; never backward. A store from a newer version
 * is refused and left as it is.
 */
export function migrate(db: Database.Database, options: MigrateOptions = {}): Result<number, StoreProblem> {
  const { upTo = Number.POSITIVE_INFINITY, onUpgrade } = options
  const steps = shippedMigrations()
  const now = Number(db.pragma('user_version', { simple: true }))
  if (now > steps.length)
    return fail({
      code: 'newer-version',
      message: `存储来自更新的版本（${now} > ${steps.length}）。请升级程序，或用 --data 指定别的目录。`,
    })
  const to = Math.min(steps.length, upTo)
  if (now > 0 && now < to) onUpgrade?.(now, to)
  for (const step of steps) if (step.number > now && step.number <= to) take(db, step)
  return ok(to)
}

/**
 * A step that makes a table again which others name begins with this line: SQLite then looks at the references when the
 * step is done (https://www.sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes").
 */
const withoutForeignKeys = '-- foreign keys off\n'

function take(db: Database.Database, step: Migration): void {
  const kept = Number(db.pragma('foreign_keys', { simple: true }))
  const isApart = step.sql.startsWith(withoutForeignKeys)
  // Only outside a transaction does SQLite switch them.
  if (isApart) db.pragma('foreign_keys = OFF')
  db.exec('BEGIN IMMEDIATE')
  try {
    db.exec(step.sql)
    const broken = isApart && kept === 1 ? db.prepare('PRAGMA foreign_key_check').all().length : 0
    if (broken > 0) throw new Error(`${step.name} leaves ${broken} rows that name what is not there`)
    db.pragma(`user_version = ${step.number}`)
    db.exec('COMMIT')
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  } finally {
    db.pragma(`foreign_keys = ${kept}`)
  }
}
