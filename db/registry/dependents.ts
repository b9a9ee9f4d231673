import type Database from 'better-sqlite3'
import { changeOne, query } from '../statement.ts'

/** What may be removed, and the table that it stands in. */
export type Removable = 'zone' | 'window' | 'queue' | 'department' | 'item'

interface Dependent {
  /** What depends on it, in the words of the refusal. */
  readonly says: string
  /** Counts what depends on the bound id. */
  readonly sql: string
}

const of = (says: string, table: string, column: string): Dependent => ({
  says,
  sql: `SELECT count(*) AS n FROM ${table} WHERE ${column} = ?`,
})

const dependents: Readonly<Record<Removable, readonly Dependent[]>> = {
  zone: [
    of('个队列', 'queues', 'zone_id'),
    of('个窗口', 'windows', 'zone_id'),
    of('名人员', 'staff', 'zone_id'),
    of('台终端', 'terminals', 'zone_id'),
  ],
  window: [
    of('名人员', 'staff', 'window_id'),
    of('台终端', 'terminals', 'window_id'),
    {
      says: '台代收评价的终端',
      sql: `SELECT count(*) AS n FROM terminals t, json_each(t.pad_windows) p
        WHERE json_type(t.pad_windows) = 'array' AND p.value = ?`,
    },
    // History stays readable: whose window it was is asked for years later.
    {
      says: '张号票',
      sql: 'SELECT count(*) AS n FROM tickets WHERE ? IN (window_id, for_window_id)',
    },
    of('次服务', 'services', 'window_id'),
  ],
  queue: [
    of('个窗口', 'window_queues', 'queue_id'),
    of('个部门', 'departments', 'queue_id'),
    of('个事项', 'items', 'queue_id'),
    of('张号票', 'tickets', 'queue_id'),
    of('天的发号记录', 'counters', 'queue_id'),
    of('次服务', 'services', 'queue_id'),
    of('次办事中的事项', 'visit_items', 'queue_id'),
  ],
  item: [
    of('张号票', 'visit_items', 'item_id'),
    of('次服务', 'services', 'item_id'),
    of('次预约', 'appointments', 'item_id'),
  ],
  department: [of('个事项', 'items', 'department_id'), of('个队列', 'queues', 'department_id')],
}

const tables: Readonly<Record<Removable, string>> = {
  zone: 'zones',
  window: 'windows',
  queue: 'queues',
  department: 'departments',
  item: 'items',
}

/** What depends on something that is to be removed, in words: `2 个窗口、1 台终端`; empty when nothing does. */
export function dependentsOf(db: Database.Database, what: Removable, id: string): string[] {
  return dependents[what].flatMap(({ says, sql }) => {
    const n = query<{ n: number }>(db, sql).get(id)?.n ?? 0
    return n > 0 ? [`${n} ${says}`] : []
  })
}

/** Removes what nothing depends on. A window's list of queues goes with it. */
export function removeRecord(db: Database.Database, what: Removable, id: string): void {
  if (what === 'window') query(db, 'DELETE FROM window_queues WHERE window_id = ?').run(id)
  changeOne(db, `DELETE FROM ${tables[what]} WHERE id = ?`, id)
}
