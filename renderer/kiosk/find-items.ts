import type { RouteAnswer } from '../../contract/client.ts'
import type { Item } from '../../contract/shapes.ts'
import { buildIndex, search, searchable } from '../../core/catalog/search.ts'
import type { Spelling } from '../../core/catalog/spelling.ts'
import { readSpelling } from '../../core/catalog/written-spelling.ts'
import { must } from '../../core/result.ts'

/** What a search found, best first; `more` when the list was cut at the most that was asked for. */
export interface Found {
  readonly items: readonly Item[]
  readonly more: boolean
}

/** The hall's items, held in the page, where a search takes no way to the hall. */
export interface Catalogue {
  /** The same items in the same order as the hall's own search gives. */
  find(text: string, most: number): Found
}

/** Makes a catalogue of what the hall told. Some milliseconds for a thousand items. */
function makeCatalogue({ items, spellings }: RouteAnswer<'searchableItems'>): Catalogue {
  const read = new Map<string, Spelling>()
  const spellingOf = (text: string): Spelling => {
    const known = read.get(text) ?? readSpelling(spellings[text] ?? '')
    read.set(text, known)
    return known
  }
  const index = buildIndex(items.map((item) => searchable(item, spellingOf)))
  const byId = new Map(items.map((item) => [item.id, item]))
  return {
    find(text, most) {
      const ids = search(index, text, most + 1)
      return {
        items: ids.slice(0, most).map((id) => must(byId.get(id), 'the index was made of these items')),
        more: ids.length > most,
      }
    },
  }
}

const made = new WeakMap<RouteAnswer<'searchableItems'>, Catalogue>()

/** The catalogue of an answer, made once for it. */
export function catalogueOf(answer: RouteAnswer<'searchableItems'>): Catalogue {
  const known = made.get(answer) ?? makeCatalogue(answer)
  made.set(answer, known)
  return known
}
