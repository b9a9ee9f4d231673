import { z } from 'zod'
import { id } from '../shapes.ts'
import { deviceName, transportConfig } from './transport.ts'

/** Screens over windows: one on the network, or several on one serial line by address. */
export const ledScreenConfig = z.strictObject({
  name: deviceName,
  kind: z.literal('led-screen'),
  driver: z.enum(['onbon-bx5k', 'a090', 'aabb']),
  /** For `aabb`, whose vendors differ: a built-in profile's name or a file. */
  profile: z.string().min(1).optional(),
  /** Half-width characters on a line of each screen: 8 on 64 pixels, 16 on 128. */
  columns: z.number().int().min(4).max(64).default(8),
  /** Lines of text; two tell who sits there besides. */
  lines: z.union([z.literal(1), z.literal(2)]).default(1),
  screens: z
    .array(z.strictObject({ address: z.number().int().min(0).max(65_535), windowId: id }))
    .min(1)
    .max(250),
  transport: transportConfig,
})
export type LedScreenConfig = z.infer<typeof ledScreenConfig>
