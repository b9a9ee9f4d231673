import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { deleteHallDay, findHallDay, type HallDay, saveHallDay } from '../../db/calendar/hall-days.ts'
import type { Transaction } from '../../db/writer.ts'
import { callOffOutside } from '../appointment/closures.ts'
import { changesBetween } from './cells.ts'

/** What each kind of day is called. */
export const dayKinds = { closed: '休息', open: '办公' } as const

/** A day of the hall's calendar as its table writes it. */
export function dayCells(one: HallDay): Record<'day' | 'kind' | 'name', string> {
  return { day: one.day, kind: dayKinds[one.kind], name: one.name }
}

/** Registers a day on which the hall departs from the State Council's calendar, or replaces it. Bookings that the day no longer holds are called off. */
export function registerDay(tx: Transaction, one: HallDay): Result<HallDay, Refusal> {
  const before = findHallDay(tx.db, one.day)
  saveHallDay(tx.db, one)
  const { day, kind, name } = one
  const changes = changesBetween(before ? dayCells(before) : null, dayCells(one))
  tx.record(fact('calendar-day-saved', { day, kind, name, created: !before, changes }))
  callOffOutside(tx, { by: 'day', id: day })
  return ok(one)
}

/** Removes a day: the State Council's calendar holds again, and bookings that it does not hold are called off. */
export function removeDay(tx: Transaction, day: string): Result<null, Refusal> {
  const before = findHallDay(tx.db, day)
  if (!before) return fail(refusal('not-found', '日历里没有登记这一天。'))
  deleteHallDay(tx.db, day)
  tx.record(fact('calendar-day-removed', { day, changes: changesBetween(dayCells(before), null) }))
  callOffOutside(tx, { by: 'day', id: day })
  return ok(null)
}
