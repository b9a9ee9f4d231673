import type Database from 'better-sqlite3'
import { query } from '../statement.ts'

/** The queue that an item is for: its own, else its department's. Undefined when there is no such item. */
export function findItemQueue(db: Database.Database, itemId: string): { queueId: string | null } | undefined {
  return query<{ queueId: string | null }>(
    db,
    'SELECT coalesce(i.queue_id, d.queue_id) AS queueId FROM items i JOIN departments d ON d.id = i.department_id WHERE i.id = ?',
  ).get(itemId)
}

/** An item's name as the catalogue has it. */
export function itemName(db: Database.Database, itemId: string): string | null {
  return query<{ name: string }>(db, 'SELECT name FROM items WHERE id = ?').get(itemId)?.name ?? null
}
