import type Database from 'better-sqlite3'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { ItemDetail, ItemRegistration } from '../../contract/shapes.ts'
import { ungrouped } from '../../core/catalog/group.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { allDepartments, findDepartment, groupsOf } from '../../db/catalog/departments.ts'
import { findItemGuide, findItemRegistration } from '../../db/catalog/items.ts'
import { mindingBookings } from '../appointment/closures.ts'
import type { Hall } from '../hall.ts'
import { describeQueue } from '../queue/describe.ts'
import { invalid } from '../registry/refuse.ts'
import { type Handlers, read, write } from '../serve.ts'
import { definedOnly } from '../staff/routes.ts'
import { findItems, searchableItems } from './find-items.ts'
import { applyImport, planImport } from './import.ts'
import { type ItemInput, registerItem, removeItem } from './register-item.ts'

/** The catalogue's routes: departments, items, and the import of a catalogue file. */
export const catalogRoutes: Handlers<
  | 'departments'
  | 'department'
  | 'items'
  | 'searchableItems'
  | 'item'
  | 'itemRegister'
  | 'addItem'
  | 'saveItem'
  | 'removeItem'
  | 'previewImport'
  | 'importCatalogue'
> = {
  departments: read(({ hall }) => ok({ departments: allDepartments(hall.db) })),
  department: read(({ hall, params }) => {
    const department = findDepartment(hall.db, params.id)
    if (!department) return fail(refusal('not-found', '没有这个部门。'))
    return ok({ department, groups: groupsOf(hall.db, department.id) })
  }),
  items: read(({ hall, query }) => findItems(hall.db, { ...query, active: true })),
  searchableItems: read(({ hall }) => ok(searchableItems(hall.db))),
  item: read(({ hall, params }) => describeItem(hall, params.id)),
  itemRegister: read(({ hall, query }) => {
    const found = findItems(hall.db, {
      ...query,
      active: query.active === undefined ? undefined : query.active === 'true',
    })
    if (!found.ok) return found
    const { items, next } = found.value
    return ok({ items: items.map(({ id }) => needRegistration(hall.db, id)), next })
  }),
  addItem: write((tx, { hall, body }) => {
    const department = findDepartment(tx.db, body.departmentId)
    if (!department) return noSuchDepartment
    const { queueId = null, ...given } = definedOnly(body)
    const item = { ...unset, ...given, id: tx.newId(), department: department.name, ownQueueId: queueId }
    return described(
      hall,
      registerItem(tx, tidied({ ...item, code: body.code, name: body.name, taskType: body.taskType })),
    )
  }),
  saveItem: write((tx, { hall, params, body: { cancelBookings = false, ...body } }) => {
    const known = findItemRegistration(tx.db, params.id)
    if (!known) return fail(noSuchItem)
    const { queueId = known.ownQueueId, departmentId = known.departmentId, ...given } = definedOnly(body)
    const department = findDepartment(tx.db, departmentId)
    if (!department) return noSuchDepartment
    const item = { ...known, ...given, department: department.name, ownQueueId: queueId }
    return described(
      hall,
      mindingBookings(tx, cancelBookings, () => registerItem(tx, tidied(item))),
    )
  }),
  removeItem: write((tx, { params }) => {
    const removed = removeItem(tx, params.id)
    return removed.ok ? ok({ removed: true }) : removed
  }),
  previewImport: read(({ hall, body }) => ok(planImport(hall.db, body.csv))),
  importCatalogue: write((tx, { body }) => applyImport(tx, body.csv)),
}

const noSuchItem = refusal('not-found', '没有这个事项。')
const noSuchDepartment = invalid('departmentId', '没有这个部门')

/** What a new item is where nobody says otherwise: nothing is known of its guide. */
const unset = {
  nameEn: null,
  group: '',
  active: true,
  topic: null,
  materials: [],
  feeFen: null,
  feeBasis: null,
  legalLimitDays: null,
  promisedLimitDays: null,
  trips: null,
}

/** An empty text is none, and 未分类 is no set. */
function tidied(item: ItemInput): ItemInput {
  return {
    ...item,
    group: item.group === ungrouped ? '' : item.group,
    nameEn: item.nameEn || null,
    topic: item.topic || null,
    feeBasis: item.feeBasis || null,
  }
}

function needRegistration(db: Database.Database, id: string): ItemRegistration {
  return must(findItemRegistration(db, id), 'it was listed just now')
}

function described(hall: Hall, saved: Result<ItemRegistration, Refusal>): Result<ItemDetail, Refusal> {
  return saved.ok ? describeItem(hall, saved.value.id) : saved
}

/** An item's guide with its queue as it is now; `queue` is null where no queue is set, or where it is switched off: 请咨询人工. */
export function describeItem(hall: Hall, itemId: string): Result<ItemDetail, Refusal> {
  const guide = findItemGuide(hall.db, itemId)
  if (!guide) return fail(noSuchItem)
  return ok({ ...guide, queue: guide.queueId === null ? null : describeQueue(hall, guide.queueId) })
}
