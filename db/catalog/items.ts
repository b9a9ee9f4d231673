import type Database from 'better-sqlite3'
import type { Item, ItemDetail } from '../../contract/shapes.ts'
import { changeOne, query } from '../statement.ts'

/** What a guide to an item tells besides its queue's present state. */
export type ItemGuide = Omit<ItemDetail, 'queue'>

// An item's own queue goes before its department's.
const columns = `i.id, i.code, i.name, i.name_en AS nameEn, d.name AS department, i.department_id AS departmentId, i.group_name AS "group",
  i.topic, coalesce(i.queue_id, d.queue_id) AS queueId`
const tables = 'items i JOIN departments d ON d.id = i.department_id'

/** Which items are asked for. Left out means any. */
export interface ItemFilter {
  /** A department's id or its name. */
  readonly department?: string | undefined
  /** A group's name; `''` for the items that stand in none. */
  readonly group?: string | undefined
  readonly topic?: string | undefined
}

function where(filter: ItemFilter): { conditions: string[]; values: string[] } {
  const conditions: string[] = []
  const values: string[] = []
  if (filter.department !== undefined) {
    conditions.push('(i.department_id = ? OR d.name = ?)')
    values.push(filter.department, filter.department)
  }
  if (filter.group !== undefined) {
    conditions.push('i.group_name = ?')
    values.push(filter.group)
  }
  if (filter.topic !== undefined) {
    conditions.push('i.topic = ?')
    values.push(filter.topic)
  }
  return { conditions, values }
}

/** Items in the catalogue's order after a position (0 for the first), at most `limit`. */
export function listItems(
  db: Database.Database,
  filter: ItemFilter,
  afterPosition: number,
  limit: number,
): Item[] {
  const { conditions, values } = where(filter)
  return query<Item>(
    db,
    `SELECT ${columns} FROM ${tables} WHERE ${['i.position > ?', ...conditions].join(' AND ')}
     ORDER BY i.position LIMIT ?`,
  ).all(afterPosition, ...values, limit)
}

/** Ids of the items that a filter lets through. */
export function itemIdsWhere(db: Database.Database, filter: ItemFilter): Set<string> {
  const { conditions, values } = where(filter)
  const rows = query<{ id: string }>(
    db,
    `SELECT i.id FROM ${tables} ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}`,
  ).all(...values)
  return new Set(rows.map((row) => row.id))
}

/** Where an item stands in the catalogue's order; undefined for an id that is none. */
export function positionOf(db: Database.Database, id: string): number | undefined {
  return query<{ position: number }>(db, 'SELECT position FROM items WHERE id = ?').get(id)?.position
}

/** One item as lists show it. */
export function findItem(db: Database.Database, id: string): Item | undefined {
  return query<Item>(db, `SELECT ${columns} FROM ${tables} WHERE i.id = ?`).get(id)
}

/** One item with its guide: materials, fee, limits, trips. */
export function findItemGuide(db: Database.Database, id: string): ItemGuide | undefined {
  const row = query<Omit<ItemGuide, 'materials'> & { materials: string }>(
    db,
    `SELECT ${columns}, i.materials, i.fee_fen AS feeFen, i.fee_basis AS feeBasis,
       i.legal_limit_days AS legalLimitDays, i.promised_limit_days AS promisedLimitDays, i.trips
     FROM ${tables} WHERE i.id = ?`,
  ).get(id)
  // Written by saveGuide from values that the compiler had checked.
  return row && { ...row, materials: JSON.parse(row.materials) }
}

/** Topics 主题 that items stand under, in the catalogue's order. */
export function allTopics(db: Database.Database): string[] {
  return query<{ topic: string }>(
    db,
    'SELECT topic FROM items WHERE topic IS NOT NULL GROUP BY topic ORDER BY min(position)',
  )
    .all()
    .map((row) => row.topic)
}

/** Sends an item to a queue of its own; null sends it back to its department's. */
export function setItemQueue(db: Database.Database, itemId: string, queueId: string | null): void {
  changeOne(db, 'UPDATE items SET queue_id = ? WHERE id = ?', queueId, itemId)
}

