import { isDeepStrictEqual } from 'node:util'
import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { localDay } from '../../core/day.ts'
import { writeSpans } from '../../core/registry/cell.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { findDepartmentRow } from '../../db/catalog/departments.ts'
import { findQueue, type QueueRow, saveQueue } from '../../db/queue/queues.ts'
import { issuedOn } from '../../db/queue/tickets.ts'
import { findZone } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'
import { callOffOutside } from '../appointment/closures.ts'
import { changesBetween, yesNo } from './cells.ts'
import { beyondDayEnd } from './day-end.ts'
import { type NameOf, namesIn, namesOfCommand } from './names.ts'
import { invalid, removeUnused } from './refuse.ts'

/** A queue as it is registered. */
export type QueueRegistration = Omit<QueueRow, 'priorityRun'>

/** Columns of the week in the table of hours, Monday first. */
export const weekColumns = [
  ['1', 'monday'],
  ['2', 'tuesday'],
  ['3', 'wednesday'],
  ['4', 'thursday'],
  ['5', 'friday'],
  ['6', 'saturday'],
  ['7', 'sunday'],
] as const

type WeekColumn = (typeof weekColumns)[number][1]
export type QueueCells = Record<
  | 'prefix'
  | 'name'
  | 'name_en'
  | 'zone'
  | 'department'
  | 'switched_on'
  | 'wait_target'
  | 'first_number'
  | 'last_number'
  | 'daily_limit'
  | 'always_open'
  | 'on_holidays'
  | 'last_ticket_minutes'
  | WeekColumn,
  string
>

/** Writes queues as their three tables do: what they are, when they are open, how many numbers they give. */
export function queueCellsOf(nameOf: NameOf): (queue: QueueRegistration) => QueueCells {
  return (queue) => {
    const { week } = queue.hours
    return {
      prefix: queue.prefix,
      name: queue.name,
      name_en: queue.nameEn ?? '',
      zone: nameOf('zones', queue.zoneId),
      department: nameOf('departments', queue.departmentId),
      switched_on: yesNo(queue.switchedOn),
      wait_target: queue.waitTargetMinutes === null ? '' : String(queue.waitTargetMinutes),
      first_number: String(queue.firstNumber),
      last_number: queue.lastNumber === null ? '' : String(queue.lastNumber),
      daily_limit: queue.dailyLimit === null ? '' : String(queue.dailyLimit),
      always_open: yesNo(queue.hours.alwaysOpen),
      monday: writeSpans(week['1']),
      tuesday: writeSpans(week['2']),
      wednesday: writeSpans(week['3']),
      thursday: writeSpans(week['4']),
      friday: writeSpans(week['5']),
      saturday: writeSpans(week['6']),
      sunday: writeSpans(week['7']),
      on_holidays: yesNo(queue.hours.onHolidays),
      last_ticket_minutes: String(queue.hours.lastTicketMinutes),
    }
  }
}

/** Registers a queue or replaces what is registered of it. Bookings that it no longer keeps are called off. */
export function registerQueue(tx: Transaction, queue: QueueRegistration): Result<QueueRegistration, Refusal> {
  const before = findQueue(tx.db, queue.id)
  const fault = queueFault(tx, queue, before)
  if (fault) return fault
  const cells = queueCellsOf(namesOfCommand(tx))
  saveQueue(tx.db, queue)
  namesIn(tx, 'queues').put(queue.id, queue.prefix)
  const { id: queueId, prefix, name, switchedOn, zoneId, departmentId, dailyLimit } = queue
  const after = must(findQueue(tx.db, queueId), 'it was saved just now')
  const changes = changesBetween(before ? cells(before) : null, cells(after))
  const told = { queueId, prefix, name, switchedOn, zoneId, departmentId, dailyLimit }
  tx.record(fact('queue-saved', { ...told, created: !before, changes }))
  const isKept = before?.switchedOn === switchedOn && isDeepStrictEqual(before.hours, after.hours)
  if (before && !isKept) callOffOutside(tx, { by: 'queueId', id: queueId })
  return ok(after)
}

function queueFault(
  tx: Transaction,
  queue: QueueRegistration,
  before: QueueRegistration | undefined,
): Result<never, Refusal> | null {
  if (namesIn(tx, 'queues').isTaken(queue.prefix, queue.id))
    return invalid('prefix', `前缀 ${queue.prefix} 已被使用`)
  if (queue.zoneId !== null && !findZone(tx.db, queue.zoneId)) return invalid('zoneId', '没有这个区域')
  if (queue.departmentId !== null && !findDepartmentRow(tx.db, queue.departmentId))
    return invalid('departmentId', '没有这个部门')
  if (queue.lastNumber !== null && queue.lastNumber < queue.firstNumber)
    return invalid('lastNumber', '最后号不能小于起始号')
  const late = beyondDayEnd(tx.db, queue, before)
  if (late) return late
  if (!before) return null
  // A number must not come twice on a day: neither the prefix nor the beginning moves once one was given.
  const isUsedToday = issuedOn(tx.db, localDay(tx.nowMs, tx.timeZone), queue.id) > 0
  if (isUsedToday && before.prefix !== queue.prefix)
    return fail(refusal('in-use', '队列今天已经发过号，不能更改前缀；请在明天取号前更改。'))
  if (isUsedToday && before.firstNumber !== queue.firstNumber)
    return fail(refusal('in-use', '队列今天已经发过号，不能更改起始号；请在明天取号前更改。'))
  return null
}

/** Removes a queue that was never used. */
export function removeQueue(tx: Transaction, id: string): Result<null, Refusal> {
  const queue = findQueue(tx.db, id)
  if (!queue) return fail(refusal('not-found', '没有这个队列。'))
  const changes = changesBetween(queueCellsOf(namesOfCommand(tx))(queue), null)
  const removed = removeUnused(tx, 'queue', id, `${queue.prefix} ${queue.name}`)
  if (!removed.ok) return removed
  tx.record(fact('queue-removed', { queueId: id, prefix: queue.prefix, name: queue.name, changes }))
  return ok(null)
}
