import type Database from 'better-sqlite3'
import type { Item, ItemDetail, ItemRegistration } from '../../contract/shapes.ts'
import { changeOne, query } from '../statement.ts'

/** What a guide to an item tells besides its queue's present state. */
export type ItemGuide = Omit<ItemDetail, 'queue'>

// An item's own queue goes before its department's; one that is switched off goes to none.
const columns = `i.id, i.code, i.name, i.name_en AS nameEn, d.name AS department, i.department_id AS departmentId, i.group_name AS "group",
  i.topic, CASE i.active WHEN 1 THEN coalesce(i.queue_id, d.queue_id) END AS queueId`
const guideColumns = `i.materials, i.fee_fen AS feeFen, i.fee_basis AS feeBasis, i.legal_limit_days AS legalLimitDays,
  i.promised_limit_days AS promisedLimitDays, i.trips`
const tables = 'items i JOIN departments d ON d.id = i.department_id'

/** Which items are asked for. Left out means any. */
export interface ItemFilter {
  /** A department's id or its name. */
  readonly department?: string | undefined
  /** A group's name; `''` for the items that stand in none. */
  readonly group?: string | undefined
  readonly topic?: string | undefined
  /** Whether those that are switched on are meant, or those that are off. */
  readonly active?: boolean | undefined
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
  if (filter.active !== undefined) conditions.push(`i.active = ${filter.active ? 1 : 0}`)
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
    `SELECT ${columns}, ${guideColumns} FROM ${tables} WHERE i.id = ?`,
  ).get(id)
  return row && withMaterials(row)
}

/** Materials stand as JSON, written by saveGuide from values that the compiler had checked. */
function withMaterials<Row extends { readonly materials: string }>(
  row: Row,
): Omit<Row, 'materials'> & Pick<ItemGuide, 'materials'> {
  return { ...row, materials: JSON.parse(row.materials) }
}

/** Topics 主题 that items stand under, in the catalogue's order. */
export function allTopics(db: Database.Database): string[] {
  return query<{ topic: string }>(
    db,
    'SELECT topic FROM items WHERE topic IS NOT NULL AND active = 1 GROUP BY topic ORDER BY min(position)',
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

interface RegistrationRow extends Omit<ItemRegistration, 'materials' | 'active'> {
  readonly materials: string
  readonly active: number
}

const registration = `SELECT ${columns}, ${guideColumns}, i.task_type AS taskType, i.queue_id AS ownQueueId, i.active FROM ${tables}`

function toRegistration(row: RegistrationRow): ItemRegistration {
  return { ...withMaterials(row), active: row.active === 1 }
}

/** Every item as it is registered, in the catalogue's order. */
export function itemRegister(db: Database.Database): ItemRegistration[] {
  return query<RegistrationRow>(db, `${registration} ORDER BY i.position`).all().map(toRegistration)
}

/** One item as it is registered. */
export function findItemRegistration(db: Database.Database, id: string): ItemRegistration | undefined {
  const row = query<RegistrationRow>(db, `${registration} WHERE i.id = ?`).get(id)
  return row && toRegistration(row)
}

/** Whether a code is another item's already. */
export function isCodeTaken(db: Database.Database, code: string, exceptId: string): boolean {
  return (
    query<{ id: string }>(db, 'SELECT id FROM items WHERE code = ? AND id <> ?').get(code, exceptId) !==
    undefined
  )
}

/** Switches an item off, or on again. */
export function setItemActive(db: Database.Database, itemId: string, active: boolean): void {
  changeOne(db, 'UPDATE items SET active = ? WHERE id = ?', active ? 1 : 0, itemId)
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
