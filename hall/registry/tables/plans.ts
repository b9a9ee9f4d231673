import { numberCell, yesNoCell } from '../../../core/registry/cell.ts'
import { must, ok } from '../../../core/result.ts'
import { planOf } from '../../../db/appointment/plans.ts'
import { allQueues, findQueue } from '../../../db/queue/queues.ts'
import { planCells, registerPlan } from '../../appointment/plan.ts'
import { defineTable } from '../table.ts'
import { prefixCell } from './queues.ts'

export const plansTable = defineTable('plans', {
  read: {
    prefix: prefixCell(true),
    bookable: yesNoCell('否'),
    slot_minutes: numberCell(5, 240, { required: true }),
    people_per_slot: numberCell(1, 500, { required: true }),
    days_ahead: numberCell(0, 90, { required: true }),
  },
  list: (db) =>
    allQueues(db).map((queue) => ({ id: queue.id, cells: planCells(queue, planOf(db, queue.id)) })),
  save(tx, id, cells) {
    const queue = must(findQueue(tx.db, id ?? ''), 'no plan is added without its queue')
    registerPlan(tx, queue, {
      bookable: cells.bookable === '是',
      slotMinutes: Number(cells.slot_minutes),
      peoplePerSlot: Number(cells.people_per_slot),
      daysAhead: Number(cells.days_ahead),
    })
    return ok(null)
  },
})
