import type Database from 'better-sqlite3'
import type { BookingPlan } from '../../core/appointment/slots.ts'
import { changeOne, query } from '../statement.ts'

/** How a queue is booked until somebody sets it: not at all. */
export const unsetPlan: BookingPlan = { bookable: false, slotMinutes: 30, peoplePerSlot: 4, daysAhead: 7 }

interface Raw {
  bookable: number
  slotMinutes: number
  peoplePerSlot: number
  daysAhead: number
}

/** How a queue is booked. */
export function planOf(db: Database.Database, queueId: string): BookingPlan {
  const row = query<Raw>(
    db,
    `SELECT bookable, slot_minutes AS slotMinutes, people_per_slot AS peoplePerSlot, days_ahead AS daysAhead
     FROM appointment_plans WHERE queue_id = ?`,
  ).get(queueId)
  return row ? { ...row, bookable: row.bookable === 1 } : unsetPlan
}

export function savePlan(db: Database.Database, queueId: string, plan: BookingPlan): void {
  changeOne(
    db,
    `INSERT INTO appointment_plans (queue_id, bookable, slot_minutes, people_per_slot, days_ahead) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (queue_id) DO UPDATE SET bookable = excluded.bookable, slot_minutes = excluded.slot_minutes,
       people_per_slot = excluded.people_per_slot, days_ahead = excluded.days_ahead`,
    queueId,
    plan.bookable ? 1 : 0,
    plan.slotMinutes,
    plan.peoplePerSlot,
    plan.daysAhead,
  )
}

/** Whether an item of this queue can be booked: what the public search lets through. */
const bookableItem = `FROM items i JOIN departments d ON d.id = i.department_id JOIN queues q ON q.id = coalesce(i.queue_id, d.queue_id)
  JOIN appointment_plans p ON p.queue_id = q.id WHERE p.bookable = 1 AND q.switched_on = 1 AND i.active = 1`

/** Ids of all items that can be booked, in the catalogue's order; of one department where its id is given. */
export function bookableItemIds(db: Database.Database, departmentId: string | null): string[] {
  return query<{ id: string }>(
    db,
    `SELECT i.id ${bookableItem} ${departmentId === null ? '' : 'AND d.id = ?'} ORDER BY i.position`,
  )
    .all(...(departmentId === null ? [] : [departmentId]))
    .map((row) => row.id)
}

/** Departments with items that can be booked, and how many, by pinyin. */
export function bookableDepartments(
  db: Database.Database,
): { id: string; name: string; nameEn: string | null; items: number }[] {
  return query<{ id: string; name: string; nameEn: string | null; items: number }>(
    db,
    `SELECT d.id, d.name, d.name_en AS nameEn, count(*) AS items ${bookableItem} GROUP BY d.id ORDER BY d.pinyin`,
  ).all()
}
