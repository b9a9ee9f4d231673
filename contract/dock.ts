import { z } from 'zod'

/**
 * The dock 模拟台: what a person sees of each simulated device, and what they can do to it. Only simulators have a
 * place there.
 */

/** What can be done to any device: its cable, its power, and what the line does to its answers. */
const commonActions = [
  z.strictObject({ do: z.literal('plug'), cableIn: z.boolean() }),
  z.strictObject({ do: z.literal('power'), on: z.boolean() }),
  z.strictObject({ do: z.literal('silence'), silent: z.boolean() }),
  z.strictObject({ do: z.literal('late'), ms: z.number().int().min(0).max(60_000) }),
  z.strictObject({ do: z.literal('garble'), messages: z.number().int().min(0).max(1000) }),
] as const

const printerActions = [
  z.strictObject({ do: z.literal('load-paper'), mm: z.number().min(0).max(200_000) }),
  z.strictObject({ do: z.literal('open-cover'), open: z.boolean() }),
  z.strictObject({ do: z.literal('jam-cutter'), jammed: z.boolean() }),
  z.strictObject({ do: z.literal('take-ticket') }),
] as const

const cardActions = [
  /** Lays a card on a reader, or puts one into a slot. */
  z.strictObject({ do: z.literal('lay-card'), card: z.string() }),
  z.strictObject({ do: z.literal('lift-card') }),
] as const

const padActions = [
  z.strictObject({ do: z.literal('press'), address: z.number().int(), key: z.string() }),
] as const

const scannerActions = [z.strictObject({ do: z.literal('scan'), code: z.string().max(1000) })] as const

export const dockAction = z.discriminatedUnion('do', [
  ...commonActions,
  ...printerActions,
  ...cardActions,
  ...padActions,
  ...scannerActions,
])
export type DockAction = z.infer<typeof dockAction>

const printerPanel = z.object({
  kind: z.literal('ticket-printer'),
  /** Tickets that hang out of the printer, newest first, as pictures (SVG); the first may still be printing. */
  papers: z.array(z.object({ svg: z.string(), whole: z.boolean() })),
  paperMm: z.number(),
  nearEnd: z.boolean(),
  coverOpen: z.boolean(),
  cutterJammed: z.boolean(),
})

const cardPanel = z.object({
  kind: z.enum(['id-card-reader', 'social-security-card']),
  /** The cards in the tray beside the reader: made-up people. */
  cards: z.array(z.object({ card: z.string(), kind: z.string(), name: z.string(), about: z.string() })),
  /** The card that lies on it now. */
  laid: z.string().nullable(),
  /** The reader is busy with it, as its lamp shows. */
  busy: z.boolean(),
})

const padPanel = z.object({
  kind: z.enum(['call-pad', 'rating-pad']),
  pads: z.array(
    z.object({
      address: z.number().int(),
      windowId: z.string(),
      /** The cells of its digits, one character each, a space where dark; empty for a pad without digits. */
      cells: z.string(),
      /** Keys in rows as they stand on it: what `press` takes, and what is printed on the key. */
      keys: z.array(z.array(z.object({ key: z.string(), label: z.string() }))),
      /** It asks for a rating now. */
      asking: z.boolean(),
      /** Stars that it shows, where it has some. */
      stars: z.number().int().nullable(),
      /** How often it has beeped; the page lets it sound when this grows. */
      beeps: z.number().int(),
    }),
  ),
})

const screenPanel = z.object({
  kind: z.literal('led-screen'),
  screens: z.array(
    z.object({
      address: z.number().int(),
      windowId: z.string(),
      /** What it shows, a line each; empty when dark. */
      lines: z.array(z.string()),
      colour: z.enum(['red', 'green', 'yellow']),
    }),
  ),
})

const scannerPanel = z.object({
  kind: z.literal('scanner'),
  /** What it read last, shortened. */
  last: z.string().nullable(),
})

const speakerPanel = z.object({
  kind: z.literal('speaker'),
  /** What is being said now, and what was said, newest first. */
  saying: z.string().nullable(),
  said: z.array(z.object({ at: z.string(), text: z.string() })),
  /** How many sounds it made since it was switched on here; silence is none. */
  played: z.number().int(),
})

export const dockPanel = z.discriminatedUnion('kind', [
  printerPanel,
  cardPanel,
  padPanel,
  screenPanel,
  scannerPanel,
  speakerPanel,
])
export type DockPanel = z.infer<typeof dockPanel>

/** One simulated device on the dock. */
export const dockedDevice = z.object({
  name: z.string(),
  cableIn: z.boolean(),
  powerOn: z.boolean(),
  silent: z.boolean(),
  lateMs: z.number(),
  panel: dockPanel,
})
export type DockedDevice = z.infer<typeof dockedDevice>

/** Events of `GET /api/v1/dock/stream`: a device's whole row, first and whenever it changed. */
export const dockEvents = { docked: dockedDevice } as const

/** What `GET /api/v1/dock` gives. */
export const dockAnswer = z.object({
  devices: z.array(dockedDevice),
  /** The page of the terminal that these devices belong to, as `/kiosk/`; null where devices stand alone. */
  page: z.string().nullable(),
})

const paperLine = z.union([
  z.object({ kind: z.literal('text'), runs: z.array(z.object({ text: z.string() })) }),
  z.object({ kind: z.literal('qr'), content: z.string() }),
  z.object({ kind: z.string() }),
])

/** What `GET /api/v1/devices/:name/paper` answers of a simulated printer: the text and the codes of each paper, newest first. */
export const printedPapers = z
  .object({ papers: z.array(z.object({ lines: z.array(paperLine) })) })
  .transform(({ papers }) =>
    papers.map(({ lines }) => ({
      texts: lines.map((one) => ('runs' in one ? one.runs.map(({ text }) => text).join('') : '')),
      codes: lines.flatMap((one) => ('content' in one ? [one.content] : [])),
    })),
  )
