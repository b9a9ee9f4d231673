import { z } from 'zod'
import { id } from './basics.ts'
import { queue } from './queue.ts'

export const department = z.object({
  id,
  name: z.string(),
  nameEn: z.string().nullable(),
  /** Pinyin initials, upper case: 社会保险局 is SHBXJ. Order and search use them. */
  initials: z.string(),
  place: z.string().nullable(),
  items: z.number().int(),
  groups: z.number().int(),
})
export type Department = z.infer<typeof department>

export const item = z.object({
  id,
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  department: z.string(),
  departmentId: id,
  /** The item that a set of sub-items belongs to; empty where there is none. */
  group: z.string(),
  topic: z.string().nullable(),
  queueId: id.nullable(),
})
export type Item = z.infer<typeof item>

export const material = z.object({
  name: z.string(),
  /** Such as 原件 1 份、复印件 1 份. */
  copies: z.string().nullable(),
  note: z.string().nullable(),
})

export const itemDetail = item.extend({
  materials: z.array(material),
  /** In 分; null where it is not known, 0 where it is free. */
  feeFen: z.number().int().nullable(),
  feeBasis: z.string().nullable(),
  legalLimitDays: z.number().int().nullable(),
  promisedLimitDays: z.number().int().nullable(),
  /** How often one must come; at most one is 只跑一次. */
  trips: z.number().int().nullable(),
  queue: queue.nullable(),
})
export type ItemDetail = z.infer<typeof itemDetail>

/** An item as it is registered: its guide, its own queue, and whether it is switched on. */
export const itemRegistration = itemDetail.omit({ queue: true }).extend({
  /** The national kind of authority, such as 1 行政许可 or 20 公共服务. */
  taskType: z.string(),
  /** Null where its department's queue holds. */
  ownQueueId: id.nullable(),
  /** False where it is switched off: `queueId` is null then. */
  active: z.boolean(),
})
export type ItemRegistration = z.infer<typeof itemRegistration>
