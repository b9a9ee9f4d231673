import { oneOf } from './reference/chance.ts'
import { residentIdOf } from './resident-id.ts'
import type { Span } from './window-day.ts'

/** When somebody comes for their slot: in good time, after its grace, or not at all. */
export type Keeps = 'on-time' | 'late' | 'never'

/** A booking that somebody makes on the morning of the day. Times are milliseconds after the day's midnight. */
export interface PlannedBooking {
  /** Code of the item. */
  readonly item: string
  readonly slotMs: number
  readonly bookedAtMs: number
  readonly idNumber: string
  readonly keeps: Keeps
  /** What is given at the kiosk. */
  readonly checksInBy: 'code' | 'id-number'
}

const minute = 60_000
/** As the simulated halls cut their days. */
export const slotMinutes = 30
/** Rules of a new hall: until when one books before a slot, and how long after its end one comes late or not at all. */
const leadMinutes = 60
const graceMinutes = 15
const absentMinutes = 60
/** People book from ten minutes before the doors open, up to so long before the last moment. */
const beforeDoorsMs = 10 * minute
const aheadMs = 90 * minute

/** Draws a booking near a time of the day, and when its holder comes. Null where the day has no slot that can still be booked. */
export function planBooking(
  nearMs: number,
  items: readonly string[],
  open: readonly Span[],
  chance: () => number,
): { readonly booking: PlannedBooking; readonly arrivesAtMs: number } | null {
  const opensAtMs = Math.min(...open.map(({ fromMs }) => fromMs))
  const closesAtMs = Math.max(...open.map(({ toMs }) => toMs))
  const from = opensAtMs + (leadMinutes + slotMinutes) * minute
  // Whoever comes late still finds the kiosk giving tickets.
  const to = closesAtMs - (2 * slotMinutes + absentMinutes) * minute
  const slots = open
    .flatMap((span) => slotsIn(span))
    .filter((startMs) => startMs >= from && startMs <= to)
    .toSorted((a, b) => Math.abs(a - nearMs) - Math.abs(b - nearMs))
  const [slotMs] = slots
  const item = items.length === 0 ? null : oneOf(chance, items)
  if (slotMs === undefined || item === null) return null
  const keeps = keepsOf(chance())
  const latestMs = slotMs - (leadMinutes + 1) * minute
  const earliestMs = Math.max(opensAtMs - beforeDoorsMs, latestMs - aheadMs)
  const booking: PlannedBooking = {
    item,
    slotMs,
    bookedAtMs: wholeSeconds(earliestMs + chance() * (latestMs - earliestMs)),
    idNumber: residentIdOf(chance),
    keeps,
    checksInBy: chance() < 0.6 ? 'code' : 'id-number',
  }
  const endMs = slotMs + slotMinutes * minute
  const lateMs = endMs + (graceMinutes + 1 + chance() * (absentMinutes - graceMinutes - 5)) * minute
  const inTimeMs = slotMs + (-25 + 35 * chance()) * minute
  return { booking, arrivesAtMs: wholeSeconds(keeps === 'late' ? lateMs : inTimeMs) }
}

function slotsIn({ fromMs, toMs }: Span): number[] {
  const count = Math.floor((toMs - fromMs) / (slotMinutes * minute))
  return Array.from({ length: count }, (_, place) => fromMs + place * slotMinutes * minute)
}

/** Seven in ten come in time; one in six never does, as halls with bookings report. */
function keepsOf(drawn: number): Keeps {
  if (drawn < 0.7) return 'on-time'
  return drawn < 0.84 ? 'late' : 'never'
}

function wholeSeconds(ms: number): number {
  return Math.round(ms / 1000) * 1000
}
