import { queryWords } from './fold.ts'
import { findPart, placeRank, type Spelling } from './spelling.ts'

/** What search knows of an item. */
export interface SearchableItem {
  readonly id: string
  readonly code: string
  readonly name: Spelling
  readonly group: Spelling
  readonly department: Spelling
  /** What else names it in plain words: its English name, its topic. */
  readonly alsoNamed: string
}

/** An item's names as texts. */
export interface NamedItem {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly topic: string | null
  readonly group: string
  readonly department: string
}

/**
 * An item as search takes it. `spellingOf` gives the spelling of a text, and the same object for the same text:
 * search looks at each shared spelling once.
 */
export function searchable(item: NamedItem, spellingOf: (text: string) => Spelling): SearchableItem {
  return {
    id: item.id,
    code: item.code,
    name: spellingOf(item.name),
    group: spellingOf(item.group),
    department: spellingOf(item.department),
    alsoNamed: [item.nameEn ?? '', item.topic ?? ''].join(' '),
  }
}

interface Entry extends SearchableItem {
  readonly foldedCode: string
  readonly otherWords: readonly string[]
}

/** Items made ready for search, in the order of results that are otherwise equal: shorter names first. */
export interface SearchIndex {
  readonly entries: readonly Entry[]
}

/** Makes an index. The order in which items are given decides between names of the same length. */
export function buildIndex(items: readonly SearchableItem[]): SearchIndex {
  const entries = items.map((item) => ({
    ...item,
    foldedCode: queryWords(item.code).join(''),
    otherWords: queryWords(item.alsoNamed),
  }))
  return { entries: entries.toSorted((one, other) => one.name.length - other.name.length) }
}

/** What lies outside of the name ranks after everything inside it, in this order. */
const outside = { group: 100, department: 200, otherWords: 300, code: 400 } as const
/** Several words that do not stand together rank after those that do. */
const apart = 50

/**
 * Finds items by any part of their names: characters, full pinyin, initials, or all mixed; several words must all
 * be found. A part at the start of the name goes before one at the start of a word, that before one inside a
 * word; then shorter names go first. Group, department, English name and code are found too, lower down.
 * Returns ids, best first, the same for the same index and text; text without a letter, character or digit finds nothing.
 */
export function search(
  index: SearchIndex,
  text: string,
  limit: number,
  filter: (id: string) => boolean = () => true,
): string[] {
  const words = queryWords(text)
  if (words.length === 0) return []
  const find = remembering()
  const found: { id: string; rank: number }[] = []
  for (const entry of index.entries) {
    if (!filter(entry.id)) continue
    const rank = rankOf(entry, words, find)
    if (rank !== null) found.push({ id: entry.id, rank })
  }
  // Sorting is stable: within a rank the index's own order stays.
  return found
    .sort((one, other) => one.rank - other.rank)
    .slice(0, limit)
    .map(({ id }) => id)
}

type Find = (spelling: Spelling, word: string) => number | null

/** Groups and departments are shared by many items: each is searched once for a word. */
function remembering(): Find {
  const known = new Map<string, Map<Spelling, number | null>>()
  return (spelling, word) => {
    let ofWord = known.get(word)
    if (!ofWord) {
      ofWord = new Map()
      known.set(word, ofWord)
    }
    const before = ofWord.get(spelling)
    if (before !== undefined) return before
    const place = findPart(spelling, word)
    const rank = place === null ? null : placeRank(place)
    ofWord.set(spelling, rank)
    return rank
  }
}

function rankOf(entry: Entry, words: readonly string[], find: Find): number | null {
  if (words.length > 1) {
    const together = findPart(entry.name, words.join(''))
    if (together) return placeRank(together)
    if (isInCode(entry, words.join(''))) return outside.code
  }
  let sum = words.length > 1 ? apart : 0
  // A word typed twice asks nothing more.
  for (const word of new Set(words)) {
    const rank = rankOfWord(entry, word, find)
    if (rank === null) return null
    sum += rank
  }
  return sum
}

function rankOfWord(entry: Entry, word: string, find: Find): number | null {
  const inName = findPart(entry.name, word)
  if (inName) return placeRank(inName)
  const inGroup = find(entry.group, word)
  if (inGroup !== null) return outside.group + inGroup
  const inDepartment = find(entry.department, word)
  if (inDepartment !== null) return outside.department + inDepartment
  if (entry.otherWords.some((other) => other.startsWith(word))) return outside.otherWords
  return isInCode(entry, word) ? outside.code : null
}

/** Codes are full of letters and zeros: only a piece long enough to mean one is looked for. */
function isInCode(entry: Entry, piece: string): boolean {
  return piece.length >= 4 && /\d/.test(piece) && entry.foldedCode.includes(piece)
}
