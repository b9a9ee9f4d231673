import { textCell } from '../../../core/registry/cell.ts'
import { departmentRegister } from '../../../db/catalog/departments.ts'
import { allQueues } from '../../../db/queue/queues.ts'
import { departmentCellsOf, registerDepartment, removeDepartment } from '../departments.ts'
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
    const cells = departmentCellsOf(db)
    return departmentRegister(db).map((one) => ({ id: one.id, cells: cells(one) }))
  },
  save(tx, id, cells) {
    const found = allQueues(tx.db).find((queue) => queue.prefix === cells.queue)
    const queueId = refer('queue', cells.queue, found, '前缀为此的队列')
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
