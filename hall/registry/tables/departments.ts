import { textCell } from '../../../core/registry/cell.ts'
import { departmentRegister } from '../../../db/catalog/departments.ts'
import { departmentCellsOf, registerDepartment, removeDepartment } from '../departments.ts'
import { namesNow } from '../names.ts'
import { defineTable, refer } from '../table.ts'
import { prefixCell } from './queues.ts'

export const departmentsTable = defineTable('departments', {
  read: {
    name: textCell(60, { required: true }),
    name_en: textCell(120),
    place: textCell(60),
    queue: prefixCell(false),
  },
  list(db) {
    const cells = departmentCellsOf(namesNow(db))
    return departmentRegister(db).map((one) => ({ id: one.id, cells: cells(one) }))
  },
  save(tx, id, cells) {
    const queueId = refer(tx, 'queues', 'queue', cells.queue)
    if (!queueId.ok) return queueId
    return registerDepartment(tx, {
      id: id ?? tx.newId(),
      name: cells.name,
      nameEn: cells.name_en || null,
      place: cells.place || null,
      queueId: queueId.value,
    })
  },
  remove: removeDepartment,
})
