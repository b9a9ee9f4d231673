import { choiceCell, dayCell, textCell } from '../../../core/registry/cell.ts'
import { allHallDays } from '../../../db/calendar/hall-days.ts'
import { dayCells, dayKinds, registerDay, removeDay } from '../calendar.ts'
import { defineTable } from '../table.ts'

export const holidaysTable = defineTable('holidays', {
  read: { day: dayCell, kind: choiceCell(dayKinds, { required: true }), name: textCell(60) },
  list: (db) => allHallDays(db).map((one) => ({ id: one.day, cells: dayCells(one) })),
  save: (tx, _id, cells) =>
    registerDay(tx, {
      day: cells.day,
      kind: cells.kind === dayKinds.closed ? 'closed' : 'open',
      name: cells.name,
    }),
  remove: removeDay,
})
