import type Database from 'better-sqlite3'
import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { HallSettings } from '../../contract/shapes.ts'
import { closureOf, type HallReason } from '../../core/appointment/closure.ts'
import type { Slot } from '../../core/appointment/slots.ts'
import { localTime } from '../../core/day.ts'
import { fail, must, type Result } from '../../core/result.ts'
import {
  type AppointmentRow,
  countExpected,
  type ExpectedOf,
  endAppointment,
  expectedOf,
} from '../../db/appointment/appointments.ts'
import { findItemQueue } from '../../db/catalog/item-queue.ts'
import { findQueue } from '../../db/queue/queues.ts'
import { readSettings } from '../../db/store.ts'
import type { Transaction } from '../../db/writer.ts'
import { hallDayOn } from '../calendar/hall-day.ts'
import { appointmentFacts } from './describe.ts'

/** Calls a booking off in the hall's name. Its holder's page says why, and nobody was absent. */
export function callOff(tx: Transaction, row: AppointmentRow, because: HallReason): void {
  endAppointment(tx.db, row.id, { state: 'cancelled', atMs: tx.nowMs, because })
  tx.record(
    fact('appointment-cancelled', {
      ...appointmentFacts(row, tx.timeZone),
      by: 'hall',
      because,
      staffId: null,
    }),
  )
}

/** Calls off what the hall, as it is registered now, no longer keeps; done by whatever changes that, in the same transaction. */
export function callOffOutside(tx: Transaction, which: ExpectedOf): void {
  const settings = readSettings(tx.db)
  for (const row of expectedOf(tx.db, which)) {
    const because = closureFor(tx.db, row, settings)
    if (because !== null) callOff(tx, row, because)
  }
}

/**
 * Why the hall does not serve a booking in its slot, as day, hours, queue and item are registered now; null where it
 * does. What counts is the queue to which the item goes now: there the ticket will be given.
 */
export function closureFor(
  db: Database.Database,
  row: AppointmentRow,
  { timeZone, rules }: Pick<HallSettings, 'timeZone' | 'rules'>,
): HallReason | null {
  const { queueId } = must(findItemQueue(db, row.itemId), 'a booked item stays registered')
  const queue = queueId === null ? undefined : findQueue(db, queueId)
  if (!queue?.switchedOn) return 'not-offered'
  return closureOf(queue.hours, row.day, hallDayOn(db, row.day), slotOf(row, timeZone), rules.endOfDay)
}

/** A booking's slot by the clock on the wall. One that ends with its day ends at 24:00, not at 00:00. */
export function slotOf(row: AppointmentRow, timeZone: string): Slot {
  const end = localTime(row.endMs, timeZone)
  return { start: localTime(row.startMs, timeZone), end: end === '00:00' ? '24:00' : end }
}

/** How many bookings a change calls off: it is made to find out. */
export function countCalledOff<Done>(tx: Transaction, change: () => Done): { done: Done; calledOff: number } {
  const before = countExpected(tx.db)
  const done = change()
  return { done, calledOff: before - countExpected(tx.db) }
}

/** Makes a change of what is registered; one that calls bookings off is refused until somebody who was told how many agrees. */
export function mindingBookings<Value>(
  tx: Transaction,
  agreed: boolean,
  change: () => Result<Value, Refusal>,
): Result<Value, Refusal> {
  const { done, calledOff } = countCalledOff(tx, change)
  return done.ok && calledOff > 0 && !agreed ? fail(bookingsAffected(calledOff)) : done
}

function bookingsAffected(count: number): Refusal {
  return refusal('bookings-affected', `有 ${count} 个预约会因此不再办理。要取消它们，请确认后再保存。`, {
    count,
  })
}
