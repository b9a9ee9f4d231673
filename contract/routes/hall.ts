import { z } from 'zod'
import { journalEntry } from '../entries.ts'
import { department, displayView, hallWindow, id, queue, time, zone } from '../shapes.ts'
import { streamQuery } from '../stream.ts'
import { everybody, pageOf, type RouteSpec } from './route-spec.ts'

/** The hall as a whole: what everybody sees, the stream, the journal, the day. */
export const hallRoutes = {
  hall: {
    method: 'GET',
    path: '/hall',
    says: '大厅概况',
    who: everybody,
    answer: z.object({
      seq: z.number().int(),
      epoch: id,
      name: z.string(),
      nameEn: z.string(),
      timeZone: z.string(),
      now: time,
      day: z.string(),
      publicUrl: z.string().nullable(),
      undoSeconds: z.number(),
      zones: z.array(zone),
      departments: z.array(department),
      topics: z.array(z.string()),
      queues: z.array(queue),
      windows: z.array(hallWindow),
    }),
  },
  queues: {
    method: 'GET',
    path: '/queues',
    says: '各队列现状',
    who: everybody,
    answer: z.object({ seq: z.number().int(), queues: z.array(queue) }),
  },
  windows: {
    method: 'GET',
    path: '/windows',
    says: '各窗口现状',
    who: everybody,
    answer: z.object({ seq: z.number().int(), windows: z.array(hallWindow) }),
  },
  display: {
    method: 'GET',
    path: '/display',
    says: '显示屏内容',
    who: everybody,
    query: z.object({ zone: id.optional(), window: id.optional() }),
    answer: displayView,
  },
  stream: {
    method: 'GET',
    path: '/stream',
    says: '事件流 (SSE)',
    who: [...everybody, 'phone'],
    query: streamQuery,
    answer: z.unknown(),
  },
  journal: {
    method: 'GET',
    path: '/journal',
    says: '日志',
    who: ['auditor'],
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: pageOf(100, 5000),
      type: z.string().max(60).optional(),
      ticket: z.string().max(64).optional(),
      latest: z.enum(['true', 'false']).optional(),
    }),
    answer: z.object({ entries: z.array(journalEntry), next: z.number().int().nullable() }),
  },
  journalCheck: {
    method: 'GET',
    path: '/journal/check',
    says: '校验日志的哈希链',
    who: ['auditor'],
    answer: z.object({
      entries: z.number().int(),
      intact: z.boolean(),
      brokenAt: z.number().int().nullable(),
      head: z.string(),
    }),
  },
  endDay: {
    method: 'POST',
    path: '/day/end',
    says: '结束今天',
    who: ['operator'],
    answer: z.object({ day: z.string(), expired: z.number().int(), windowsClosed: z.number().int() }),
  },
} as const satisfies Record<string, RouteSpec>
