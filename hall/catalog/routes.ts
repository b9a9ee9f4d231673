import { type Refusal, refusal } from '../../contract/problems.ts'
import type { ItemDetail } from '../../contract/shapes.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { allDepartments, findDepartment, groupsOf } from '../../db/catalog/departments.ts'
import { findItemGuide, findItemRegistration } from '../../db/catalog/items.ts'
import type { Hall } from '../hall.ts'
import { describeQueue } from '../queue/describe.ts'
import { type Handlers, read, write } from '../serve.ts'
import { findItems, searchableItems } from './find-items.ts'
import { applyImport, planImport } from './import.ts'
import { registerItem } from './register-item.ts'

/** The catalogue's routes: departments, items, and the import of a catalogue file. */
export const catalogRoutes: Handlers<
  | 'departments'
  | 'department'
  | 'items'
  | 'searchableItems'
  | 'item'
  | 'saveItem'
  | 'previewImport'
  | 'importCatalogue'
> = {
  departments: read(({ hall }) => ok({ departments: allDepartments(hall.db) })),
  department: read(({ hall, params }) => {
    const department = findDepartment(hall.db, params.id)
    if (!department) return fail(refusal('not-found', '没有这个部门。'))
    return ok({ department, groups: groupsOf(hall.db, department.id) })
  }),
  items: read(({ hall, query }) => findItems(hall.db, query)),
  searchableItems: read(({ hall }) => ok(searchableItems(hall.db))),
  item: read(({ hall, params }) => describeItem(hall, params.id)),
  saveItem: write((tx, { hall, params, body }) => {
    const item = findItemRegistration(tx.db, params.id)
    if (!item) return fail(noSuchItem)
    const { queueId = item.ownQueueId, nameEn = item.nameEn } = body
    const saved = registerItem(tx, { ...item, ownQueueId: queueId, nameEn: nameEn === '' ? null : nameEn })
    if (!saved.ok) return saved
    return describeItem(hall, item.id)
  }),
  previewImport: read(({ hall, body }) => ok(planImport(hall.db, body.csv))),
  importCatalogue: write((tx, { body }) => applyImport(tx, body.csv)),
}

const noSuchItem = refusal('not-found', '没有这个事项。')

/** An item's guide with its queue as it is now; `queue` is null where no queue is set: 请咨询人工. */
export function describeItem(hall: Hall, itemId: string): Result<ItemDetail, Refusal> {
  const guide = findItemGuide(hall.db, itemId)
  if (!guide) return fail(noSuchItem)
  return ok({ ...guide, queue: guide.queueId === null ? null : describeQueue(hall, guide.queueId) })
}
