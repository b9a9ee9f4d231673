import { z } from 'zod'
import { id, ticketState, time } from './basics.ts'
import { windowState } from './window.ts'

/** What a pad shows: who serves, and the question when a service was finished and not yet rated. */
export const padView = z.object({
  hallName: z.string(),
  hallNameEn: z.string(),
  windowId: id,
  windowNumber: z.string(),
  windowState,
  pauseReason: z.string().nullable(),
  staff: z
    .object({ name: z.string(), post: z.string(), promise: z.string(), partyMember: z.boolean() })
    .nullable(),
  serving: z.object({ number: z.string(), state: ticketState }).nullable(),
  question: z
    .object({ ticketId: id, number: z.string(), item: z.string().nullable(), askedAt: time, openUntil: time })
    .nullable(),
  /** The hall's clock: a terminal's own may be wrong. */
  now: time,
  seq: z.number().int(),
})
export type PadView = z.infer<typeof padView>
