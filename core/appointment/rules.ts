import { fail, ok, type Result } from '../result.ts'
import type { BookingPlan, Stretch } from './slots.ts'

/** What a hall sets for all its bookings. Minutes, days and counts; null is off. */
export interface AppointmentRules {
  /** Booking of a slot ends so many minutes before it begins; null: while it lasts. */
  readonly leadMinutes: number | null
  /** Check-in begins so many minutes before the slot. */
  readonly earlyMinutes: number
  /** Within so many minutes after the slot's end one is still taken as an appointment. */
  readonly graceMinutes: number
  /** So many minutes after the slot's end whoever did not check in was absent; until then the ticket is an ordinary one. */
  readonly absentAfterMinutes: number
  /** After so many absences in a row a person cannot book for a while. */
  readonly absencesInRow: number | null
  readonly blockDays: number
  /** Bookings that one person may have at a time. */
  readonly bookingsPerPerson: number | null
}

/** The states of a booking 预约: booked, then one of the others and nothing after it. */
export const appointmentStates = ['booked', 'checked-in', 'cancelled', 'absent'] as const
export type AppointmentState = (typeof appointmentStates)[number]

/** What is known when a slot is asked for; gathered in the transaction that books it. */
export interface BookingFacts {
  readonly plan: BookingPlan
  readonly slot: Stretch
  /** Places that the slot has left, by `placesLeft`. */
  readonly left: number
  readonly nowMs: number
  readonly rules: AppointmentRules
  /** Live bookings of this person for the same item and day. */
  readonly sameItemAndDay: number
  /** All live bookings of this person. */
  readonly personBookings: number
  readonly blockedUntilMs: number | null
}

/** Why a slot is not given. */
export type BookingProblem =
  | 'not-bookable'
  | 'slot-passed'
  | 'slot-full'
  | 'booked-already'
  | 'too-many'
  | 'blocked'

/** Whether a slot may be booked now. One live booking a person, item and day; never more people than the slot has places. */
export function mayBook(facts: BookingFacts): Result<null, BookingProblem> {
  const { plan, slot, rules, nowMs } = facts
  if (!plan.bookable) return fail('not-bookable')
  if (!isBookableAt(slot, rules, nowMs)) return fail('slot-passed')
  if (facts.blockedUntilMs !== null && facts.blockedUntilMs > nowMs) return fail('blocked')
  if (facts.sameItemAndDay > 0) return fail('booked-already')
  if (rules.bookingsPerPerson !== null && facts.personBookings >= rules.bookingsPerPerson)
    return fail('too-many')
  return facts.left > 0 ? ok(null) : fail('slot-full')
}

/** Whether booking of a slot is still open at a moment, places left aside. */
export function isBookableAt(slot: Stretch, rules: AppointmentRules, nowMs: number): boolean {
  const endsMs = rules.leadMinutes === null ? slot.endMs : slot.startMs - rules.leadMinutes * 60_000
  return nowMs < endsMs
}

/** When somebody comes for their slot. `late`: too late for their turn, and given an ordinary ticket. */
export type Arrival = 'early' | 'on-time' | 'late' | 'absent'

/** How an arrival counts: early, on time (grace included), late, or absent. */
export function arrivalAt(slot: Stretch, rules: AppointmentRules, nowMs: number): Arrival {
  if (nowMs < checkInFromMs(slot, rules)) return 'early'
  if (nowMs < slot.endMs + rules.graceMinutes * 60_000) return 'on-time'
  return nowMs < absentFromMs(slot, rules) ? 'late' : 'absent'
}

/** From when one can check in. */
export function checkInFromMs(slot: Stretch, rules: AppointmentRules): number {
  return slot.startMs - rules.earlyMinutes * 60_000
}

/** From when whoever did not come was absent: never before the grace is over. */
export function absentFromMs(slot: Stretch, rules: AppointmentRules): number {
  return slot.endMs + Math.max(rules.absentAfterMinutes, rules.graceMinutes) * 60_000
}

/**
 * Whether a booking can still be called off: by its holder until the slot begins, so that nobody calls off an absence
 * while it comes about; by staff, whom one has to ask, until the slot has ended.
 */
export function mayCancel(
  state: AppointmentState,
  slot: Stretch,
  nowMs: number,
  by: 'citizen' | 'staff',
): boolean {
  return state === 'booked' && nowMs < (by === 'citizen' ? slot.startMs : slot.endMs)
}

/** Of a person's bookings of today, the one that a check-in by ID number is for: one that can be checked in now, else the next. */
export function forCheckIn<One extends Stretch & { readonly state: AppointmentState }>(
  bookings: readonly One[],
  rules: AppointmentRules,
  nowMs: number,
): One | null {
  const order: readonly Arrival[] = ['on-time', 'late', 'early', 'absent']
  const rank = (one: One) => {
    if (one.state === 'booked') return order.indexOf(arrivalAt(one, rules, nowMs))
    // Already checked in: told again where nothing else can be done now.
    return one.state === 'checked-in' ? 1.5 : order.length
  }
  return bookings.toSorted((a, b) => rank(a) - rank(b) || a.startMs - b.startMs)[0] ?? null
}

/** A person's record of keeping bookings. */
export interface Attendance {
  /** Absences since they last came. */
  readonly absences: number
  readonly blockedUntilMs: number | null
}

/** The record after one more absence: the last one that is allowed begins a block, and the count begins again. */
export function afterAbsence(record: Attendance, rules: AppointmentRules, nowMs: number): Attendance {
  const absences = record.absences + 1
  if (rules.absencesInRow === null || absences < rules.absencesInRow) return { ...record, absences }
  return { absences: 0, blockedUntilMs: nowMs + rules.blockDays * 86_400_000 }
}
