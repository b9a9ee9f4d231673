import { z } from 'zod'
import { voiceLanguages } from '../../core/voice/spoken-call.ts'
import { cardId, id, line, ratingLevel, readFromCard, text, ticket, ticketClass, time } from '../shapes.ts'
import { byId, type RouteSpec, windowWork } from './route-spec.ts'

/** What the paper says. The bridge lays it out; the hall alone knows the words. */
export const ticketPaper = z.object({
  hallName: z.string(),
  number: z.string(),
  queueName: z.string(),
  class: ticketClass,
  ahead: z.number().int(),
  estimate: z.object({ lowMinutes: z.number(), highMinutes: z.number() }).nullable(),
  zoneName: z.string().nullable(),
  windowNumbers: z.array(z.string()),
  issuedAt: time,
  /** When an appointment is due; null for every other ticket. */
  dueAt: time.nullable(),
  timeZone: z.string(),
  items: z.array(z.string()),
  bring: z.array(z.string()),
  phoneUrl: z.string(),
  returnWithinMinutes: z.number().int(),
  reprint: z.boolean(),
})
export type TicketPaper = z.infer<typeof ticketPaper>

/** One ticket: taken, seen, cancelled, printed again, rated. */
export const ticketRoutes = {
  takeTicket: {
    method: 'POST',
    path: '/tickets',
    says: '取号',
    who: ['kiosk'],
    body: z
      .object({
        queueId: id.optional(),
        itemIds: z.array(id).min(1).max(20).optional(),
        class: ticketClass.optional(),
        idNumber: z.string().trim().min(5).max(30).optional(),
        cardId: cardId.optional(),
        readFromCard: readFromCard.optional(),
        /** In which language it is taken; it is called in English too where that is `en`. */
        language: z.enum(voiceLanguages).optional(),
      })
      .refine((input) => (input.queueId === undefined) !== (input.itemIds === undefined), {
        path: ['queueId'],
        message: '队列和事项须给出其一',
      }),
    answer: ticket.extend({ phoneUrl: z.string() }),
    status: 201,
  },
  ticket: {
    method: 'GET',
    path: '/tickets/:id',
    says: '号票',
    who: ['kiosk', 'pad', 'phone', 'staff', 'leader', 'supervisor', 'director'],
    params: byId,
    answer: ticket,
  },
  cancelTicket: {
    method: 'POST',
    path: '/tickets/:id/cancel',
    says: '取消',
    who: ['kiosk', 'phone'],
    params: byId,
    answer: ticket,
  },
  returnTicket: {
    method: 'POST',
    path: '/tickets/:id/return',
    says: '过号后回到队列',
    who: ['kiosk', 'phone', ...windowWork],
    params: byId,
    answer: ticket,
  },
  correctClass: {
    method: 'POST',
    path: '/tickets/:id/class',
    says: '更正优先类别',
    who: windowWork,
    params: byId,
    body: z.object({ class: ticketClass, reason: line(120) }),
    answer: ticket,
  },
  reprintTicket: {
    method: 'POST',
    path: '/tickets/:id/reprint',
    says: '补打号票；员工补打时旧二维码失效',
    who: ['kiosk', ...windowWork],
    params: byId,
    body: z.object({ terminalId: id.optional() }),
    answer: ticket.extend({ phoneUrl: z.string().nullable() }),
    status: 201,
  },
  ticketPaper: {
    method: 'GET',
    path: '/tickets/:id/paper',
    says: '号票上的文字',
    who: ['kiosk'],
    params: byId,
    answer: ticketPaper,
  },
  reportPrint: {
    method: 'POST',
    path: '/tickets/:id/print-reports',
    says: '终端报告打印结果',
    who: ['kiosk'],
    params: byId,
    body: z.object({
      state: z.enum(['printed', 'failed', 'unknown']),
      reason: z.string().max(60).nullable(),
    }),
    answer: z.object({ recorded: z.literal(true) }),
  },
  phoneTicket: {
    method: 'GET',
    path: '/phone',
    says: '手机页：凭二维码中的密钥查看一张号票',
    who: ['phone'],
    answer: z.object({
      hallName: z.string(),
      hallNameEn: z.string(),
      ticket,
      /** The queue's English name; null where none is registered. */
      queueNameEn: z.string().nullable(),
      zoneName: z.string().nullable(),
      zoneNameEn: z.string().nullable(),
      windowNumbers: z.array(z.string()),
      /** What to bring for the visit's items. */
      bring: z.array(z.string()),
      unattended: z.boolean(),
      returnUntil: time.nullable(),
      seq: z.number().int(),
    }),
  },
  rateTicket: {
    method: 'POST',
    path: '/tickets/:id/rating',
    says: '评价',
    who: ['pad', 'kiosk', 'phone'],
    params: byId,
    body: z.object({
      level: ratingLevel,
      reasons: z.array(line(40)).max(10).default([]),
      text: text(500).default(''),
      channel: z.enum(['pad', 'phone', 'kiosk']),
    }),
    answer: z.object({ id, level: ratingLevel, at: time }),
    status: 201,
  },
} as const satisfies Record<string, RouteSpec>
