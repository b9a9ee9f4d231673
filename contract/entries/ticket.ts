import { z } from 'zod'
import { voiceLanguages } from '../../core/voice/spoken-call.ts'
import { id, ticketClass, ticketState, time } from '../shapes.ts'
import { atWindow, entry, staffId, windowOpen } from './entry-type.ts'

/** What every entry about a ticket tells: enough for a screen to draw it without asking again. */
const ticketFacts = {
  ticketId: id,
  visitId: id,
  number: z.string(),
  queueId: id,
  class: ticketClass,
  state: ticketState,
}
/** The language in which the ticket was taken, where it was told; it is called in English too where that is `en`. */
const language = z.enum(voiceLanguages).optional()
const ticketOpen = ['ticketId', 'number', 'queueId', 'class', 'state'] as const

/** A ticket and its services, from the kiosk to the last window. */
export const ticketEntries = {
  'ticket-issued': entry(
    '取号',
    ['queues'],
    z.object({
      ...ticketFacts,
      day: z.string(),
      terminalId: id.nullable(),
      itemIds: z.array(id),
      named: z.boolean(),
      ahead: z.number().int(),
      lowMinutes: z.number().nullable(),
      highMinutes: z.number().nullable(),
      dueAt: time.nullable(),
      language,
    }),
    ticketOpen,
  ),
  'ticket-called': entry(
    '呼叫',
    ['calls', 'queues', 'windows'],
    z.object({
      ...ticketFacts,
      ...atWindow,
      staffId,
      calls: z.number().int(),
      chosen: z.boolean(),
      language,
    }),
    [...ticketOpen, ...windowOpen, 'calls', 'language'],
  ),
  'ticket-recalled': entry(
    '重呼',
    ['calls', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, calls: z.number().int(), language }),
    [...ticketOpen, ...windowOpen, 'calls', 'language'],
  ),
  'ticket-missed': entry(
    '过号',
    ['calls', 'queues', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, returnable: z.boolean() }),
    [...ticketOpen, ...windowOpen, 'returnable'],
  ),
  'ticket-returned': entry('过号后回到队列', ['calls', 'queues'], z.object(ticketFacts), ticketOpen),
  'ticket-cancelled': entry(
    '取消',
    ['queues'],
    z.object({ ...ticketFacts, by: z.enum(['kiosk', 'phone']) }),
    ticketOpen,
  ),
  'ticket-expired': entry(
    '作废',
    ['calls', 'queues', 'windows'],
    z.object({ ...ticketFacts, reason: z.enum(['end-of-day', 'not-returned']) }),
    ticketOpen,
  ),
  'ticket-transferred': entry(
    '转窗',
    ['calls', 'queues', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, fromQueueId: id, toWindowId: id.nullable() }),
    [...ticketOpen, ...windowOpen, 'fromQueueId', 'toWindowId'],
  ),
  'ticket-put-back': entry(
    '退回队列',
    ['calls', 'queues', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, toWindowId: id.nullable() }),
    [...ticketOpen, ...windowOpen, 'toWindowId'],
  ),
  'class-corrected': entry(
    '更正优先类别',
    ['queues', 'windows'],
    z.object({ ...ticketFacts, from: ticketClass, reason: z.string(), staffId, windowId: id.nullable() }),
    [...ticketOpen],
  ),
  'ticket-reprinted': entry(
    '补打号票',
    ['devices'],
    z.object({
      ...ticketFacts,
      terminalId: id.nullable(),
      printAt: id.nullable(),
      replaces: z.boolean(),
      staffId,
    }),
    ['ticketId', 'number', 'printAt'],
  ),
  'service-started': entry(
    '开始办理',
    ['calls', 'queues', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, serviceId: id }),
    [...ticketOpen, ...windowOpen],
  ),
  'service-held': entry(
    '挂起',
    ['calls', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, serviceId: id }),
    [...ticketOpen, ...windowOpen],
  ),
  'service-resumed': entry(
    '继续办理',
    ['calls', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, serviceId: id }),
    [...ticketOpen, ...windowOpen],
  ),
  'service-finished': entry(
    '办结',
    ['calls', 'queues', 'windows', 'ratings'],
    z.object({
      ...ticketFacts,
      ...atWindow,
      staffId,
      serviceId: id,
      itemId: id.nullable(),
      itemsLeft: z.number().int(),
      serviceSeconds: z.number(),
      /** The service is asked to be rated until then; no answer is recorded as not rated. */
      ratingOpenUntil: time,
    }),
    [...ticketOpen, ...windowOpen, 'itemsLeft', 'ratingOpenUntil'],
  ),
  'action-undone': entry(
    '撤销误操作',
    ['calls', 'queues', 'windows', 'ratings'],
    z.object({ ...ticketFacts, ...atWindow, staffId, undone: z.enum(['start', 'no-show', 'finish']) }),
    [...ticketOpen, ...windowOpen, 'undone'],
  ),
} as const
