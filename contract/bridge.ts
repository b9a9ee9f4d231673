import { z } from 'zod'
import { id, terminalRole, ticket } from './shapes.ts'

/** How a device is reached. `virtual` keeps the bytes in memory and shows them as a picture. */
export const transportConfig = z.union([
  z.strictObject({ tcp: z.string().regex(/^[^:\s]+:\d{1,5}$/, '写作 主机:端口') }),
  z.strictObject({ file: z.string().min(1) }),
  z.strictObject({ virtual: z.literal(true) }),
  z.strictObject({ serial: z.string().min(1), baudRate: z.number().int().min(300).max(921_600) }),
])
export type TransportConfig = z.infer<typeof transportConfig>

export const deviceConfig = z.strictObject({
  name: z.string().min(1).max(60),
  kind: z.enum(['ticket-printer']),
  driver: z.enum(['escpos']),
  transport: transportConfig,
  /** Printable columns of half-width characters: 48 on 80 mm paper, 32 on 58 mm. */
  columns: z.number().int().min(24).max(64).default(48),
  /** `presenter`: the ticket waits in the printer's mouth until it is taken, and the paper's end has another bit. */
  model: z.enum(['standard', 'presenter']).optional(),
})
export type DeviceConfig = z.infer<typeof deviceConfig>

/** One bridge's configuration: a JSON file, each fault named by its path. */
export const bridgeConfig = z.strictObject({
  hall: z.url(),
  token: z.string().min(1),
  /** The hall's own CA as PEM, where it is reached over HTTPS; given at enrolment. */
  caCertificate: z.string().nullable().default(null),
  port: z.number().int().min(0).max(65_535),
  data: z.string().min(1),
  role: terminalRole,
  /**
   * Width of the screen's glass in millimetres as it stands; the page computes sizes from it. Null: the page assumes
   * a 27-inch screen, upright (336) or lying (597) as its format shows.
   */
  screenWidthMm: z.number().min(50).max(3000).nullable().default(null),
  /** How high above the floor the glass begins, in millimetres: low reach is computed from it. Null: the usual stand. */
  screenBottomMm: z.number().min(0).max(2500).nullable().default(null),
  devices: z.array(deviceConfig).max(64),
})
export type BridgeConfig = z.infer<typeof bridgeConfig>

export const deviceState = z.enum(['ready', 'absent', 'fault', 'off'])
export const deviceRow = z.object({
  name: z.string(),
  kind: z.string(),
  driver: z.string(),
  state: deviceState,
  /** A plain word for the fault, such as `paper-out` or `cover-open`; empty when ready. */
  detail: z.string(),
  since: z.string(),
})
export type DeviceRow = z.infer<typeof deviceRow>

/** How the paper of one ticket is. `unknown`: the cable went while it printed; nothing prints twice by itself. */
export const printState = z.object({
  state: z.enum(['queued', 'printing', 'printed', 'failed', 'unknown']),
  reason: z
    .enum(['paper-out', 'cover-open', 'cutter', 'offline', 'absent', 'error', 'timeout', 'no-printer'])
    .nullable(),
})
export type PrintState = z.infer<typeof printState>

export const printedTicket = ticket.extend({ print: printState, phoneUrl: z.string().optional() })
export type PrintedTicket = z.infer<typeof printedTicket>

/** Events of `GET /api/v1/devices/stream`. */
export const deviceEvents = {
  device: deviceRow,
  print: z.object({ ticketId: id, print: printState }),
} as const
