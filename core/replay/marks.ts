import type { ReplayEntry } from './fold.ts'

/** What is marked along the day. */
export const markKinds = ['paused', 'missed', 'low-rating', 'opened', 'closed'] as const
export type MarkKind = (typeof markKinds)[number]

/** A moment worth looking at. */
export interface Mark {
  readonly seq: number
  readonly atMs: number
  readonly kind: MarkKind
}

const kinds: ReadonlyMap<string, MarkKind> = new Map([
  ['window-paused', 'paused'],
  ['ticket-missed', 'missed'],
  ['rectification-opened', 'low-rating'],
  ['window-opened', 'opened'],
  ['window-closed', 'closed'],
])

/** The marks of a day, in its order. */
export function marksOf(entries: readonly ReplayEntry[]): Mark[] {
  return entries.flatMap(({ seq, atMs, type }) => {
    const kind = kinds.get(type)
    return kind === undefined ? [] : [{ seq, atMs, kind }]
  })
}
