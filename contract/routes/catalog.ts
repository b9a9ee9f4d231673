import { z } from 'zod'
import { department, id, item, itemDetail, text } from '../shapes.ts'
import { byId, catalogueReaders, pageOf, type RouteSpec } from './route-spec.ts'

const itemInput = z.object({ queueId: id.nullable(), nameEn: text(300).nullable() }).partial()

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
  saveItem: {
    method: 'PATCH',
    path: '/items/:id',
    says: '事项改归队列、改英文名称',
    who: ['operator'],
    params: byId,
    body: itemInput,
    answer: itemDetail,
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
