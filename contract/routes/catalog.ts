import { z } from 'zod'
import {
  largestFeeFen,
  longestOfMaterial,
  materialSeparators,
  mostMaterials,
} from '../../core/catalog/guide.ts'
import { taskTypes } from '../../core/catalog/item-row.ts'
import { department, id, item, itemDetail, itemRegistration, line, text } from '../shapes.ts'
import { byId, catalogueReaders, pageOf, type RouteSpec } from './route-spec.ts'

const materialText = (most: number) =>
  line(most).refine((typed) => !materialSeparators.test(typed), '不能含有分号和竖线')
const workingDays = z.number().int().min(0).max(999).nullable()

/** What an operator registers of an item; its code stays what it was added with. */
const itemInput = z.object({
  name: line(300),
  nameEn: text(300).nullable(),
  departmentId: id,
  /** '' where it belongs to no set. */
  group: text(300),
  taskType: z.enum(taskTypes),
  /** Its own queue; null: its department's. */
  queueId: id.nullable(),
  /** False switches it off: it is in no list and no ticket is taken for it. */
  active: z.boolean(),
  topic: text(60).nullable(),
  materials: z
    .array(
      z.object({
        name: materialText(longestOfMaterial.name),
        copies: materialText(longestOfMaterial.copies).nullable(),
        note: materialText(longestOfMaterial.note).nullable(),
      }),
    )
    .max(mostMaterials),
  /** In 分; null: not known, 0: free. Above 0 it needs its basis. */
  feeFen: z.number().int().min(0).max(largestFeeFen).nullable(),
  feeBasis: text(200).nullable(),
  /** Working days; 0 is while you wait. */
  legalLimitDays: workingDays,
  promisedLimitDays: workingDays,
  trips: z.number().int().min(0).max(20).nullable(),
})

export const importFault = z.object({
  line: z.number().int(),
  column: z.string(),
  code: z.string(),
  message: z.string(),
})
export const importSummary = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  faulty: z.array(importFault),
})
export const importPreview = importSummary.extend({
  departmentsAdded: z.array(z.string()),
  changes: z.array(
    z.object({
      line: z.number().int(),
      code: z.string(),
      name: z.string(),
      what: z.enum(['added', 'changed']),
      fields: z.array(z.string()),
    }),
  ),
  contentHash: z.string(),
})
const csvText = z.object({ csv: z.string().min(1).max(20_000_000) })

/** Departments, items, and the import of a catalogue. */
export const catalogRoutes = {
  departments: {
    method: 'GET',
    path: '/departments',
    says: '部门，按拼音',
    who: catalogueReaders,
    answer: z.object({ departments: z.array(department) }),
  },
  department: {
    method: 'GET',
    path: '/departments/:id',
    says: '部门的事项组',
    who: catalogueReaders,
    params: byId,
    answer: z.object({
      department,
      groups: z.array(z.object({ name: z.string(), items: z.number().int() })),
    }),
  },
  items: {
    method: 'GET',
    path: '/items',
    says: '查事项：汉字、拼音或首字母',
    who: catalogueReaders,
    query: z.object({
      q: z.string().max(100).optional(),
      department: z.string().max(100).optional(),
      group: z.string().max(300).optional(),
      topic: z.string().max(60).optional(),
      limit: pageOf(50, 2000),
      after: z.string().max(200).optional(),
    }),
    answer: z.object({ items: z.array(item), next: z.string().nullable() }),
  },
  searchableItems: {
    method: 'GET',
    path: '/catalogue/searchable',
    says: '全部事项及其名称的拼法，供页面自己查找',
    who: catalogueReaders,
    answer: z.object({
      /** In the catalogue's order. */
      items: z.array(item),
      /** The spelling of each name, group and department, as core/catalog/written-spelling.ts writes it. */
      spellings: z.record(z.string(), z.string()),
    }),
  },
  item: {
    method: 'GET',
    path: '/items/:id',
    says: '办事指南',
    who: catalogueReaders,
    params: byId,
    answer: itemDetail,
  },
  itemRegister: {
    method: 'GET',
    path: '/registry/items',
    says: '事项登记表，停用的也在内',
    who: ['operator'],
    query: z.object({
      q: z.string().max(100).optional(),
      department: z.string().max(100).optional(),
      active: z.enum(['true', 'false']).optional(),
      limit: pageOf(50, 200),
      after: z.string().max(200).optional(),
    }),
    answer: z.object({
      items: z.array(itemRegistration),
      next: z.string().nullable(),
    }),
  },
  addItem: {
    method: 'POST',
    path: '/items',
    says: '新增事项',
    who: ['operator'],
    body: itemInput.partial().extend({
      code: line(60).regex(/^[A-Za-z0-9-]+$/, '事项编码只能有字母、数字和短横'),
      name: itemInput.shape.name,
      departmentId: id,
      taskType: itemInput.shape.taskType,
    }),
    answer: itemDetail,
    status: 201,
  },
  saveItem: {
    method: 'PATCH',
    path: '/items/:id',
    says: '更改事项及其办事指南',
    who: ['operator'],
    params: byId,
    /** Without `cancelBookings` switching off an item with bookings is refused with `bookings-affected`. */
    body: itemInput.partial().extend({ cancelBookings: z.boolean().optional() }),
    answer: itemDetail,
  },
  removeItem: {
    method: 'DELETE',
    path: '/items/:id',
    says: '移除没有办过的事项',
    who: ['operator'],
    params: byId,
    answer: z.object({ removed: z.literal(true) }),
  },
  previewImport: {
    method: 'POST',
    path: '/catalogue/preview',
    says: '预览目录导入',
    who: ['operator'],
    body: csvText,
    answer: importPreview,
    bodyLimit: 24_000_000,
    secret: true,
  },
  importCatalogue: {
    method: 'POST',
    path: '/catalogue/import',
    says: '导入目录，全部或全不',
    who: ['operator'],
    body: csvText,
    answer: importSummary,
    bodyLimit: 24_000_000,
  },
} as const satisfies Record<string, RouteSpec>
