import { z } from 'zod'
import { deviceName, transportConfig } from './transport.ts'

/** A scanner of QR and bar codes in serial mode: one code a line. */
export const scannerConfig = z.strictObject({
  name: deviceName,
  kind: z.literal('scanner'),
  driver: z.literal('lines'),
  transport: transportConfig,
})
export type ScannerConfig = z.infer<typeof scannerConfig>

/** A reader of social-security cards by PC/SC. */
export const socialSecurityCardConfig = z.strictObject({
  name: deviceName,
  kind: z.literal('social-security-card'),
  driver: z.literal('pcsc'),
  transport: transportConfig,
})
export type SocialSecurityCardConfig = z.infer<typeof socialSecurityCardConfig>
