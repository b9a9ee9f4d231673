import { z } from 'zod'
import { id } from '../shapes.ts'
import { deviceName } from './transport.ts'

/** A loudspeaker of a zone, played by this machine's own sound. */
export const speakerConfig = z.strictObject({
  name: deviceName,
  kind: z.literal('speaker'),
  driver: z.literal('voice-pack'),
  zoneId: id,
  /** The folder of clips; the pack that ships unless told. */
  pack: z.string().min(1).optional(),
  /** The program that plays a WAV file from its standard input; the machine's own (`aplay`) unless told. */
  player: z.array(z.string().min(1)).min(1).optional(),
})
export type SpeakerConfig = z.infer<typeof speakerConfig>
