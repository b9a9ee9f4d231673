import { z } from 'zod'
import { id } from '../shapes.ts'
import { deviceName } from './transport.ts'

const hour = z.strictObject({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写作 时:分，如 07:30'),
  /** 0 to 1. */
  volume: z.number().min(0).max(1),
})

/** A loudspeaker of a zone, played by this machine. */
export const speakerConfig = z.strictObject({
  name: deviceName,
  kind: z.literal('speaker'),
  driver: z.literal('voice-pack'),
  zoneId: id,
  /** The folder of clips; the pack that ships unless told. */
  pack: z.string().min(1).optional(),
  /** Calls are said once more in English. */
  english: z.boolean().default(false),
  /** Volume by hour: each row holds from its time until the next one's. */
  volumes: z
    .array(hour)
    .min(1)
    .max(24)
    .default([
      { from: '07:30', volume: 1 },
      { from: '18:30', volume: 0.6 },
    ]),
  /**
   * `sound` names the output as the machine's player knows it (`default`); `tcp` a network player that takes WAV and
   * plays it as it comes.
   */
  transport: z.union([
    z.strictObject({ sound: z.string().regex(/^[\w:=,.-]{1,60}$/, '声音输出的名称，如 default') }),
    z.strictObject({ tcp: z.string().regex(/^[^:\s]+:\d{1,5}$/, '写作 主机:端口') }),
    z.strictObject({ virtual: z.literal(true) }),
  ]),
})
export type SpeakerConfig = z.infer<typeof speakerConfig>
