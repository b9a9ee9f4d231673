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
  /** A picture at the head of each ticket: a PNG or PBM file; grey is dithered, what is too wide made smaller. */
  logo: z.string().min(1).optional(),
  /** A font (TTF, OTF, TTC, WOFF2) for characters that the printer does not have; GNU Unifont unless told. */
  font: z.string().min(1).optional(),
  /** Paper on a new roll, in millimetres; 80 m for 80 mm paper and 30 m for 58 mm unless told. */
  rollMm: z.number().int().min(1000).max(1_000_000).optional(),
  /** With paper for fewer tickets than this the printer says so, near-end sensor or not. */
  lowTickets: z.number().int().min(0).max(500).default(20),
})
export type TicketPrinterConfig = z.infer<typeof ticketPrinterConfig>
