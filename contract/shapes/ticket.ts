import { z } from 'zod'
import { voiceLanguages } from '../../core/voice/spoken-call.ts'
import { id, ratingLevel, ticketClass, ticketState, time } from './basics.ts'

/** Minutes to wait as a range; decimals, pages round them. `null` where the hall cannot tell. */
export const estimate = z.object({ lowMinutes: z.number(), highMinutes: z.number() }).nullable()
export type Estimate = z.infer<typeof estimate>

/** One item of a visit and how far it is. */
export const visitItem = z.object({
  id,
  name: z.string(),
  queueId: id.nullable(),
  state: z.enum(['waiting', 'done']),
})

export const ticket = z.object({
  id,
  number: z.string(),
  queueId: id,
  queueName: z.string(),
  class: ticketClass,
  state: ticketState,
  issuedAt: time,
  /** Tickets that will be called before this one, as the line stands; 0 when it is no longer waiting. */
  ahead: z.number().int(),
  estimate,
  windowId: id.nullable(),
  windowNumber: z.string().nullable(),
  /** In which language it was taken; null where nobody said. */
  language: z.enum(voiceLanguages).nullable(),
  /** How often it was called: 1 for the first call, one more for each recall. */
  calls: z.number().int(),
  calledAt: time.nullable(),
  startedAt: time.nullable(),
  dueAt: time.nullable(),
  visitId: id,
  items: z.array(visitItem),
  /** A no-show that may still come back into the queue. */
  returnable: z.boolean(),
  /** When staff pressed start, no-show or finish by mistake: until when it can be undone. */
  undoUntil: time.nullable(),
  rating: z.object({ level: ratingLevel, at: time }).nullable(),
  /** Whether the latest finished service can be rated now, and until when. */
  ratingOpenUntil: time.nullable(),
})
export type Ticket = z.infer<typeof ticket>
