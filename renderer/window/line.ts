import type { Ticket } from '../../contract/shapes.ts'

/** Whole minutes that somebody has waited; never less than none, whatever the clocks say. */
export function waitedMinutes(issuedAt: string, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - Date.parse(issuedAt)) / 60_000))
}

/** Whole seconds since a moment; never less than none. */
export function secondsSince(at: string, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - Date.parse(at)) / 1000))
}

/** An appointment that is not due yet stands in the line and is called from its time on. */
export function dueLater(ticket: Pick<Ticket, 'class' | 'dueAt'>, nowMs: number): boolean {
  return ticket.class === 'appointment' && ticket.dueAt !== null && Date.parse(ticket.dueAt) > nowMs
}

/** The place in a list that an arrow key leads to, or null for another key. It stops at both ends. */
export function placeAfter(key: string, place: number, places: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(places - 1, place + 1)
    case 'ArrowUp':
      return Math.max(0, place - 1)
    case 'Home':
      return 0
    case 'End':
      return places - 1
    default:
      return null
  }
}

/** How much of the time for an undo is left: seconds to say and the share of the ring, on the hall's clock. */
export function undoLeft(
  undoUntil: string,
  nowMs: number,
  undoSeconds: number,
): { seconds: number; share: number } {
  const leftMs = Math.min(Date.parse(undoUntil) - nowMs, undoSeconds * 1000)
  return {
    seconds: Math.max(0, Math.ceil(leftMs / 1000)),
    share: undoSeconds === 0 ? 0 : Math.max(0, leftMs / (undoSeconds * 1000)),
  }
}
