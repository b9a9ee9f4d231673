import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { ItemRegistration } from '../../contract/shapes.ts'
import { guideFault, writeFee, writeMaterials } from '../../core/catalog/guide.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { findItemQueue } from '../../db/catalog/item-queue.ts'
import {
  findItemRegistration,
  insertItem,
  isCodeTaken,
  saveGuide,
  setItemActive,
  setItemQueue,
  updateItem,
} from '../../db/catalog/items.ts'
import { findQueue } from '../../db/queue/queues.ts'
import type { Transaction } from '../../db/writer.ts'
import { callOffOutside } from '../appointment/closures.ts'
import { changesBetween, yesNo } from '../registry/cells.ts'
import { type NameOf, namesIn, namesOfCommand } from '../registry/names.ts'
import { invalid, removeUnused } from '../registry/refuse.ts'

/** An item as it is to be registered: its department by name, its queue its own. */
export type ItemInput = Omit<ItemRegistration, 'departmentId' | 'queueId'>

type ItemCells = Record<
  | 'item_code'
  | 'name'
  | 'name_en'
  | 'department'
  | 'group'
  | 'task_type'
  | 'queue'
  | 'topic'
  | 'materials'
  | 'fee'
  | 'fee_basis'
  | 'legal_days'
  | 'promised_days'
  | 'trips'
  | 'active',
  string
>

/** Writes items as their table does. */
export function itemCellsOf(nameOf: NameOf): (item: ItemInput) => ItemCells {
  return (item) => ({
    item_code: item.code,
    name: item.name,
    name_en: item.nameEn ?? '',
    department: item.department,
    group: item.group,
    task_type: item.taskType,
    queue: nameOf('queues', item.ownQueueId),
    topic: item.topic ?? '',
    materials: writeMaterials(item.materials),
    fee: writeFee(item.feeFen),
    fee_basis: item.feeBasis ?? '',
    legal_days: written(item.legalLimitDays),
    promised_days: written(item.promisedLimitDays),
    trips: written(item.trips),
    active: yesNo(item.active),
  })
}

function written(number: number | null): string {
  return number === null ? '' : String(number)
}

/**
 * Registers an item with its guide, or replaces what is registered of it; its code and its place in the catalogue stay.
 * Bookings are called off for one that is switched off, or goes to a queue that does not keep them. Refuses a code that another item has, materials named twice, and what `guideFault` speaks against.
 */
export function registerItem(tx: Transaction, item: ItemInput): Result<ItemRegistration, Refusal> {
  const departmentId = namesIn(tx, 'departments').idOf(item.department)
  if (departmentId === undefined) return invalid('department', `没有部门“${item.department}”`)
  const fault = itemFault(tx, item)
  if (fault) return fault
  const saved = saveItem(tx, item.id, (isNew) => {
    if (isNew) insertItem(tx.db, item.id, departmentId, item)
    else updateItem(tx.db, item.id, departmentId, item)
    saveGuide(tx.db, item.id, item)
    setItemQueue(tx.db, item.id, item.ownQueueId)
    setItemActive(tx.db, item.id, item.active)
  })
  return ok(saved)
}

/**
 * Makes a change of one item, tells it cell by cell in the item's record, and calls off the bookings that the queue to
 * which it goes now does not keep.
 */
export function saveItem(
  tx: Transaction,
  itemId: string,
  change: (isNew: boolean) => void,
): ItemRegistration {
  const cells = itemCellsOf(namesOfCommand(tx))
  const before = findItemRegistration(tx.db, itemId)
  const queueBefore = findItemQueue(tx.db, itemId)?.queueId
  change(before === undefined)
  const after = must(findItemRegistration(tx.db, itemId), 'it was saved just now')
  const changes = changesBetween(before ? cells(before) : null, cells(after))
  const { code, name, ownQueueId: queueId } = after
  tx.record(fact('item-saved', { itemId, code, name, queueId, changes }))
  if (before && findItemQueue(tx.db, itemId)?.queueId !== queueBefore)
    callOffOutside(tx, { by: 'itemId', id: itemId })
  return after
}

function itemFault(tx: Transaction, item: ItemInput): Result<never, Refusal> | null {
  if (isCodeTaken(tx.db, item.code, item.id))
    return fail(refusal('already-exists', `已有编码为 ${item.code} 的事项。`))
  if (item.ownQueueId !== null && !findQueue(tx.db, item.ownQueueId))
    return fail(refusal('not-found', '没有这个队列。'))
  const twice = item.materials.findIndex(({ name }, at) =>
    item.materials.slice(0, at).some((other) => other.name === name),
  )
  if (twice >= 0) return invalid(`materials.${twice}.name`, '这项材料写了两次')
  const guide = guideFault(item)
  return guide ? invalid(guide.field, guide.message) : null
}

/** Removes an item for which nobody ever came or booked. */
export function removeItem(tx: Transaction, id: string): Result<null, Refusal> {
  const item = findItemRegistration(tx.db, id)
  if (!item) return fail(refusal('not-found', '没有这个事项。'))
  const changes = changesBetween(itemCellsOf(namesOfCommand(tx))(item), null)
  const removed = removeUnused(tx, 'item', id, item.name)
  if (!removed.ok) return removed
  tx.record(fact('item-removed', { itemId: id, code: item.code, name: item.name, changes }))
  return ok(null)
}
