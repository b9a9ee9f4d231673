import { z } from 'zod'
import { id, ratingLevel, time } from './basics.ts'
import { ticket } from './ticket.ts'

export const zone = z.object({ id, name: z.string(), nameEn: z.string().nullable() })

export const windowState = z.enum(['closed', 'open', 'paused'])

/** What every view of a window tells of it. */
export const windowInBrief = z.object({
  id,
  number: z.string(),
  name: z.string(),
  zoneId: id.nullable(),
  state: windowState,
  pauseReason: z.string().nullable(),
  staffName: z.string().nullable(),
})
export type WindowInBrief = z.infer<typeof windowInBrief>

export const hallWindow = windowInBrief.extend({
  queueIds: z.array(id),
  /** False when it is switched off: it keeps its history and its name, and nobody works there or is sent there. */
  active: z.boolean(),
  staffId: id.nullable(),
  /** The ticket in hand: called or serving. */
  ticket: ticket.nullable(),
})
export type HallWindow = z.infer<typeof hallWindow>

/** A rating as the window's own page shows it, once it was sent. */
export const windowService = z.object({
  id,
  ticketId: id,
  number: z.string(),
  item: z.string().nullable(),
  startedAt: time,
  finishedAt: time,
  rating: z
    .object({ level: ratingLevel, reasons: z.array(z.string()), text: z.string(), at: time })
    .nullable(),
  ratingState: z.enum(['asked', 'rated', 'not-rated']),
})
export type WindowService = z.infer<typeof windowService>
