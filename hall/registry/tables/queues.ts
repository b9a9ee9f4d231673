import type Database from 'better-sqlite3'
import { officeHours } from '../../../contract/shapes.ts'
import {
  codeCell,
  numberCell,
  type ReadCell,
  spansCell,
  spansOf,
  textCell,
  yesNoCell,
} from '../../../core/registry/cell.ts'
import { fail, must } from '../../../core/result.ts'
import { allQueues, findQueue } from '../../../db/queue/queues.ts'
import { namesNow } from '../names.ts'
import { queueCellsOf, registerQueue, removeQueue, weekColumns } from '../queues.ts'
import { defineTable, faultsIn, refer, type TableRow } from '../table.ts'

/** A queue's prefix: one or two capitals without I and O, which pass for 1 and 0. */
export function prefixCell(required: boolean): ReadCell {
  return codeCell(/^[A-HJ-NP-Z]{1,2}$/, '前缀为一至两个大写字母，不用 I 和 O', { required, upper: true })
}

function list(db: Database.Database): TableRow[] {
  const cells = queueCellsOf(namesNow(db))
  return allQueues(db).map((queue) => ({ id: queue.id, cells: cells(queue) }))
}

const columnOf = {
  prefix: 'prefix',
  zoneId: 'zone',
  departmentId: 'department',
  lastNumber: 'last_number',
} as const

export const queuesTable = defineTable('queues', {
  read: {
    prefix: prefixCell(true),
    name: textCell(60, { required: true }),
    name_en: textCell(120),
    zone: textCell(40),
    department: textCell(60),
    switched_on: yesNoCell('否'),
    wait_target: numberCell(1, 600),
  },
  list,
  save(tx, id, cells) {
    const zoneId = refer(tx, 'zones', 'zone', cells.zone)
    const departmentId = refer(tx, 'departments', 'department', cells.department)
    if (!zoneId.ok || !departmentId.ok) return fail(faultsIn(zoneId, departmentId))
    const known = id === null ? undefined : findQueue(tx.db, id)
    return registerQueue(tx, {
      id: id ?? tx.newId(),
      prefix: cells.prefix,
      name: cells.name,
      nameEn: cells.name_en || null,
      zoneId: zoneId.value,
      departmentId: departmentId.value,
      switchedOn: cells.switched_on === '是',
      hours: known?.hours ?? officeHours,
      dailyLimit: known?.dailyLimit ?? null,
      firstNumber: known?.firstNumber ?? 1,
      lastNumber: known?.lastNumber ?? null,
      waitTargetMinutes: cells.wait_target === '' ? null : Number(cells.wait_target),
    })
  },
  remove: removeQueue,
  columnOf,
})

export const hoursTable = defineTable('hours', {
  read: {
    prefix: prefixCell(true),
    always_open: yesNoCell('否'),
    monday: spansCell,
    tuesday: spansCell,
    wednesday: spansCell,
    thursday: spansCell,
    friday: spansCell,
    saturday: spansCell,
    sunday: spansCell,
    on_holidays: yesNoCell('否'),
    last_ticket_minutes: numberCell(0, 240, { required: true }),
  },
  list,
  save(tx, id, cells) {
    const known = must(findQueue(tx.db, id ?? ''), 'no row of hours is added without its queue')
    const alwaysOpen = cells.always_open === '是'
    const isEmpty = weekColumns.every(([, column]) => cells[column] === '')
    if (!alwaysOpen && isEmpty)
      return fail([
        { column: 'monday', code: 'empty', message: '一周都没有办公时间；请填时段，或在“全天”填“是”。' },
      ])
    return registerQueue(tx, {
      ...known,
      hours: {
        alwaysOpen,
        onHolidays: cells.on_holidays === '是',
        lastTicketMinutes: Number(cells.last_ticket_minutes),
        week: {
          '1': spansOf(cells.monday),
          '2': spansOf(cells.tuesday),
          '3': spansOf(cells.wednesday),
          '4': spansOf(cells.thursday),
          '5': spansOf(cells.friday),
          '6': spansOf(cells.saturday),
          '7': spansOf(cells.sunday),
        },
      },
    })
  },
  columnOf,
})

export const limitsTable = defineTable('limits', {
  read: {
    prefix: prefixCell(true),
    first_number: numberCell(1, 9999, { required: true }),
    last_number: numberCell(1, 99_999),
    daily_limit: numberCell(1, 9999),
  },
  list,
  save(tx, id, cells) {
    const known = must(findQueue(tx.db, id ?? ''), 'no row of limits is added without its queue')
    return registerQueue(tx, {
      ...known,
      firstNumber: Number(cells.first_number),
      lastNumber: cells.last_number === '' ? null : Number(cells.last_number),
      dailyLimit: cells.daily_limit === '' ? null : Number(cells.daily_limit),
    })
  },
  columnOf,
})
