import { z } from 'zod'
import { department, id, prefix } from '../shapes.ts'
import { changes, entry } from './entry-type.ts'

/** What an operator registers: zones, departments, queues, windows, items, the calendar. */
export const registryEntries = {
  'zone-saved': entry(
    '区域登记',
    ['windows'],
    z.object({ zoneId: id, name: z.string(), created: z.boolean(), changes }),
    [],
    2,
  ),
  'zone-removed': entry('区域移除', ['windows'], z.object({ zoneId: id, name: z.string(), changes })),
  'queue-saved': entry(
    '队列登记',
    ['queues'],
    z.object({
      queueId: id,
      prefix,
      name: z.string(),
      switchedOn: z.boolean(),
      zoneId: id.nullable(),
      departmentId: id.nullable(),
      dailyLimit: z.number().int().nullable(),
      created: z.boolean(),
      changes,
    }),
    ['queueId', 'name', 'switchedOn'],
    2,
  ),
  'queue-removed': entry(
    '队列移除',
    ['queues'],
    z.object({ queueId: id, prefix, name: z.string(), changes }),
    ['queueId'],
  ),
  'window-saved': entry(
    '窗口登记',
    ['windows', 'queues'],
    z.object({
      windowId: id,
      number: z.string(),
      zoneId: id.nullable(),
      queueIds: z.array(id),
      /** Since windows can be switched off; older entries are without. */
      active: z.boolean().optional(),
      created: z.boolean(),
      changes,
    }),
    ['windowId', 'number'],
    2,
  ),
  'window-removed': entry(
    '窗口移除',
    ['windows', 'queues'],
    z.object({ windowId: id, number: z.string(), changes }),
    ['windowId', 'number'],
  ),
  'department-saved': entry(
    '部门登记',
    ['queues'],
    z.object({ departmentId: id, name: z.string(), queueId: id.nullable(), created: z.boolean(), changes }),
  ),
  'department-removed': entry(
    '部门移除',
    ['queues'],
    z.object({ departmentId: id, name: z.string(), changes }),
  ),
  'calendar-day-saved': entry(
    '本厅日历登记',
    ['queues', 'notices'],
    z.object({
      day: z.string(),
      kind: z.enum(['closed', 'open']),
      name: z.string(),
      created: z.boolean(),
      changes,
    }),
    ['day', 'kind'],
  ),
  'calendar-day-removed': entry(
    '本厅日历移除',
    ['queues', 'notices'],
    z.object({ day: z.string(), changes }),
    ['day'],
  ),
  'catalogue-imported': entry(
    '目录导入',
    ['queues', 'notices'],
    z.object({
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      departmentsAdded: z.array(department.shape.name),
      contentHash: z.string(),
    }),
    ['added', 'changed', 'unchanged'],
  ),
  'item-saved': entry(
    '事项登记，连同办事指南',
    ['queues'],
    z.object({
      itemId: id,
      code: z.string(),
      /** Since items are registered by hand; older entries are without. */
      name: z.string().optional(),
      queueId: id.nullable(),
      changes,
    }),
    ['itemId'],
    2,
  ),
  'item-removed': entry(
    '事项移除',
    ['queues'],
    z.object({ itemId: id, code: z.string(), name: z.string(), changes }),
    ['itemId'],
  ),
} as const
