import { useEffect, useRef } from 'react'
import type { DeskKey } from './keys.ts'
import type { Doing } from './use-work.ts'

/** Keys that ask nothing of the hall's answer: they act at once, whatever is under way. */
const atOnce: ReadonlySet<DeskKey> = new Set([
  'line',
  'held',
  'missed',
  'takeHelp',
  'endHelp',
  'trouble',
  'keys',
])

/** So long a press is kept. Whoever waits longer has looked at the page again, and presses for what is there. */
export const keptForMs = 3000

/**
 * The one press that came while the hall was still doing the last thing: quick hands press F when they see 正在办理,
 * though the page is still reading the line. It is done next, and judged by what is true then. The key of what is under
 * way is not kept: pressed twice it is meant once.
 */
export class NextPress {
  #kept: { readonly key: DeskKey; readonly atMs: number } | null = null

  /** Whether the press is kept; a later one takes its place. */
  keep(key: DeskKey, doing: Doing, atMs: number): boolean {
    if (doing === 'sign-out' || key === keyOf(doing)) return false
    this.#kept = { key, atMs }
    return true
  }

  /** What is to be done now, or null: nothing was pressed, or too long ago. Afterwards nothing is kept. */
  take(nowMs: number): DeskKey | null {
    const kept = this.#kept
    this.#kept = null
    return kept !== null && nowMs - kept.atMs <= keptForMs ? kept.key : null
  }
}

/** The key that stands for what is under way; a row of the line is worked on by Enter, as its button says. */
function keyOf(doing: Exclude<Doing, 'sign-out'>): DeskKey {
  return doing === 'call' || doing === 'resume' || doing === 'return' ? 'start' : doing
}

/**
 * What a key does: it acts now, or after what is under way, unless that was refused or a dialog asks meanwhile.
 * Both functions say whether the press counts.
 */
export function useNextPress(
  now: { readonly doing: Doing | null; readonly refused: boolean; readonly asking: boolean },
  act: (key: DeskKey) => boolean,
): (key: DeskKey) => boolean {
  const { doing, refused, asking } = now
  const next = useRef(new NextPress())
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (doing !== null) return
    const key = next.current.take(performance.now())
    if (key !== null && !refused && !asking) latest.current(key)
  }, [doing, refused, asking])
  return (key) =>
    doing === null || atOnce.has(key) ? act(key) : next.current.keep(key, doing, performance.now())
}
