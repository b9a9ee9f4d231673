/** A line of people, as far as it matters to somebody who waits in another one. */
export interface LineSeen {
  readonly waiting: number
  /** How long the first of the line has waited. */
  readonly oldestMinutes: number
  /** Of the windows that serve this line, the share that serves one's own queue too: from 0 to 1. */
  readonly share: number
}

/** What decides whether others go before because they have waited beyond the bound of their class. */
export interface OverdueFacts {
  /** How many must be called until it is one's turn, oneself included, as the lines stand. */
  readonly inOrder: number
  readonly meanMinutes: number
  /** Windows that the queue has for itself, and all open ones that serve it whatever else they serve. */
  readonly windowsOpen: number
  readonly windowsServing: number
  /** Lines that the same windows serve, in which nobody is ahead yet. */
  readonly lines: readonly LineSeen[]
  /** After so many minutes of waiting one goes before all: oneself, and the people in the lines. */
  readonly ownBoundMinutes: number
  readonly lineBoundMinutes: number
}

/** The rounds after which a wait that still moves is taken as it is. */
const mostRounds = 6
const settledMinutes = 0.5

/**
 * How many must be called until it is one's turn, oneself included, when whoever waits beyond their bound goes before
 * all. The longer the wait, the more of the others' lines will be over their bound before it ends: so it is looked
 * for from the line as it stands, upwards, until it holds. Beyond one's own bound every window that serves the queue
 * calls for it, not only those that have nobody else first. The count is in windows that the queue has for itself.
 */
export function calledBefore(facts: OverdueFacts): number {
  const { inOrder, meanMinutes, windowsOpen, windowsServing, ownBoundMinutes, lineBoundMinutes } = facts
  if (facts.lines.length === 0) return inOrder
  let wait = (inOrder * meanMinutes) / windowsOpen
  for (let round = 0; round < mostRounds; round += 1) {
    // Who will be over the bound before oneself: the older, and those over it before the wait ends.
    const age = Math.max(lineBoundMinutes - ownBoundMinutes, lineBoundMinutes - wait)
    const overdue = facts.lines.reduce((sum, line) => sum + line.share * olderThan(line, age), 0)
    const work = (inOrder + overdue) * meanMinutes
    const own = work / windowsOpen
    const next = own > ownBoundMinutes ? Math.max(ownBoundMinutes, work / windowsServing) : own
    const isSettled = Math.abs(next - wait) < settledMinutes
    wait = next
    if (isSettled) break
  }
  return Math.max(inOrder, (wait * windowsOpen) / meanMinutes)
}

/** How many of a line are older than so many minutes, as if they had come evenly. */
function olderThan({ waiting, oldestMinutes }: LineSeen, minutes: number): number {
  if (oldestMinutes <= 0) return 0
  return waiting * Math.max(0, Math.min(1, 1 - minutes / oldestMinutes))
}
