import type Database from 'better-sqlite3'

type Bound = Database.Statement<unknown[], unknown>
const prepared = new WeakMap<Database.Database, Map<string, Bound>>()

/** What a query is bound with. */
export type Value = string | number | bigint | Buffer | null

/** One row of a query as its columns' types say; the SQL beside it is what makes it true. */
export interface Query<Row> {
  get(...values: Value[]): Row | undefined
  all(...values: Value[]): Row[]
  run(...values: Value[]): { changes: number }
}

/** Prepares a statement once for a connection and keeps it. */
export function query<Row = never>(db: Database.Database, sql: string): Query<Row> {
  let cache = prepared.get(db)
  if (!cache) {
    cache = new Map()
    prepared.set(db, cache)
  }
  let statement = cache.get(sql)
  if (!statement) {
    statement = db.prepare<unknown[], unknown>(sql)
    cache.set(sql, statement)
  }
  // The columns named in the SQL are the row's type; there is no second source to check them against.
  return statement as Database.Statement<unknown[], Row>
}

/** Every statement that was prepared for a connection. */
export function preparedFor(db: Database.Database): string[] {
  return [...(prepared.get(db)?.keys() ?? [])]
}

/** Runs a targeted write and insists that it hit exactly one row: anything else is a bug. */
export function changeOne(db: Database.Database, sql: string, ...values: Value[]): void {
  const { changes } = query(db, sql).run(...values)
  if (changes !== 1) throw new Error(`expected to change one row, changed ${changes}: ${sql}`)
}
