import { z } from 'zod'
import { cellChange, operatorRegistries } from '../registry-columns.ts'
import { id, line, text, time } from '../shapes.ts'
import { importFault } from './catalog.ts'
import { byId, pageOf, type RouteSpec } from './route-spec.ts'

/** What stands on a file's way into a registry. Eight megabytes hold any hall's tables. */
export const largestFile = 8_000_000
const fileBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, '请上传 CSV 或 XLSX 文件')

const registryPreview = z.object({
  /** How the file was read: a GBK file is told, because it was recognised and not named. */
  encoding: z.enum(['utf-8', 'gbk', 'xlsx']),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  faulty: z.array(importFault),
  /** Bookings that lie in days or hours which the file closes: importing it calls them off. */
  bookingsCalledOff: z.number().int(),
  /** Rows that add or change something, at most 1,000 of them. */
  rows: z.array(
    z.object({
      line: z.number().int(),
      key: z.string(),
      what: z.enum(['added', 'changed']),
      cells: z.array(cellChange),
    }),
  ),
})
const registryImport = registryPreview.extend({
  /** First passwords that the hall made for new accounts: told this once. */
  passwords: z.array(z.object({ account: z.string(), name: z.string(), password: z.string() })),
})

/** One change of a registry as its page tells it. */
const registryChange = z.object({
  seq: z.number().int(),
  at: time,
  /** Who did it, by name. */
  by: z.string(),
  what: z.enum(['added', 'changed', 'removed', 'imported', 'enrolled', 'revoked']),
  recordId: id.nullable(),
  /** The record as people know it. */
  record: z.string(),
  cells: z.array(cellChange),
  /** Whether the record still is as this change left it, so that it can be undone. */
  undoable: z.boolean(),
})
const changesQuery = z.object({
  record: id.optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: pageOf(50, 200),
})
const changesAnswer = z.object({
  changes: z.array(registryChange),
  next: z.number().int().nullable(),
})

const fileQuery = z.object({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  /** Only the header, with what may stand in each column. */
  template: z.enum(['true', 'false']).default('false'),
})
const importQuery = z.object({ preview: z.enum(['true', 'false']).default('false') })
const byRegistry = z.object({ name: z.enum(operatorRegistries) })
const removed = z.object({ removed: z.literal(true) })

const departmentInput = z.object({
  name: line(60),
  nameEn: text(120).nullable(),
  place: text(60).nullable(),
  queueId: id.nullable(),
})
const departmentRegistration = departmentInput.extend({ id, items: z.number().int() })
const calendarDay = z.object({
  day: z.iso.date(),
  kind: z.enum(['closed', 'open']),
  name: text(60),
})

