import { z } from 'zod'
import { voiceLanguages } from '../../core/voice/spoken-call.ts'
import { id, ticketState, time } from './basics.ts'
import { queueInBrief } from './queue.ts'
import { windowInBrief, zone } from './window.ts'

/** What a display shows: what is called now, what was called lately, what was missed. Nothing of a person. */
export const displayCall = z.object({
  ticketId: id,
  number: z.string(),
  queueId: id,
  windowId: id,
  windowNumber: z.string(),
  zoneId: id.nullable(),
  state: ticketState,
  calls: z.number().int(),
  calledAt: time,
  /** In which language it is to be said besides Chinese; null where nobody said. */
  language: z.enum(voiceLanguages).nullable(),
  /** The journal's number of this call; announcements follow its order. */
  seq: z.number().int(),
})
export type DisplayCall = z.infer<typeof displayCall>

export const displayView = z.object({
  hallName: z.string(),
  hallNameEn: z.string(),
  timeZone: z.string(),
  /** Newest first. */
  calls: z.array(displayCall),
  missed: z.array(z.object({ ticketId: id, number: z.string(), windowNumber: z.string(), at: time })),
  windows: z.array(
    windowInBrief.extend({
      queueNames: z.array(z.string()),
      numberInHand: z.string().nullable(),
      handState: ticketState.nullable(),
    }),
  ),
  zones: z.array(zone),
  queues: z.array(
    queueInBrief.extend({
      waiting: z.number().int(),
      windowsOpen: z.number().int(),
      unattended: z.boolean(),
    }),
  ),
  /** The hall's clock: a terminal's own may be wrong. */
  now: time,
  seq: z.number().int(),
  epoch: id,
})
export type DisplayView = z.infer<typeof displayView>