/** What a catalogue file says of an item. */
export interface CatalogueEntry {
  readonly code: string
  readonly name: string
  readonly department: string
  /** '' where the item belongs to no set. */
  readonly group: string
  /** The national kind of authority, such as 1 行政许可 or 20 公共服务. */
  readonly taskType: string
}

/** Every item by its code, as a catalogue file would say it. */
export function entriesByCode(db: Database.Database): Map<string, CatalogueEntry & { readonly id: string }> {
  const rows = query<CatalogueEntry & { id: string }>(
    db,
    `SELECT i.id, i.code, i.name, d.name AS department, i.group_name AS "group", i.task_type AS taskType FROM ${tables}`,
  ).all()
  return new Map(rows.map((row) => [row.code, row]))
}

/** An item as the registry's table has it: with its own queue alone, null where its department's holds. */
export interface ItemRegistration extends CatalogueEntry {
  readonly id: string
  readonly nameEn: string | null
  readonly ownQueueId: string | null
}

const registration = `SELECT i.id, i.code, i.name, i.name_en AS nameEn, d.name AS department, i.group_name AS "group",
  i.task_type AS taskType, i.queue_id AS ownQueueId FROM ${tables}`

/** Every item as it is registered, in the catalogue's order. */
export function itemRegister(db: Database.Database): ItemRegistration[] {
  return query<ItemRegistration>(db, `${registration} ORDER BY i.position`).all()
}

/** One item as it is registered. */
export function findItemRegistration(db: Database.Database, id: string): ItemRegistration | undefined {
  return query<ItemRegistration>(db, `${registration} WHERE i.id = ?`).get(id)
}

/** Gives an item its English name. */
export function setItemNameEn(db: Database.Database, itemId: string, nameEn: string | null): void {
  changeOne(db, 'UPDATE items SET name_en = ? WHERE id = ?', nameEn, itemId)
}

/** Adds an item at the end of the catalogue. */
export function insertItem(
  db: Database.Database,
  id: string,
  departmentId: string,
  entry: CatalogueEntry,
): void {
  query(
    db,
    // The newest row has the last place: asked for the greatest one, each of 10,000 rows of a file would read all before it.
    `INSERT INTO items (id, code, name, department_id, group_name, task_type, position)
     VALUES (?, ?, ?, ?, ?, ?, coalesce((SELECT position FROM items ORDER BY rowid DESC LIMIT 1), 0) + 1)`,
  ).run(id, entry.code, entry.name, departmentId, entry.group, entry.taskType)
}

/** Replaces what a catalogue file says of an item; its queue, guide and place stay. */
export function updateItem(
  db: Database.Database,
  id: string,
  departmentId: string,
  entry: CatalogueEntry,
): void {
  changeOne(
    db,
    'UPDATE items SET name = ?, department_id = ?, group_name = ?, task_type = ? WHERE id = ?',
    entry.name,
    departmentId,
    entry.group,
    entry.taskType,
    id,
  )
}

/** What no catalogue file says and a guide does. Money in 分, limits in working days. */
export type GuideFields = Pick<
  ItemGuide,
  'nameEn' | 'topic' | 'materials' | 'feeFen' | 'feeBasis' | 'legalLimitDays' | 'promisedLimitDays' | 'trips'
>

/** Writes an item's guide. */
export function saveGuide(db: Database.Database, itemId: string, guide: GuideFields): void {
  changeOne(
    db,
    `UPDATE items SET name_en = ?, topic = ?, materials = ?, fee_fen = ?, fee_basis = ?, legal_limit_days = ?,
       promised_limit_days = ?, trips = ? WHERE id = ?`,
    guide.nameEn,
    guide.topic,
    JSON.stringify(guide.materials),
    guide.feeFen,
    guide.feeBasis,
    guide.legalLimitDays,
    guide.promisedLimitDays,
    guide.trips,
    itemId,
  )
}
