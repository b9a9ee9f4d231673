import type { TicketClass } from '../core/queue/ticket.ts'
import { opensRectification, type RatingLevel } from '../core/rating/level.ts'
import { ratingReasons } from '../core/rating/reasons.ts'
import { must } from '../core/result.ts'
import { type PlannedBooking, planBooking } from './booking-plan.ts'
import type { HallShape } from './hall-shape.ts'
import { oneOf } from './reference/chance.ts'
import type { Span } from './window-day.ts'

/** Whether somebody comes when called: at once, after a recall, late (a no-show who returns), or not at all. */
export type Comes = 'at-once' | 'when-recalled' | 'too-late' | 'never'

/** How a service that was done is rated: null stays unrated. */
export interface RatingPlan {
  readonly level: RatingLevel
  readonly reasons: readonly string[]
  readonly text: string
  readonly by: 'pad' | 'phone'
  readonly afterMs: number
}

/** One person's visit as it was meant. */
export interface VisitPlan {
  readonly atMs: number
  /** The queue of the first item, or the one that is asked for. */
  readonly queue: string
  /** Codes of the items; none: the queue is asked for. */
  readonly items: readonly string[]
  /** What is asked for at the kiosk; a booking makes its own. */
  readonly class: TicketClass
  /** Booked from the web, and checked in at the kiosk; null for who just comes. */
  readonly booking: PlannedBooking | null
  /** How long each item's service takes. */
  readonly serviceMs: readonly number[]
  readonly ratings: readonly (RatingPlan | null)[]
  /** Follows the ticket on a phone. */
  readonly phone: boolean
  readonly comes: Comes
  /** From the call to the counter. */
  readonly walkMs: number
  /** Leaves while waiting, after so long: the plan changed, or patience ended. */
  readonly leaves: { readonly afterMs: number; readonly why: 'changed-plan' | 'patience' } | null
  /** Set aside at the window after a part of the service, for so long. */
  readonly hold: { readonly part: number; readonly forMs: number } | null
  /** Found to be in the wrong place after a part of the service. */
  readonly transfer: { readonly part: number; readonly to: 'queue' | 'window' } | null
  /** In [0, 1): decides among what the day offers then. */
  readonly pick: number
}

/** A queue's share of the visits. */
export interface QueueShare {
  readonly queue: string
  /** Up to here of [0, 1]. */
  readonly upTo: number
  readonly part: number
}

/** What a visit is drawn from. */
interface VisitChances {
  readonly atMs: number
  readonly shape: HallShape
  readonly share: readonly QueueShare[]
  readonly open: readonly Span[]
  /** The mean service of a queue. */
  meanMs(queue: string): number
  chance(): number
}

const minute = 60_000

/** A visit, and a booking besides that nobody comes for. */
export interface DrawnVisit {
  readonly visit: VisitPlan
  readonly absentee: PlannedBooking | null
}

/**
 * Draws one visit. Its chance is its own, so that one visit does not move the next. Of the appointments those whose
 * item can be booked are booked; who books and never comes is one more, so that as many come as are meant to.
 */
export function planVisit(chances: VisitChances): DrawnVisit {
  const visit = drawVisit(chances)
  if (visit.class !== 'appointment') return { visit, absentee: null }
  const { shape, open, chance } = chances
  const here = new Set(shape.items.flatMap(({ code, queue }) => (queue === visit.queue ? code : [])))
  const items = shape.bookable.filter((code) => here.has(code))
  const planned = planBooking(visit.atMs, items, open, chance)
  if (planned === null) return { visit, absentee: null }
  const { booking, arrivesAtMs } = planned
  if (booking.keeps === 'never') return { visit: { ...visit, class: 'ordinary' }, absentee: booking }
  return {
    visit: {
      ...visit,
      atMs: arrivesAtMs,
      items: [booking.item],
      serviceMs: visit.serviceMs.slice(0, 1),
      ratings: visit.ratings.slice(0, 1),
      // Who has a time waits for it.
      leaves: null,
      booking,
    },
    absentee: null,
  }
}

