import { z } from 'zod'
import { presences } from '../../core/terminal/presence.ts'
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
  /** `away`: silent for three beats; `off`: it said that it is being switched off; `never` heard since it was registered. */
  presence: z.enum(presences),
  /** Since when the operator is alerted that it is away; null while nobody is. */
  alertedAt: time.nullable(),
})
export type Terminal = z.infer<typeof terminal>
