import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { harden } from '../db/open.ts'

/** Tables whose rows one ticket makes. */
const tables = ['journal', 'tickets', 'idempotency'] as const
type Row = Record<string, string | number | bigint | Buffer | null>

/**
 * The base line: better-sqlite3 alone commits the very rows that the hall wrote (journal entry, ticket, key), one ticket a
 * transaction, durable as the hall's are, in a store with the same tables and indexes as the hall's was before. Its first
 * tickets are not counted either, for as long as `warmSeconds`. Returns tickets per second.
 */
export function measureBareCommits(
  finished: string,
  begun: string,
  folder: string,
  { warmSeconds, seconds }: { readonly warmSeconds: number; readonly seconds: number },
): number {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'bare.sqlite')
  copyFileSync(begun, file)
  const rows = ticketsOf(finished)
  const db = new Database(file)
  try {
    harden(db)
    const inserts = tables.map((table) => {
      const names = db.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`).all()
      const columns = names.map(({ name }) => name)
      return db.prepare<[Row]>(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
      )
    })
    const commit = db.transaction((ticket: readonly Row[]) => {
      for (const [index, row] of ticket.entries()) inserts[index]?.run(row)
    })
    const next = rows.values()
    commitFor(next, commit, warmSeconds)
    return commitFor(next, commit, seconds)
  } finally {
    db.close()
  }
}

/** Commits ticket after ticket for so many seconds, or until none is left; returns tickets per second. */
function commitFor(
  tickets: Iterator<readonly Row[]>,
  commit: (ticket: readonly Row[]) => void,
  seconds: number,
): number {
  const start = performance.now()
  let done = 0
  while (performance.now() - start < seconds * 1000) {
    const { value, done: over } = tickets.next()
    if (over) break
    commit(value)
    done += 1
  }
  return (done / (performance.now() - start)) * 1000
}

/** The rows of every ticket that a hall issued, in order: its journal entry, itself, and a key's answer. */
function ticketsOf(file: string): Row[][] {
  const db = new Database(file, { readonly: true })
  try {
    const issued = db
      .prepare<[], Row>("SELECT * FROM journal WHERE type = 'ticket-issued' ORDER BY seq LIMIT 60000")
      .all()
    const ticket = db.prepare<[string], Row>('SELECT * FROM tickets WHERE id = ?')
    const keys = db.prepare<[], Row>('SELECT * FROM idempotency ORDER BY at_ms DESC LIMIT 60000').all()
    return issued.flatMap((entry, index) => {
      const row = ticket.get(String(entry['ticket_id']))
      const key = keys[index]
      return row && key ? [[entry, row, key]] : []
    })
  } finally {
    db.close()
  }
}