function drawVisit({ atMs, shape, share, meanMs, chance }: VisitChances): VisitPlan {
  const drawn = chance()
  const queue = must(share.find(({ upTo }) => drawn <= upTo) ?? share.at(-1), 'a hall has a queue').queue
  const items = planItems(queue, shape, chance)
  const services = Math.max(1, items.length)
  const serviceMs = Array.from({ length: services }, () => serviceTime(meanMs(queue), chance))
  const phone = chance() < 0.3
  const comes = planComing(chance())
  const leave = chance()
  const leaveMs = Math.round((2 + 28 * chance()) * 60) * 1000
  const hold = chance() < 0.03 ? { part: 0.5, forMs: Math.round((3 + 9 * chance()) * 60) * 1000 } : null
  const transferred = chance()
  const ratings = Array.from({ length: services }, () => planRating(phone, chance))
  return {
    atMs,
    queue,
    items,
    class: planClass(chance()),
    booking: null,
    serviceMs,
    ratings,
    phone,
    comes,
    walkMs: Math.round(10 + 40 * chance()) * 1000,
    leaves:
      leave < 0.03
        ? { afterMs: leaveMs, why: 'changed-plan' }
        : leave < 0.06
          ? { afterMs: leaveMs + 10 * minute, why: 'patience' }
          : null,
    hold,
    // Not both: a visit that is set aside and sent on is rare.
    transfer:
      hold === null && transferred < 0.04
        ? { part: 0.3, to: transferred < 0.025 ? 'queue' : 'window' }
        : null,
    pick: chance(),
  }
}

/** Two thirds ask for an item, one of twelve for several at once (一次取号，多项办理); the rest take the queue's ticket. */
function planItems(queue: string, shape: HallShape, chance: () => number): string[] {
  const asked = chance()
  const here = shape.items.filter((item) => item.queue === queue)
  const first = here.length === 0 ? null : oneOf(chance, here)
  const second = shape.items.length === 0 ? null : oneOf(chance, shape.items)
  if (first === null || asked > 0.66) return []
  return asked < 0.08 && second !== null && second.code !== first.code
    ? [first.code, second.code]
    : [first.code]
}

/** Log-normal about its mean, as counters' service times are found to be; whole seconds, half a minute at least. */
function serviceTime(meanMs: number, chance: () => number): number {
  const sigma = 0.8
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  const ms = meanMs * Math.exp(sigma * normal - sigma ** 2 / 2)
  return Math.max(30_000, Math.round(ms / 1000) * 1000)
}

function planClass(drawn: number): TicketClass {
  if (drawn < 0.07) return 'priority'
  if (drawn < 0.12) return 'appointment'
  return drawn < 0.13 ? 'green' : 'ordinary'
}

function planComing(drawn: number): Comes {
  if (drawn < 0.03) return 'never'
  if (drawn < 0.05) return 'too-late'
  return drawn < 0.11 ? 'when-recalled' : 'at-once'
}

/** Two in three rate; of these most are content, and one of twenty-five is not. */
function planRating(phone: boolean, chance: () => number): RatingPlan | null {
  const rates = chance() < 0.66
  const level = planLevel(chance())
  const reason = oneOf(chance, ratingReasons).id
  const afterMs = Math.round(4 + 14 * chance()) * 1000
  const byPhone = chance() < 0.5 && phone
  const low = opensRectification(level)
  if (!rates) return null
  return {
    level,
    reasons: low ? [reason] : [],
    text: low && byPhone ? '希望说得更清楚一些。' : '',
    by: byPhone ? 'phone' : 'pad',
    afterMs,
  }
}

function planLevel(drawn: number): RatingLevel {
  if (drawn < 0.62) return 'very-satisfied'
  if (drawn < 0.88) return 'satisfied'
  if (drawn < 0.96) return 'fairly-satisfied'
  return drawn < 0.985 ? 'dissatisfied' : 'very-dissatisfied'
}
