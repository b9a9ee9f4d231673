import type { RouteAnswer } from '../../contract/client.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { isBookableAt } from '../../core/appointment/rules.ts'
import {
  type BookingPlan,
  bookableDays,
  type NoSlots,
  placesLeft,
  type Slot,
  type Stretch,
  slotsOfDay,
} from '../../core/appointment/slots.ts'
import { instantOfLocal, toRfc3339 } from '../../core/day.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { takenOn } from '../../db/appointment/appointments.ts'
import { planOf } from '../../db/appointment/plans.ts'
import { findDepartment } from '../../db/catalog/departments.ts'
import { findItemQueue } from '../../db/catalog/item-queue.ts'
import { findItemGuide } from '../../db/catalog/items.ts'
import { findQueue, type QueueRow } from '../../db/queue/queues.ts'
import { hallDayOn } from '../calendar/hall-day.ts'
import { type Hall, today } from '../hall.ts'

/** A slot as an instant too. */
export type TimedSlot = Slot & Stretch

/** What is booked for an item: its queue and how that is booked. */
export interface Offer {
  readonly queue: QueueRow
  readonly plan: BookingPlan
}

/** The queue behind an item, when it can be booked. */
export function findOffer(hall: Hall, itemId: string): Result<Offer, Refusal> {
  const found = findItemQueue(hall.db, itemId)
  if (!found) return fail(refusal('not-found', '没有这个事项。'))
  const queue = found.queueId === null ? undefined : findQueue(hall.db, found.queueId)
  const plan = queue && planOf(hall.db, queue.id)
  return queue?.switchedOn && plan?.bookable
    ? ok({ queue, plan })
    : fail(refusal('not-bookable', '此事项不接受网上预约，请到大厅取号办理。'))
}

/** The slots of an offer on a day by the clock of the hall. A day outside what can be booked has none; none lies beyond the end of the hall's day. */
export function slotsOn(hall: Hall, offer: Offer, day: string): readonly TimedSlot[] | NoSlots {
  const { timeZone, rules } = hall.settings()
  if (!bookableDays(today(hall), offer.plan.daysAhead).includes(day)) return 'closed'
  const slots = slotsOfDay(offer.queue.hours, offer.plan.slotMinutes, day, hallDayOn(hall.db, day))
  if (typeof slots === 'string') return slots
  const held = slots.filter((slot) => rules.endOfDay === null || slot.end <= rules.endOfDay)
  if (held.length === 0) return 'closed'
  return held.map((slot) => ({
    ...slot,
    startMs: instantOfLocal(day, slot.start, timeZone),
    endMs: instantOfLocal(day, slot.end, timeZone),
  }))
}

/** The days of an item with what is left of each. */
export function describeDays(hall: Hall, itemId: string): Result<RouteAnswer<'bookableDays'>, Refusal> {
  const offer = findOffer(hall, itemId)
  if (!offer.ok) return offer
  const guide = must(findItemGuide(hall.db, itemId), 'its queue was found by it')
  return ok({
    item: { id: guide.id, name: guide.name, nameEn: guide.nameEn, department: guide.department },
    materials: guide.materials,
    place: findDepartment(hall.db, guide.departmentId)?.place ?? null,
    days: bookableDays(today(hall), offer.value.plan.daysAhead).map((day) => ({
      day,
      ...dayNow(hall, offer.value, day),
    })),
  })
}

type DayNow = Pick<RouteAnswer<'bookableDays'>['days'][number], 'openness' | 'left'>

function dayNow(hall: Hall, offer: Offer, day: string): DayNow {
  const slots = describeSlots(hall, offer, day)
  if (slots === 'calendar-not-loaded') return { openness: 'not-announced', left: 0 }
  if (slots === 'closed') return { openness: 'closed', left: 0 }
  const left = slots.reduce((sum, slot) => sum + (slot.open ? slot.left : 0), 0)
  if (left > 0) return { openness: 'open', left }
  const nowMs = hall.clock()
  const { appointments: rules } = hall.settings()
  const someTime = slotsOn(hall, offer, day)
  const ahead = typeof someTime !== 'string' && someTime.some((slot) => isBookableAt(slot, rules, nowMs))
  return { openness: ahead ? 'full' : 'passed', left: 0 }
}

/** The slots of a day with what is left of each. */
export function describeSlots(
  hall: Hall,
  offer: Offer,
  day: string,
): RouteAnswer<'bookableSlots'>['slots'] | NoSlots {
  const { timeZone, appointments: rules } = hall.settings()
  const slots = slotsOn(hall, offer, day)
  if (typeof slots === 'string') return slots
  const taken = takenOn(hall.db, offer.queue.id, day)
  const nowMs = hall.clock()
  return slots.map((slot) => {
    const left = placesLeft(slot, offer.plan.peoplePerSlot, taken)
    return {
      start: slot.start,
      end: slot.end,
      startsAt: toRfc3339(slot.startMs, timeZone),
      left,
      open: left > 0 && isBookableAt(slot, rules, nowMs),
    }
  })
}
