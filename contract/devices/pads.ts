import { z } from 'zod'
import { id } from '../shapes.ts'
import { deviceName, transportConfig } from './transport.ts'

/** One pad on a line, and the window where it stands. `is` says otherwise than the line, where both kinds share it. */
const padPlace = z.strictObject({
  address: z.number().int().min(0).max(255),
  windowId: id,
  is: z.enum(['call-pad', 'rating-pad']).optional(),
})

const line = {
  name: deviceName,
  driver: z.literal('frames'),
  /** `qs`, `hq`, or a profile's file: how this vendor's frames, keys and scores are. */
  profile: z.string().min(1),
  pads: z.array(padPlace).min(1).max(250),
  transport: transportConfig,
}

/** A line of rating pads (RS-485); many share it, each with an address of its own. */
export const ratingPadConfig = z.strictObject({ kind: z.literal('rating-pad'), ...line })
export type RatingPadConfig = z.infer<typeof ratingPadConfig>

/** A line of call pads. */
export const callPadConfig = z.strictObject({ kind: z.literal('call-pad'), ...line })
export type CallPadConfig = z.infer<typeof callPadConfig>
