import { z } from 'zod'
import { id, terminalRole, time } from './basics.ts'

export const terminal = z.object({
  id,
  role: terminalRole,
  name: z.string(),
  windowId: id.nullable(),
  zoneId: id.nullable(),
  /** Windows whose rating pads this terminal carries besides its own; `all` for a shared one. */
  padWindows: z.union([z.literal('all'), z.array(id)]),
  state: z.enum(['waiting-for-code', 'enrolled', 'revoked']),
  lastSeenAt: time.nullable(),
})
export type Terminal = z.infer<typeof terminal>
