import type { TicketClass } from '../queue/ticket.ts'

/**
 * From how many minutes on the live board says that something is to be acted on, as the hall sets it. The bound on
 * waiting is none of them: it is the hall's rule by which such a ticket is called before all others. Nor are targets.
 */
export interface BoardLimits {
  /** An open window with nobody in hand, while somebody waits for it. */
  readonly idleMinutes: number
  /** A ticket that was called and is neither begun nor noted as missed. */
  readonly calledMinutes: number
  /** A pause. */
  readonly pausedMinutes: number
  /** A service is overlong beyond its queue's 95th percentile; this is the limit where too few services are known… */
  readonly overlongMinutes: number
  /** … and it is never told of a service that is shorter, however quick its queue usually is. */
  readonly leastOverlongMinutes: number
}

/** The limits of a hall that set none. */
export const usualBoardLimits: BoardLimits = {
  idleMinutes: 3,
  calledMinutes: 10,
  pausedMinutes: 20,
  overlongMinutes: 30,
  leastOverlongMinutes: 10,
}

/** Fewer finished services say nothing of a queue's 95th percentile. */
const servicesForUsual = 20

const minuteMs = 60_000

/** Somebody who waits. */
export interface WaitingTicket {
  readonly queueId: string
  readonly class: TicketClass
  readonly number: string
  /** Arrival; for an appointment its time, where that is later. */
  readonly waitsSinceMs: number
  /** Sent to this window and no other. */
  readonly forWindowId: string | null
}

/** Tickets of one queue that have waited longer than one bound. */
export interface OverBound {
  readonly boundMinutes: number
  readonly count: number
}

/** A queue's wait as it stands now. */
export interface QueueWait {
  readonly waiting: number
  /** The one who has waited longest and how long, minutes; null where nobody waits. */
  readonly oldest: { readonly number: string; readonly minutes: number } | null
  /** Those who have waited longer than their class's bound or the queue's target, by bound; the shortest first. */
  readonly overBound: readonly OverBound[]
}

/**
 * How each queue waits. Somebody waits too long beyond the bound of their class or the target of their queue, whichever
 * is shorter. An appointment before its time is counted, and has not waited yet.
 */
export function queueWaits(
  tickets: readonly WaitingTicket[],
  waitBoundMinutes: Readonly<Record<TicketClass, number>>,
  /** A queue's target; null where there is none. */
  targetMinutes: (queueId: string) => number | null,
  nowMs: number,
): Map<string, QueueWait> {
  const byQueue = Map.groupBy(tickets, ({ queueId }) => queueId)
  return new Map(
    [...byQueue].map(
      ([queueId, own]) => [queueId, waitOf(own, waitBoundMinutes, targetMinutes(queueId), nowMs)] as const,
    ),
  )
}

function waitOf(
  own: readonly WaitingTicket[],
  bounds: Readonly<Record<TicketClass, number>>,
  targetMinutes: number | null,
  nowMs: number,
): QueueWait {
  const over = new Map<number, number>()
  let oldest: WaitingTicket | null = null
  for (const ticket of own) {
    if (oldest === null || ticket.waitsSinceMs < oldest.waitsSinceMs) oldest = ticket
    const bound = Math.min(bounds[ticket.class], targetMinutes ?? Number.POSITIVE_INFINITY)
    if (nowMs - ticket.waitsSinceMs > bound * minuteMs) over.set(bound, (over.get(bound) ?? 0) + 1)
  }
  return {
    waiting: own.length,
    oldest: oldest && { number: oldest.number, minutes: minutesSince(oldest.waitsSinceMs, nowMs) },
    overBound: [...over]
      .map(([boundMinutes, count]) => ({ boundMinutes, count }))
      .sort((one, other) => one.boundMinutes - other.boundMinutes),
  }
}

/** A window as far as the board judges it. */
export interface WindowFacts {
  readonly id: string
  readonly state: 'closed' | 'open' | 'paused'
  /** Since when it is in this state, or the instant to which that was looked up: it has lasted at least so long. */
  readonly stateSinceMs: number
  readonly queueIds: readonly string[]
  /** The ticket in hand: since when it was called, or how long it has been served. */
  readonly inHand:
    | { readonly state: 'called'; readonly sinceMs: number }
    | { readonly state: 'serving'; readonly servedMs: number; readonly queueId: string }
    | null
  /** When something last happened to a ticket here, or the instant to which that was looked up. */
  readonly lastActMs: number
}

/** What is to be said of a window: how long (minutes), and for overlong ones what is usual at most. */
export type WindowTrouble =
  | { readonly kind: 'unstarted'; readonly minutes: number }
  | { readonly kind: 'overlong'; readonly minutes: number; readonly usualMinutes: number }
  | { readonly kind: 'idle'; readonly minutes: number; readonly waiting: number }
  | { readonly kind: 'paused'; readonly minutes: number }

/** What is wrong at a window, if anything. */
export function windowTrouble(
  window: WindowFacts,
  facts: {
    readonly waiting: readonly WaitingTicket[]
    /** The 95th percentile of a queue's services in minutes; null where too few are known. */
    readonly usualMinutes: (queueId: string) => number | null
    readonly limits: BoardLimits
    readonly nowMs: number
  },
): WindowTrouble | null {
  const { limits, nowMs } = facts
  if (window.state === 'closed') return null
  if (window.inHand?.state === 'serving') {
    const minutes = window.inHand.servedMs / minuteMs
    if (minutes <= limits.leastOverlongMinutes) return null
    const usualMinutes = Math.max(
      limits.leastOverlongMinutes,
      facts.usualMinutes(window.inHand.queueId) ?? limits.overlongMinutes,
    )
    return minutes > usualMinutes ? { kind: 'overlong', minutes, usualMinutes } : null
  }
  // Whoever pauses with somebody called keeps that person waiting all the same.
  if (window.inHand !== null) {
    const minutes = minutesSince(window.inHand.sinceMs, nowMs)
    if (minutes >= limits.calledMinutes) return { kind: 'unstarted', minutes }
  }
  if (window.state === 'paused') {
    const minutes = minutesSince(window.stateSinceMs, nowMs)
    return minutes >= limits.pausedMinutes ? { kind: 'paused', minutes } : null
  }
  if (window.inHand !== null) return null
  const callable = facts.waiting.filter(
    (ticket) =>
      ticket.waitsSinceMs <= nowMs &&
      (ticket.forWindowId === null
        ? window.queueIds.includes(ticket.queueId)
        : ticket.forWindowId === window.id),
  )
  if (callable.length === 0) return null
  // Nobody could be called before somebody waited: a quiet hour that ends is not a minute's idleness.
  const sinceMs = Math.max(
    window.stateSinceMs,
    window.lastActMs,
    Math.min(...callable.map((ticket) => ticket.waitsSinceMs)),
  )
  const minutes = minutesSince(sinceMs, nowMs)
  return minutes >= limits.idleMinutes ? { kind: 'idle', minutes, waiting: callable.length } : null
}

/** The 95th percentile (nearest rank) of services in minutes; null for fewer than twenty. */
export function usualMinutes(serviceSeconds: readonly number[]): number | null {
  if (serviceSeconds.length < servicesForUsual) return null
  const sorted = serviceSeconds.toSorted((one, other) => one - other)
  const seconds = sorted[Math.ceil(sorted.length * 0.95) - 1]
  return seconds === undefined ? null : seconds / 60
}

/** Minutes since an instant; a clock that was set back counts nothing. */
export function minutesSince(sinceMs: number, nowMs: number): number {
  return Math.max(0, nowMs - sinceMs) / minuteMs
}
