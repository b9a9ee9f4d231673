import { z } from 'zod'
import { id, time } from './basics.ts'

/** Somebody at a kiosk asked for a person 人工. */
export const helpCall = z.object({
  id,
  terminalId: id,
  terminalName: z.string(),
  /** Where in the flow they were, such as an item's name. */
  about: z.string(),
  state: z.enum(['waiting', 'taken', 'ended']),
  at: time,
  takenBy: z.string().nullable(),
  takenAt: time.nullable(),
})
export type HelpCall = z.infer<typeof helpCall>