/** The registries as tables: files out and in, who changed what; and what only these pages keep. */
export const registerRoutes = {
  exportRegistry: {
    method: 'GET',
    path: '/registries/:name/export',
    says: '导出登记表，CSV 或 XLSX',
    who: ['operator'],
    params: byRegistry,
    query: fileQuery,
    answer: z.unknown(),
    file: 'given',
  },
  importRegistry: {
    method: 'POST',
    path: '/registries/:name/import',
    says: '导入登记表，全部或全不；preview=true 只看不改',
    who: ['operator'],
    params: byRegistry,
    query: importQuery,
    body: fileBytes,
    answer: registryPreview,
    bodyLimit: largestFile,
    secret: true,
    file: 'taken',
  },
  registryChanges: {
    method: 'GET',
    path: '/registries/:name/changes',
    says: '登记表和大厅设置的更改记录',
    who: ['operator'],
    params: z.object({ name: z.enum([...operatorRegistries, 'terminals', 'settings']) }),
    query: changesQuery,
    answer: changesAnswer,
  },
  undoRegistryChange: {
    method: 'POST',
    path: '/registries/:name/changes/:seq/undo',
    says: '撤销一次登记或设置的更改',
    who: ['operator'],
    params: z.object({
      name: z.enum([...operatorRegistries, 'settings']),
      seq: z.coerce.number().int().min(1),
    }),
    answer: z.object({ undone: z.literal(true) }),
  },
  exportStaff: {
    method: 'GET',
    path: '/registries/staff/export',
    says: '导出人员',
    who: ['administrator'],
    query: fileQuery,
    answer: z.unknown(),
    file: 'given',
  },
  importStaff: {
    method: 'POST',
    path: '/registries/staff/import',
    says: '导入人员并建立账号，全部或全不；preview=true 只看不改',
    who: ['administrator'],
    query: importQuery,
    body: fileBytes,
    answer: registryImport,
    bodyLimit: largestFile,
    secret: true,
    file: 'taken',
  },
  staffChanges: {
    method: 'GET',
    path: '/registries/staff/changes',
    says: '人员的更改记录',
    who: ['administrator'],
    query: changesQuery,
    answer: changesAnswer,
  },
  undoStaffChange: {
    method: 'POST',
    path: '/registries/staff/changes/:seq/undo',
    says: '撤销一次人员更改；新增的账号改为停用',
    who: ['administrator'],
    params: z.object({ seq: z.coerce.number().int().min(1) }),
    answer: z.object({ undone: z.literal(true) }),
  },

  saveZone: {
    method: 'PATCH',
    path: '/zones/:id',
    says: '更改区域',
    who: ['operator'],
    params: byId,
    body: z.object({ name: line(40), nameEn: text(80).nullable() }).partial(),
    answer: z.object({ id, name: z.string(), nameEn: z.string().nullable() }),
  },
  removeZone: {
    method: 'DELETE',
    path: '/zones/:id',
    says: '移除没有被使用的区域',
    who: ['operator'],
    params: byId,
    answer: removed,
  },
  removeQueue: {
    method: 'DELETE',
    path: '/queues/:id',
    says: '移除没有用过的队列',
    who: ['operator'],
    params: byId,
    answer: removed,
  },
  removeWindow: {
    method: 'DELETE',
    path: '/windows/:id',
    says: '移除没有用过的窗口',
    who: ['operator'],
    params: byId,
    answer: removed,
  },
  departmentRegister: {
    method: 'GET',
    path: '/registry/departments',
    says: '部门登记表',
    who: ['operator'],
    answer: z.object({ departments: z.array(departmentRegistration) }),
  },
  addDepartment: {
    method: 'POST',
    path: '/departments',
    says: '新增部门',
    who: ['operator'],
    body: departmentInput.partial().required({ name: true }),
    answer: departmentRegistration,
    status: 201,
  },
  saveDepartment: {
    method: 'PATCH',
    path: '/departments/:id',
    says: '更改部门',
    who: ['operator'],
    params: byId,
    /** Without `cancelBookings` another queue that would call bookings off is refused with `bookings-affected`. */
    body: departmentInput.partial().extend({ cancelBookings: z.boolean().optional() }),
    answer: departmentRegistration,
  },
  removeDepartment: {
    method: 'DELETE',
    path: '/departments/:id',
    says: '移除没有事项的部门',
    who: ['operator'],
    params: byId,
    answer: removed,
  },
  calendar: {
    method: 'GET',
    path: '/calendar',
    says: '本厅日历：与国务院安排不同的日子',
    who: ['operator', 'leader', 'supervisor', 'director'],
    answer: z.object({
      days: z.array(
        calendarDay.extend({
          /** What the State Council's calendar says of the day; null where its year is not loaded. */
          official: z.enum(['working-day', 'weekend', 'holiday']).nullable(),
        }),
      ),
    }),
  },
  saveCalendarDay: {
    method: 'POST',
    path: '/calendar',
    says: '登记一天：休息或办公',
    who: ['operator'],
    /** Without `cancelBookings` a day on which bookings would be called off is refused with `bookings-affected`. */
    body: calendarDay.extend({ cancelBookings: z.boolean().optional() }),
    answer: calendarDay,
  },
  removeCalendarDay: {
    method: 'DELETE',
    path: '/calendar/:day',
    says: '移除一天的登记',
    who: ['operator'],
    params: z.object({ day: z.iso.date() }),
    query: z.object({ cancelBookings: z.literal('true').optional() }),
    answer: removed,
  },
} as const satisfies Record<string, RouteSpec>
