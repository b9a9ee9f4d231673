import type Database from 'better-sqlite3'
import type { RouteAnswer } from '../../contract/client.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { Item } from '../../contract/shapes.ts'
import { queryWords } from '../../core/catalog/fold.ts'
import { ungrouped } from '../../core/catalog/group.ts'
import { search } from '../../core/catalog/search.ts'
import type { Spelling } from '../../core/catalog/spelling.ts'
import { writeSpelling } from '../../core/catalog/written-spelling.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { findItem, type ItemFilter, itemIdsWhere, listItems, positionOf } from '../../db/catalog/items.ts'
import { catalogueIndex } from '../../db/catalog/search-index.ts'

/** A question for items, as the interface takes it. An empty text is one that was not given. */
export interface ItemQuestion {
  readonly q?: string | undefined
  readonly department?: string | undefined
  /** 未分类 asks for the items that stand in no group. */
  readonly group?: string | undefined
  readonly topic?: string | undefined
  /** Left out: items that are switched on and those that are off. */
  readonly active?: boolean | undefined
  readonly limit: number
  /** `next` of the part before: the id of its last item. */
  readonly after?: string | undefined
}

export interface ItemPart {
  readonly items: Item[]
  /** Where the next part begins; null when there is none. */
  readonly next: string | null
}

/**
 * Lists items in the catalogue's order, or, where something was typed, by how well they fit it.
 * Refuses `after` that is no item of this list: the catalogue may have changed in between.
 */
export function findItems(db: Database.Database, question: ItemQuestion): Result<ItemPart, Refusal> {
  const filter: ItemFilter = {
    department: question.department || undefined,
    group: question.group === ungrouped ? '' : question.group || undefined,
    topic: question.topic || undefined,
    active: question.active,
  }
  const after = question.after || null
  const typed = question.q ?? ''
  if (typed.trim() === '') return ordered(db, filter, after, question.limit)
  if (queryWords(typed).length === 0) return ok({ items: [], next: null })
  return ranked(db, typed, filter, after, question.limit)
}

function ordered(
  db: Database.Database,
  filter: ItemFilter,
  after: string | null,
  limit: number,
): Result<ItemPart, Refusal> {
  const position = after === null ? 0 : positionOf(db, after)
  if (position === undefined) return fail(staleCursor)
  const found = listItems(db, filter, position, limit + 1)
  return ok(part(found.slice(0, limit), found.length > limit))
}

function ranked(
  db: Database.Database,
  typed: string,
  filter: ItemFilter,
  after: string | null,
  limit: number,
): Result<ItemPart, Refusal> {
  const narrowed = Object.values(filter).some((one) => one !== undefined)
  const among = narrowed ? itemIdsWhere(db, filter) : null
  const ids = search(catalogueIndex(db), typed, Number.POSITIVE_INFINITY, (id) => among?.has(id) ?? true)
  const start = after === null ? 0 : ids.indexOf(after) + 1
  if (after !== null && start === 0) return fail(staleCursor)
  const items = ids
    .slice(start, start + limit)
    .map((id) => must(findItem(db, id), 'the index holds the items of this store'))
  return ok(part(items, ids.length > start + limit))
}

/**
 * Every item that is switched on with the spellings of its names: whoever puts them into an index of core/catalog/search.ts finds what
 * `findItems` finds, in the same order.
 */
export function searchableItems(db: Database.Database): RouteAnswer<'searchableItems'> {
  const items = listItems(db, { active: true }, 0, Number.MAX_SAFE_INTEGER)
  const byId = new Map(catalogueIndex(db).entries.map((entry) => [entry.id, entry]))
  const spellings = new Map<string, Spelling>()
  for (const item of items) {
    const entry = must(byId.get(item.id), 'the index holds the items of this store')
    spellings.set(item.name, entry.name).set(item.group, entry.group).set(item.department, entry.department)
  }
  const written = [...spellings].map(([text, spelling]) => [text, writeSpelling(spelling)])
  return { items, spellings: Object.fromEntries(written) }
}

function part(items: Item[], more: boolean): ItemPart {
  return { items, next: more ? (items.at(-1)?.id ?? null) : null }
}

const staleCursor = refusal('validation', '列表已有变化，请从头重新查询。', {
  errors: [{ path: 'after', message: '不是此列表中的事项' }],
})
