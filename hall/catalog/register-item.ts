import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import {
  findItemRegistration,
  type ItemRegistration,
  insertItem,
  setItemNameEn,
  setItemQueue,
  updateItem,
} from '../../db/catalog/items.ts'
import { findQueue } from '../../db/queue/queues.ts'
import type { Transaction } from '../../db/writer.ts'
import { changesBetween } from '../registry/cells.ts'
import { type NameOf, namesIn, namesOfCommand } from '../registry/names.ts'
import { invalid } from '../registry/refuse.ts'

/** Writes items as their table does. */
export function itemCellsOf(
  nameOf: NameOf,
): (
  item: ItemRegistration,
) => Record<'item_code' | 'name' | 'name_en' | 'department' | 'group' | 'task_type' | 'queue', string> {
  return (item) => ({
    item_code: item.code,
    name: item.name,
    name_en: item.nameEn ?? '',
    department: item.department,
    group: item.group,
    task_type: item.taskType,
    queue: nameOf('queues', item.ownQueueId),
  })
}

/** Registers an item or replaces what is registered of it; its guide and its place in the catalogue stay. */
export function registerItem(tx: Transaction, item: ItemRegistration): Result<ItemRegistration, Refusal> {
  const departmentId = namesIn(tx, 'departments').idOf(item.department)
  if (departmentId === undefined) return invalid('department', `没有部门“${item.department}”`)
  if (item.ownQueueId !== null && !findQueue(tx.db, item.ownQueueId))
    return fail(refusal('not-found', '没有这个队列。'))
  const cells = itemCellsOf(namesOfCommand(tx))
  const before = findItemRegistration(tx.db, item.id)
  if (before) updateItem(tx.db, item.id, departmentId, item)
  else insertItem(tx.db, item.id, departmentId, item)
  setItemNameEn(tx.db, item.id, item.nameEn)
  setItemQueue(tx.db, item.id, item.ownQueueId)
  const after = must(findItemRegistration(tx.db, item.id), 'it was saved just now')
  const changes = changesBetween(before ? cells(before) : null, cells(after))
  tx.record(fact('item-saved', { itemId: item.id, code: item.code, queueId: item.ownQueueId, changes }))
  return ok(after)
}
