import type { ItemRegistration } from '../../../contract/shapes.ts'
import { ungrouped } from '../../../core/catalog/group.ts'
import { feeCell, feeFenOf, materialsCell, materialsOf } from '../../../core/catalog/guide.ts'
import { type CatalogueColumn, readField } from '../../../core/catalog/item-row.ts'
import { numberCell, type ReadCell, textCell, yesNoCell } from '../../../core/registry/cell.ts'
import { ok } from '../../../core/result.ts'
import { itemRegister } from '../../../db/catalog/items.ts'
import { itemCellsOf, registerItem, removeItem } from '../../catalog/register-item.ts'
import { namesNow } from '../names.ts'
import { defineTable, refer } from '../table.ts'
import { prefixCell } from './queues.ts'

/** A field by the rules of the catalogue's own file. */
const field =
  (column: CatalogueColumn): ReadCell =>
  (typed) =>
    readField(column, typed)

const numberOf = (cell: string): number | null => (cell === '' ? null : Number(cell))

export const itemsTable = defineTable('items', {
  read: {
    item_code: field('item_code'),
    name: field('name'),
    name_en: textCell(300),
    department: field('department'),
    group: (typed) => {
      const group = readField('group', typed)
      return group.ok && group.value === ungrouped ? ok('') : group
    },
    task_type: field('task_type'),
    queue: prefixCell(false),
    topic: textCell(60),
    materials: materialsCell,
    fee: feeCell,
    fee_basis: textCell(200),
    legal_days: numberCell(0, 999),
    promised_days: numberCell(0, 999),
    trips: numberCell(0, 20),
    active: yesNoCell('是'),
  },
  list(db) {
    const cells = itemCellsOf(namesNow(db))
    return itemRegister(db).map((item) => ({ id: item.id, cells: cells(item) }))
  },
  save(tx, id, cells) {
    const queueId = refer(tx, 'queues', 'queue', cells.queue)
    if (!queueId.ok) return queueId
    return registerItem(tx, {
      id: id ?? tx.newId(),
      code: cells.item_code,
      name: cells.name,
      nameEn: cells.name_en || null,
      department: cells.department,
      group: cells.group,
      taskType: cells.task_type,
      ownQueueId: queueId.value,
      active: cells.active === '是',
      topic: cells.topic || null,
      materials: materialsOf(cells.materials),
      feeFen: feeFenOf(cells.fee),
      feeBasis: cells.fee_basis || null,
      legalLimitDays: numberOf(cells.legal_days),
      promisedLimitDays: numberOf(cells.promised_days),
      trips: numberOf(cells.trips),
    })
  },
  remove: removeItem,
  columnOf: {
    feeBasis: 'fee_basis',
    promisedLimitDays: 'promised_days',
  } satisfies Partial<Record<keyof ItemRegistration, string>>,
})
