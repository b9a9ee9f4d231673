import type Database from 'better-sqlite3'
import { buildIndex, type SearchableItem, type SearchIndex } from '../../core/catalog/search.ts'
import type { Spelling } from '../../core/catalog/spelling.ts'
import { query } from '../statement.ts'
import { spell } from './spell.ts'

const indexes = new WeakMap<Database.Database, { version: number; index: SearchIndex }>()

/**
 * The search index of a store's catalogue. Made at the first question after an import (about 0.1 s for a district's
 * 1,135 items) and kept: the number of the last entry that changes names is the catalogue's version.
 */
export function catalogueIndex(db: Database.Database): SearchIndex {
  const version = catalogueVersion(db)
  const known = indexes.get(db)
  if (known && known.version === version) return known.index
  const index = buildIndex(searchableItems(db))
  indexes.set(db, { version, index })
  return index
}

/** Entries after which a name that is searched may be another one. */
const namingTypes = ['catalogue-imported', 'item-saved', 'department-saved'] as const

/** The journal's number of the last import or other change of names; 0 before the first. */
export function catalogueVersion(db: Database.Database): number {
  // One question a type: each is the end of an index, whatever the journal's length.
  const latest = namingTypes.map(
    (type) =>
      query<{ seq: number | null }>(db, 'SELECT max(seq) AS seq FROM journal WHERE type = ?').get(type)
        ?.seq ?? 0,
  )
  return Math.max(...latest)
}

interface Row {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly name_en: string | null
  readonly topic: string | null
  readonly group_name: string
  readonly department: string
}

function searchableItems(db: Database.Database): SearchableItem[] {
  const spelled = new Map<string, Spelling>()
  // Groups and departments are shared, and search looks at each shared spelling once.
  const shared = (text: string): Spelling => {
    const known = spelled.get(text) ?? spell(text)
    spelled.set(text, known)
    return known
  }
  return query<Row>(
    db,
    `SELECT i.id, i.code, i.name, i.name_en, i.topic, i.group_name, d.name AS department
     FROM items i JOIN departments d ON d.id = i.department_id ORDER BY i.position`,
  )
    .all()
    .map((row) => ({
      id: row.id,
      code: row.code,
      name: spell(row.name),
      group: shared(row.group_name),
      department: shared(row.department),
      alsoNamed: [row.name_en ?? '', row.topic ?? ''].join(' '),
    }))
}
