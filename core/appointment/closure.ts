import { type CalendarDay, type OpeningHours, spansOnDay } from '../hours.ts'
import { apart, minutesOf, type Slot, type Stretch } from './slots.ts'

/** Why the hall cannot keep a booking: a day, hours or a business that it closes, or its own service that did not run. */
export const hallReasons = ['day-closed', 'hours-changed', 'not-offered', 'service-off'] as const
export type HallReason = (typeof hallReasons)[number]

/**
 * Whether a booked slot no longer lies within the queue's opening hours of its day, and why. Lengths and places of
 * slots may change under a booking; the hours in which somebody is there to serve it may not. A queue that never closes
 * ends with the hall's day (`endOfDay`, such as 20:00) all the same; null for a hall whose days never end.
 */
export function closureOf(
  hours: OpeningHours,
  day: string,
  calendar: CalendarDay,
  slot: Slot,
  endOfDay: string | null,
): 'day-closed' | 'hours-changed' | null {
  if (hours.alwaysOpen) return endOfDay !== null && slot.end > endOfDay ? 'hours-changed' : null
  const spans = apart(spansOnDay(hours, day, calendar))
  if (spans.length === 0) return 'day-closed'
  let heldUntil = minutesOf(slot.start)
  for (const [from, until] of spans) if (from <= heldUntil) heldUntil = Math.max(heldUntil, until)
  return heldUntil >= minutesOf(slot.end) ? null : 'hours-changed'
}

/** Whether the hall's service was away for a part of a slot, or of the grace (minutes) in which one may still check in. */
export function wasAwayDuring(slot: Stretch, graceMinutes: number, away: readonly Stretch[]): boolean {
  const untilMs = slot.endMs + graceMinutes * 60_000
  return away.some((one) => one.startMs < untilMs && one.endMs > slot.startMs)
}
