import { addDays } from '../day.ts'
import { type CalendarDay, type OpeningHours, type Span, spansOnDay } from '../hours.ts'

/** How a queue is booked, as the console sets it. */
export interface BookingPlan {
  /** Whether its items can be booked at all. */
  readonly bookable: boolean
  readonly slotMinutes: number
  readonly peoplePerSlot: number
  /** Today is day 0; 7 means today and the seven days after it. */
  readonly daysAhead: number
}

/** A slot 时段 of a day by its wall-clock times, `HH:MM`; the last may end at 24:00. */
export interface Slot {
  readonly start: string
  readonly end: string
}

/** Why a day has no slots. `calendar-not-loaded`: its year's holidays are not announced yet, and nothing is guessed. */
export type NoSlots = 'closed' | 'calendar-not-loaded'

/**
 * The slots of a day: the queue's opening hours of that day cut into lengths of a slot. What is left over at the
 * end of a span is no slot, and none begins after the last ticket. In Berlin (2024) 600 slots opened by
 * themselves on a day on which the office was closed, so a day whose calendar is not known has none.
 */
export function slotsOfDay(
  hours: OpeningHours,
  slotMinutes: number,
  day: string,
  calendar: CalendarDay,
): readonly Slot[] | NoSlots {
  const aroundTheClock: readonly Span[] = [['00:00', '24:00']]
  if (!hours.alwaysOpen && !hours.onHolidays && calendar.workday === null) return 'calendar-not-loaded'
  const spans = hours.alwaysOpen ? aroundTheClock : spansOnDay(hours, day, calendar)
  const closes = Math.max(...spans.map(([, end]) => minutesOf(end)))
  const lastTicket = hours.alwaysOpen ? closes : closes - hours.lastTicketMinutes
  const slots = apart(spans).flatMap(([start, end]) => {
    const count = Math.floor((end - start) / slotMinutes)
    return Array.from({ length: count }, (_, at) => start + at * slotMinutes)
      .filter((begin) => begin < lastTicket)
      .map((begin) => ({ start: clockOf(begin), end: clockOf(begin + slotMinutes) }))
  })
  return slots.length === 0 ? 'closed' : slots
}

/** Spans in minutes, none reaching into the one before it: slots that overlapped would promise one window twice. */
export function apart(spans: readonly Span[]): [number, number][] {
  let free = 0
  return spans.map(([start, end]) => {
    const from = Math.max(minutesOf(start), free)
    free = Math.max(free, minutesOf(end))
    return [from, minutesOf(end)]
  })
}

/** The days that can be booked, from today on. */
export function bookableDays(today: string, daysAhead: number): string[] {
  return Array.from({ length: daysAhead + 1 }, (_, ahead) => addDays(today, ahead))
}

/** A stretch of time, ms. */
export interface Stretch {
  readonly startMs: number
  readonly endMs: number
}

/**
 * Places that a slot still has. A booking counts in every slot that it overlaps: when the console changes the
 * length of slots, those who booked before keep their place, and nobody is promised it twice.
 */
export function placesLeft(slot: Stretch, places: number, booked: readonly Stretch[]): number {
  const taken = booked.filter((one) => one.startMs < slot.endMs && one.endMs > slot.startMs).length
  return Math.max(0, places - taken)
}

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
