import { fact } from '../../contract/entries.ts'
import type { BookingPlan } from '../../core/appointment/slots.ts'
import { planOf, savePlan } from '../../db/appointment/plans.ts'
import type { QueueRow } from '../../db/queue/queues.ts'
import type { Transaction } from '../../db/writer.ts'
import { changesBetween, yesNo } from '../registry/cells.ts'

/** How a queue is booked, as the table of plans writes it. */
export function planCells(
  { prefix, name }: Pick<QueueRow, 'prefix' | 'name'>,
  plan: BookingPlan,
): Record<'prefix' | 'name' | 'bookable' | 'slot_minutes' | 'people_per_slot' | 'days_ahead', string> {
  return {
    prefix,
    name,
    bookable: yesNo(plan.bookable),
    slot_minutes: String(plan.slotMinutes),
    people_per_slot: String(plan.peoplePerSlot),
    days_ahead: String(plan.daysAhead),
  }
}

/** Registers how a queue is booked. What is booked already stays as it is. */
export function registerPlan(tx: Transaction, queue: QueueRow, plan: BookingPlan): void {
  const before = planOf(tx.db, queue.id)
  savePlan(tx.db, queue.id, plan)
  const { bookable, slotMinutes, peoplePerSlot, daysAhead } = plan
  tx.record(
    fact('booking-plan-saved', {
      queueId: queue.id,
      prefix: queue.prefix,
      name: queue.name,
      bookable,
      slotMinutes,
      peoplePerSlot,
      daysAhead,
      changes: changesBetween(planCells(queue, before), planCells(queue, plan)),
    }),
  )
}
