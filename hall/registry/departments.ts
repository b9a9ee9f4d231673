import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import {
  type DepartmentRow,
  findDepartmentRow,
  insertDepartment,
  setDepartmentQueue,
  updateDepartment,
} from '../../db/catalog/departments.ts'
import { findQueue } from '../../db/queue/queues.ts'
import type { Transaction } from '../../db/writer.ts'
import { callOffOutside } from '../appointment/closures.ts'
import { changesBetween } from './cells.ts'
import { type NameOf, namesIn, namesOfCommand } from './names.ts'
import { invalid, removeUnused } from './refuse.ts'

/** Writes departments as their table does. */
export function departmentCellsOf(
  nameOf: NameOf,
): (department: Omit<DepartmentRow, 'items'>) => Record<'name' | 'name_en' | 'place' | 'queue', string> {
  return (department) => ({
    name: department.name,
    name_en: department.nameEn ?? '',
    place: department.place ?? '',
    queue: nameOf('queues', department.queueId),
  })
}

/** Registers a department or replaces what is registered of it. Bookings that its new queue does not keep are called off. */
export function registerDepartment(
  tx: Transaction,
  department: Omit<DepartmentRow, 'items'>,
): Result<DepartmentRow, Refusal> {
  const names = namesIn(tx, 'departments')
  if (names.isTaken(department.name, department.id))
    return fail(refusal('already-exists', `已有部门“${department.name}”。`))
  const { id, name, nameEn, place, queueId } = department
  if (queueId !== null && !findQueue(tx.db, queueId)) return invalid('queueId', '没有这个队列')
  const before = findDepartmentRow(tx.db, id)
  const cells = departmentCellsOf(namesOfCommand(tx))
  if (before) updateDepartment(tx.db, { id, name, nameEn, place })
  else insertDepartment(tx.db, { id, name, nameEn, place })
  setDepartmentQueue(tx.db, id, queueId)
  names.put(id, name)
  const changes = changesBetween(before ? cells(before) : null, cells(department))
  tx.record(fact('department-saved', { departmentId: id, name, queueId, created: !before, changes }))
  if (before && before.queueId !== queueId) callOffOutside(tx, { by: 'departmentId', id })
  return ok(must(findDepartmentRow(tx.db, id), 'it was saved just now'))
}

/** Removes a department that has no item and no queue. */
export function removeDepartment(tx: Transaction, id: string): Result<null, Refusal> {
  const department = findDepartmentRow(tx.db, id)
  if (!department) return fail(refusal('not-found', '没有这个部门。'))
  const changes = changesBetween(departmentCellsOf(namesOfCommand(tx))(department), null)
  const removed = removeUnused(tx, 'department', id, department.name)
  if (!removed.ok) return removed
  tx.record(fact('department-removed', { departmentId: id, name: department.name, changes }))
  return ok(null)
}
