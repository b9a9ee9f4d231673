import { type Break, openMs } from './breaks.ts'
import type { BreakAhead, EndedServices, OtherLines, WaitFacts } from './estimate.ts'
import type { LineRules } from './line.ts'
import type { LineSeen } from './overdue.ts'
import { longestStretchMs } from './service-length.ts'
import type { TicketClass } from './ticket.ts'

/** An open window that serves the queue. */
export interface WindowSeen {
  readonly busy: boolean
  /** Since when it has been kept by somebody of this queue, interruptions left out; null for others and for nobody. */
  readonly keptSinceMs: number | null
  /** Queues that take their share of it before this one while somebody waits in them. */
  readonly queuesBefore: readonly string[]
  /** All other queues that it serves. */
  readonly otherQueues: readonly string[]
  /** Of whom it called from this queue for the first time and has in hand. */
  readonly called: {
    readonly class: TicketClass
    /** From when the wait counts. */
    readonly sinceMs: number
    readonly atMs: number
    /** Place in the order of calls. */
    readonly seq: number
  } | null
}

/** Who serves a queue now, and how fast. A new ticket changes none of it. */
export interface ServingSeen {
  readonly windows: readonly WindowSeen[]
  /** Since when windows pause that would serve the queue before others. */
  readonly pausedSinceMs: readonly number[]
  /** When open windows that serve the queue before others will probably be away. */
  readonly awayAhead: readonly Break[]
  /** How many open windows serve each of the other queues that these windows serve. */
  readonly openByQueue: ReadonlyMap<string, number>
  readonly ended: EndedServices
  /** The queue's breaks of the day, in order. */
  readonly breaks: readonly Break[]
}

/** A queue's people who wait now. */
export interface WaitingSeen {
  readonly waiting: number
  /** When the first of its ordinary tickets arrived; null for none. */
  readonly oldestArrivedAtMs: number | null
}

/** Somebody of a queue, with who is ahead and who waits elsewhere. */
export interface AskedFor {
  readonly class: TicketClass
  /** Who will be called before, as the line stands. */
  readonly ahead: number
  /** Ordinary people of the same queue. */
  readonly ordinaryHere: number
  readonly queueId: string
  /** Whether anybody waits in a queue. */
  readonly isAnybodyIn: (queueId: string) => boolean
  /** How a queue's people wait; asked for where it matters. */
  readonly waitingIn: (queueId: string) => WaitingSeen
  readonly rules: LineRules
  readonly nowMs: number
}

/** What an estimate rests on, from what is seen of the hall. */
export function waitFacts(serving: ServingSeen, asked: AskedFor): WaitFacts {
  const { windows, breaks } = serving
  const { nowMs } = asked
  const lastCalled = windows
    .flatMap(({ called }) => (called?.class === asked.class ? [called] : []))
    .toSorted((a, b) => b.seq - a.seq)[0]
  const windowsIdle = windows.filter(({ busy }) => !busy).length
  return {
    ahead: asked.ahead,
    windowsOpen: windowsForItself(windows, asked.isAnybodyIn),
    windowsIdle,
    inHandSeconds: windows.flatMap(({ keptSinceMs }) =>
      keptSinceMs === null || nowMs - keptSinceMs > longestStretchMs
        ? []
        : [Math.max(0, (nowMs - keptSinceMs) / 1000)],
    ),
    ended: serving.ended,
    lastWaitSeconds: lastCalled
      ? Math.max(0, openMs(lastCalled.sinceMs, lastCalled.atMs, breaks) / 1000)
      : null,
    pausedMinutes: serving.pausedSinceMs.map((sinceMs) => Math.max(0, (nowMs - sinceMs) / 60_000)),
    awayAhead: ahead(
      serving.awayAhead.filter(({ fromMs }) => fromMs > nowMs),
      nowMs,
    ),
    others: windowsIdle > 0 ? null : otherLines(serving, asked),
    breaks: ahead(breaks, nowMs),
  }
}

/** Those that have not ended, in minutes from now. */
function ahead(breaks: readonly Break[], nowMs: number): BreakAhead[] {
  return breaks
    .filter(({ untilMs }) => untilMs > nowMs)
    .map(({ fromMs, untilMs }) => ({
      fromMinutes: (fromMs - nowMs) / 60_000,
      untilMinutes: (untilMs - nowMs) / 60_000,
    }))
}

/**
 * Windows that a queue has for itself. One that takes other lines first comes to this queue when those are empty: it
 * is counted only where no window comes to it first.
 */
function windowsForItself(windows: readonly WindowSeen[], isAnybodyIn: (queueId: string) => boolean): number {
  // Windows of one queue mostly share the others too: each is asked about once.
  const lines = new Set(windows.flatMap(({ queuesBefore }) => queuesBefore))
  const taken = new Set([...lines].filter(isAnybodyIn))
  const shares = windows.map((one) => 1 + one.queuesBefore.filter((line) => taken.has(line)).length)
  const first = shares.filter((share) => share === 1).length
  return first > 0 ? first : shares.reduce((sum, share) => sum + 1 / share, 0)
}

/** People who are not ahead as the lines stand: of the windows' other queues, and of one's own behind one's class. */
function otherLines({ windows, openByQueue }: ServingSeen, asked: AskedFor): OtherLines {
  const { rules, nowMs } = asked
  const seenAs = (seen: WaitingSeen, waiting: number, share: number): LineSeen => ({
    waiting,
    oldestMinutes: seen.oldestArrivedAtMs === null ? 0 : (nowMs - seen.oldestArrivedAtMs) / 60_000,
    share,
  })
  const lines: LineSeen[] = []
  if (asked.class !== 'ordinary' && asked.ordinaryHere > 0)
    lines.push(seenAs(asked.waitingIn(asked.queueId), asked.ordinaryHere, 1))
  for (const queueId of new Set(windows.flatMap(({ otherQueues }) => otherQueues))) {
    const seen = asked.waitingIn(queueId)
    const shared = windows.filter(({ otherQueues }) => otherQueues.includes(queueId)).length
    if (seen.waiting > 0)
      lines.push(seenAs(seen, seen.waiting, shared / Math.max(shared, openByQueue.get(queueId) ?? 0)))
  }
  return {
    windowsShared: windows.some(({ otherQueues }) => otherQueues.length > 0),
    windowsServing: windows.length,
    lines,
    ownBoundMinutes: rules.waitBoundMinutes[asked.class],
    lineBoundMinutes: rules.waitBoundMinutes.ordinary,
  }
}
