import { z } from 'zod'
import { deviceName, transportConfig } from './transport.ts'

/** A ticket printer. */
export const ticketPrinterConfig = z.strictObject({
  name: deviceName,
  kind: z.literal('ticket-printer'),
  driver: z.literal('escpos'),
  transport: transportConfig,
  /** Printable columns of half-width characters: 48 on 80 mm paper, 32 on 58 mm. */
  columns: z.number().int().min(24).max(64).default(48),
  /** `presenter`: the ticket waits in the printer's mouth until it is taken, and the paper's end has another bit. */
  model: z.enum(['standard', 'presenter']).optional(),
})
export type TicketPrinterConfig = z.infer<typeof ticketPrinterConfig>
