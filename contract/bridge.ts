import { z } from 'zod'
import { idCardReaderConfig } from './devices/id-card-reader.ts'
import { ledScreenConfig } from './devices/led-screen.ts'
import { callPadConfig, ratingPadConfig } from './devices/pads.ts'
import { deviceRow } from './devices/row.ts'
import { scannerConfig, socialSecurityCardConfig } from './devices/scanner.ts'
import { speakerConfig } from './devices/speaker.ts'
import { ticketPrinterConfig } from './devices/ticket-printer.ts'
import { id, terminalRole, ticket } from './shapes.ts'

/** One device of a terminal. A kind's own settings stand in `devices/`. */
export const deviceConfig = z.discriminatedUnion('kind', [
  ticketPrinterConfig,
  idCardReaderConfig,
  ratingPadConfig,
  callPadConfig,
  ledScreenConfig,
  scannerConfig,
  socialSecurityCardConfig,
  speakerConfig,
])
export type DeviceConfig = z.infer<typeof deviceConfig>

/** Every kind of device that a configuration may name. */
export const deviceKinds = deviceConfig.options.map(({ shape }) => shape.kind.value)

/** Kinds of devices that read whose card it is: by any of them a ticket can be taken in a person's name. */
export const cardReaderKind = z.enum(['id-card-reader', 'social-security-card'])
export type CardReaderKind = z.infer<typeof cardReaderKind>

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
  /**
   * Serves the dock 模拟台 at `/dock/`, where a person sees and handles the simulated devices. Off unless told; an
   * installed build refuses it, and simulated devices with it, unless told too.
   */
  dock: z.boolean().default(false),
  devices: z.array(deviceConfig).max(64),
})
export type BridgeConfig = z.infer<typeof bridgeConfig>

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

/** A card that was read. `cardId` stands for the person for a minute; `age` in whole years, today. */
const cardRead = z.object({
  cardId: id,
  kind: z.enum(['resident', 'foreigner', 'hk-mo-tw', 'social-security']),
  nameMasked: z.string(),
  idMasked: z.string(),
  age: z.number().int(),
  /** Its time is over. A ticket can be taken with it; what the window says is another matter. */
  expired: z.boolean(),
})
/** A card whose id can be used no more: it was used, or the minute or the person's session is over. */
const cardGone = z.object({ cardId: id, why: z.enum(['used', 'expired', 'ended']) })
/** A card that gave no person, and what helps: laying it again, or showing it to a member of staff. */
const cardTrouble = z.object({
  why: z.enum(['not-read', 'wrong-card', 'unknown-kind', 'unreadable']),
  advice: z.enum(['lay-again', 'show-to-person']),
})

/** What a terminal tells of cards, as it happens. */
export type CardEvent =
  | { readonly event: 'card'; readonly data: z.infer<typeof cardRead> }
  | { readonly event: 'card-gone'; readonly data: z.infer<typeof cardGone> }
  | { readonly event: 'card-trouble'; readonly data: z.infer<typeof cardTrouble> }

/** Events of `GET /api/v1/devices/stream`. */
export const deviceEvents = {
  device: deviceRow,
  card: cardRead,
  'card-gone': cardGone,
  'card-trouble': cardTrouble,
  print: z.object({ ticketId: id, print: printState }),
  /** Somebody held a code to the scanner. It may be the secret of a ticket: it is told to the page and kept nowhere. */
  scan: z.object({ text: z.string() }),
} as const
