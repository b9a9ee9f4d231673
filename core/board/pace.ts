const minuteMs = 60_000
/** The board's line looks back so many whole minutes, the present one included. */
export const paceMinutes = 60

/** What happened at an instant: a ticket issued, called, done, or a finish taken back. */
export interface PaceEvent {
  readonly atMs: number
  readonly what: 'issued' | 'called' | 'done' | 'finish-undone'
  readonly ticketId: string
}

/** One minute of the hall. */
export interface PaceMinute {
  readonly startsAtMs: number
  readonly issued: number
  readonly called: number
  readonly done: number
}

/** Tickets issued, called and done in each of the last sixty minutes, oldest first. A finish that was taken back was none. */
export function paceOf(events: readonly PaceEvent[], nowMs: number): PaceMinute[] {
  const last = Math.floor(nowMs / minuteMs)
  const minutes = Array.from({ length: paceMinutes }, (_, place) => ({
    startsAtMs: (last - paceMinutes + 1 + place) * minuteMs,
    issued: 0,
    called: 0,
    done: 0,
  }))
  const finishedIn = new Map<string, number>()
  for (const { atMs, what, ticketId } of events) {
    const place = Math.floor(atMs / minuteMs) - (last - paceMinutes + 1)
    if (what === 'finish-undone') {
      const undone = minutes[finishedIn.get(ticketId) ?? -1]
      if (undone) undone.done -= 1
      finishedIn.delete(ticketId)
      continue
    }
    const minute = minutes[place]
    if (!minute) continue
    minute[what] += 1
    if (what === 'done') finishedIn.set(ticketId, place)
  }
  return minutes
}
