import { z } from 'zod'
import { deviceName, transportConfig } from './transport.ts'

/** A reader of resident ID cards (SAM_V). */
export const idCardReaderConfig = z.strictObject({
  name: deviceName,
  kind: z.literal('id-card-reader'),
  driver: z.literal('sam-v'),
  transport: transportConfig,
})
export type IdCardReaderConfig = z.infer<typeof idCardReaderConfig>
