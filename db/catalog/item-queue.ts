import type Database from 'better-sqlite3'
import { query } from '../statement.ts'

/**
 * The queue that an item is for: its own, else its department's; none while it is switched off. Undefined when there is
 * no such item.
 */
export function findItemQueue(
  db: Database.Database,
  itemId: string,
): { queueId: string | null; active: number } | undefined {
  return query<{ queueId: string | null; active: number }>(
    db,
    `SELECT CASE i.active WHEN 1 THEN coalesce(i.queue_id, d.queue_id) END AS queueId, i.active
     FROM items i JOIN departments d ON d.id = i.department_id WHERE i.id = ?`,
  ).get(itemId)
}

/** An item's name as the catalogue has it. */
export function itemName(db: Database.Database, itemId: string): string | null {
  return query<{ name: string }>(db, 'SELECT name FROM items WHERE id = ?').get(itemId)?.name ?? null
}
