import type Database from 'better-sqlite3'
import {
  buildIndex,
  type NamedItem,
  type SearchableItem,
  type SearchIndex,
  searchable,
} from '../../core/catalog/search.ts'
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
const namingTypes = ['catalogue-imported', 'item-saved', 'item-removed', 'department-saved'] as const

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

function searchableItems(db: Database.Database): SearchableItem[] {
  const spelled = new Map<string, Spelling>()
  const spellingOf = (text: string): Spelling => {
    const known = spelled.get(text) ?? spell(text)
    spelled.set(text, known)
    return known
  }
  return query<NamedItem>(
    db,
    `SELECT i.id, i.code, i.name, i.name_en AS nameEn, i.topic, i.group_name AS "group", d.name AS department
     FROM items i JOIN departments d ON d.id = i.department_id ORDER BY i.position`,
  )
    .all()
    .map((item) => searchable(item, spellingOf))
}
