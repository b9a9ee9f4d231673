import type { StripText } from '../codec/strip-text.ts'
import { type Condition, ready } from './device.ts'

/** One screen on a line: what it shall show, and what is known of it. */
export interface Screen {
  readonly address: number
  called: string
  wanted: StripText | null
  /** What it shows as far as its answers tell; null when nobody knows. */
  shown: StripText | null
  shownAtMs: number
  /** Null until it was asked. */
  answers: 'yes' | 'no' | 'refused' | null
  /** The number of the question by which it was last known to answer, or not to. */
  knownBy: number
  /** Questions in a row that it did not answer. */
  misses: number
  /** It spoke after its time-out: it is let have its whole time for the next question. */
  late: boolean
  /** When it is to be asked or told again. */
  dueAtMs: number
}

/** None of them answers. */
export const noAnswer: Condition = { state: 'absent', detail: 'no-answer' }
/** Letters of a row's detail: the hall takes 120. */
const longestDetail = 100

export function newScreen(address: number): Screen {
  return {
    address,
    called: String(address),
    wanted: null,
    shown: null,
    shownAtMs: 0,
    answers: null,
    knownBy: 0,
    misses: 0,
    late: false,
    dueAtMs: 0,
  }
}

/** The line was opened anew: whatever it showed may be gone. Its silence is not forgotten, where that is the reason. */
export function forget(screen: Screen, silent: boolean): void {
  screen.shown = null
  screen.answers = silent ? 'no' : null
  screen.misses = 0
  screen.dueAtMs = 0
}

export function isBehind(screen: Screen): boolean {
  return screen.wanted !== null && !sameText(screen.wanted, screen.shown)
}

export function sameText(one: StripText | null, other: StripText | null): boolean {
  if (one === null || other === null) return one === other
  return one.colour === other.colour && one.lines.join('\n') === other.lines.join('\n')
}

/**
 * Who of those that are due is asked next: one that has news before all, but after a question that was missed one that
 * missed none, because each miss takes a whole time-out. The list is in the order of their turns.
 */
export function nextOf(due: readonly Screen[], missed: boolean): Screen | undefined {
  const hopeful = missed ? due.filter(({ answers, misses }) => answers !== 'no' && misses === 0) : []
  return (
    hopeful.find(isBehind) ??
    hopeful[0] ??
    due.find((screen) => screen.answers !== 'no' && isBehind(screen)) ??
    due[0]
  )
}

/** How a line of screens is, by what is known of each; null while nothing is. */
export function conditionOf(screens: readonly Screen[]): Condition | null {
  if (screens.every(({ answers }) => answers === 'no')) return noAnswer
  const called = (which: Screen['answers']) =>
    screens.flatMap((screen) => (screen.answers === which ? [screen.called] : []))
  if (called('no').length > 0) return { state: 'fault', detail: listed('no-answer', called('no')) }
  if (called('refused').length > 0) return { state: 'fault', detail: listed('refused', called('refused')) }
  return screens.some(({ answers }) => answers === 'yes') ? ready : null
}

function listed(word: string, called: readonly string[]): string {
  let detail = word
  for (const [index, one] of called.entries()) {
    const longer = `${detail}${index === 0 ? ' ' : ','}${one}`
    if (longer.length > longestDetail) return `${detail} +${called.length - index}`
    detail = longer
  }
  return detail
}
