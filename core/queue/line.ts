import type { TicketClass } from './ticket.ts'

/** A ticket that waits, as far as the rule needs it. */
export interface LineHead {
  readonly ticketId: string
  readonly queueId: string
  readonly class: TicketClass
  readonly arrivedAtMs: number
  /** Order of arrival in the hall, kept on transfer and never derived from the clock: a clock may be set back. */
  readonly arrivalOrder: number
  /** When an appointment is due; null: with its arrival. No matter for the other classes. */
  readonly dueAtMs: number | null
  /** Sent to this very window. Tickets sent to another window are not among its heads. */
  readonly forThisWindow: boolean
}

/** An appointment is not called before its time; everybody else can be called at once. */
export function isCallable(head: LineHead, nowMs: number): boolean {
  return head.class !== 'appointment' || head.dueAtMs === null || head.dueAtMs <= nowMs
}

/** From when a wait counts: an appointment's from its time, or from arrival for who came later than that. */
export function waitsSinceMs(head: LineHead): number {
  return head.class === 'appointment' && head.dueAtMs !== null
    ? Math.max(head.dueAtMs, head.arrivedAtMs)
    : head.arrivedAtMs
}

/** Rule 5 between heads of one class: by arrival, appointments that have a time by that. */
export function earliest(heads: readonly LineHead[]): LineHead | null {
  return heads.toSorted(before)[0] ?? null
}

function before(a: LineHead, b: LineHead): number {
  const byTime =
    a.class === 'appointment' && b.class === 'appointment' && (a.dueAtMs ?? b.dueAtMs) !== null
      ? (a.dueAtMs ?? a.arrivedAtMs) - (b.dueAtMs ?? b.arrivedAtMs)
      : 0
  return byTime || a.arrivalOrder - b.arrivalOrder
}

/** The first of each line. */
export function headsOf(waiting: readonly LineHead[]): LineHead[] {
  return linesOf(waiting).flatMap((line) => line.slice(0, 1))
}

/** The lines: one for each queue and class, apart for tickets sent to this window and for appointments with a time. */
export function linesOf(waiting: readonly LineHead[]): LineHead[][] {
  const lines = new Map<string, LineHead[]>()
  for (const head of waiting) {
    const timed = head.class === 'appointment' && head.dueAtMs !== null
    const key = JSON.stringify([head.queueId, head.class, head.forThisWindow, timed])
    const line = lines.get(key)
    if (line === undefined) lines.set(key, [head])
    else line.push(head)
  }
  return [...lines.values()].map((line) => line.sort(before))
}

/** The hall's settings for the line. */
export interface LineRules {
  readonly priorityRun: number
  readonly waitBoundMinutes: Readonly<Record<TicketClass, number>>
}
