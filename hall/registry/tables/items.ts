import { ungrouped } from '../../../core/catalog/group.ts'
import { type CatalogueColumn, readField } from '../../../core/catalog/item-row.ts'
import { type ReadCell, textCell } from '../../../core/registry/cell.ts'
import { ok } from '../../../core/result.ts'
import { itemRegister } from '../../../db/catalog/items.ts'
import { itemCellsOf, registerItem } from '../../catalog/register-item.ts'
import { namesNow } from '../names.ts'
import { defineTable, refer } from '../table.ts'
import { prefixCell } from './queues.ts'

/** A field by the rules of the catalogue's own file. */
const field =
  (column: CatalogueColumn): ReadCell =>
  (typed) =>
    readField(column, typed)

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
    })
  },
})
