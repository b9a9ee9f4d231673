import { z } from 'zod'
import { usualBoardLimits } from '../core/board/standing.ts'
import { ticketClasses, ticketStates } from '../core/queue/ticket.ts'
import { ratingLevels } from '../core/rating/level.ts'
import { staffRoles } from '../core/staff/role.ts'
import { terminalRoles } from '../core/terminal/role.ts'

/** An opaque identifier made by the application (UUIDv7). Bounded so that no unbounded text reaches a query. */
export const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._:-]+$/)
/** A day of the calendar: 2026-11-23. */
export const day = z.iso.date()
/** RFC 3339 with offset. */
export const time = z.iso.datetime({ offset: true })
/** One line of text that people typed: no control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
    .regex(/^[^\u0000-\u001f\u007f]*$/, '不能含有控制字符')
/** Free text of several lines. */
export const text = (max: number) => z.string().trim().max(max)
export const ticketClass = z.enum(ticketClasses)
export const ticketState = z.enum(ticketStates)
export const ratingLevel = z.enum(ratingLevels)
export const staffRole = z.enum(staffRoles)
export const terminalRole = z.enum(terminalRoles)
export const prefix = z.string().regex(/^[A-HJ-NP-Z]{1,2}$/, '前缀为一至两个大写字母，不用 I 和 O')

/** A card that lies (or lay) on a terminal's reader. The terminal's bridge alone knows whose it is, and puts the number in. */
export const cardId = z.string().min(1).max(64)
/** Said by a bridge: the number was read from a card. A wrong check digit is then noted and not refused. */
export const readFromCard = z.boolean()

/** Minutes to wait as a range; decimals, pages round them. `null` where the hall cannot tell. */
export const estimate = z.object({ lowMinutes: z.number(), highMinutes: z.number() }).nullable()
export type Estimate = z.infer<typeof estimate>

/** One item of a visit and how far it is. */
export const visitItem = z.object({
  id,
  name: z.string(),
  queueId: id.nullable(),
  state: z.enum(['waiting', 'done']),
})

export const ticket = z.object({
  id,
  number: z.string(),
  queueId: id,
  queueName: z.string(),
  class: ticketClass,
  state: ticketState,
  issuedAt: time,
  /** Tickets that will be called before this one, as the line stands; 0 when it is no longer waiting. */
  ahead: z.number().int(),
  estimate,
  windowId: id.nullable(),
  windowNumber: z.string().nullable(),
  /** How often it was called: 1 for the first call, one more for each recall. */
  calls: z.number().int(),
  calledAt: time.nullable(),
  startedAt: time.nullable(),
  dueAt: time.nullable(),
  visitId: id,
  items: z.array(visitItem),
  /** A no-show that may still come back into the queue. */
  returnable: z.boolean(),
  /** When staff pressed start, no-show or finish by mistake: until when it can be undone. */
  undoUntil: time.nullable(),
  rating: z.object({ level: ratingLevel, at: time }).nullable(),
  /** Whether the latest finished service can be rated now, and until when. */
  ratingOpenUntil: time.nullable(),
})
export type Ticket = z.infer<typeof ticket>

export const queueOpenness = z.enum([
  'open',
  'before-hours',
  'lunch',
  'last-ticket-passed',
  'after-hours',
  'closed-today',
  'full',
  'switched-off',
])

export const queue = z.object({
  id,
  prefix,
  name: z.string(),
  nameEn: z.string().nullable(),
  zoneId: id.nullable(),
  departmentId: id.nullable(),
  /** Whether a ticket can be taken now. */
  open: z.boolean(),
  /** Why not, in a word; `open` when it can. */
  openness: queueOpenness,
  /** Today's opening hours in words, such as `09:00–12:00 13:30–17:00`; empty when open around the clock. */
  hours: z.string(),
  waiting: z.number().int(),
  /** For somebody who would take an ordinary ticket now. */
  estimate,
  /** Windows that are open now and serve it. */
  windowsOpen: z.number().int(),
  windowNumbers: z.array(z.string()),
})
export type Queue = z.infer<typeof queue>

export const windowState = z.enum(['closed', 'open', 'paused'])

export const hallWindow = z.object({
  id,
  number: z.string(),
  name: z.string(),
  zoneId: id.nullable(),
  state: windowState,
  pauseReason: z.string().nullable(),
  queueIds: z.array(id),
  /** False when it is switched off: it keeps its history and its name, and nobody works there or is sent there. */
  active: z.boolean(),
  staffName: z.string().nullable(),
  staffId: id.nullable(),
  /** The ticket in hand: called or serving. */
  ticket: ticket.nullable(),
})
export type HallWindow = z.infer<typeof hallWindow>

export const zone = z.object({ id, name: z.string(), nameEn: z.string().nullable() })
export const department = z.object({
  id,
  name: z.string(),
  nameEn: z.string().nullable(),
  /** Pinyin initials, upper case: 社会保险局 is SHBXJ. Order and search use them. */
  initials: z.string(),
  place: z.string().nullable(),
  items: z.number().int(),
  groups: z.number().int(),
})
export type Department = z.infer<typeof department>

export const item = z.object({
  id,
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  department: z.string(),
  departmentId: id,
  /** The item that a set of sub-items belongs to; empty where there is none. */
  group: z.string(),
  topic: z.string().nullable(),
  queueId: id.nullable(),
})
export type Item = z.infer<typeof item>

export const material = z.object({
  name: z.string(),
  /** Such as 原件 1 份、复印件 1 份. */
  copies: z.string().nullable(),
  note: z.string().nullable(),
})

export const itemDetail = item.extend({
  materials: z.array(material),
  /** In 分; null where it is not known, 0 where it is free. */
  feeFen: z.number().int().nullable(),
  feeBasis: z.string().nullable(),
  legalLimitDays: z.number().int().nullable(),
  promisedLimitDays: z.number().int().nullable(),
  /** How often one must come; at most one is 只跑一次. */
  trips: z.number().int().nullable(),
  queue: queue.nullable(),
})
export type ItemDetail = z.infer<typeof itemDetail>

/** Weekly opening hours: for ISO weekday 1 (Monday) to 7 the spans, local time `HH:MM`. Empty: around the clock. */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '时间写作 09:00')
export const openingHours = z.object({
  alwaysOpen: z.boolean(),
  /** Works on public holidays too; false follows the State Council's calendar with its make-up workdays. */
  onHolidays: z.boolean(),
  week: z.record(z.enum(['1', '2', '3', '4', '5', '6', '7']), z.array(z.tuple([clock, clock]))),
  /** The last ticket is given so many minutes before a day's last closing. */
  lastTicketMinutes: z.number().int().min(0).max(240),
})
export type OpeningHours = z.infer<typeof openingHours>

/** What a hall aims at for one window on one day; null where it sets no aim. */
export const dayTargets = z.object({
  services: z.number().int().min(1).max(999).nullable(),
  meanServiceMinutes: z.number().min(1).max(600).nullable(),
  /** Per cent of the services that were rated. */
  satisfiedPercent: z.number().int().min(1).max(100).nullable(),
  longestWaitMinutes: z.number().min(1).max(600).nullable(),
})
export type DayTargets = z.infer<typeof dayTargets>
/** A hall that aims at nothing: no figure is held against anybody. */
export const noTargets: DayTargets = {
  services: null,
  meanServiceMinutes: null,
  satisfiedPercent: null,
  longestWaitMinutes: null,
}

/** From when on the live board says that something is to be acted on; `BoardLimits` in core says of each what it is. */
export const boardLimits = z.object({
  /** The board looks acts up for an hour: a longer one would never be seen. */
  idleMinutes: z.number().int().min(1).max(55),
  pausedMinutes: z.number().int().min(1).max(480),
  overlongMinutes: z.number().int().min(1).max(480),
  leastOverlongMinutes: z.number().int().min(1).max(480),
})
/** How devices are watched. */
export const deviceRules = z.object({
  /** A device out of service for so long becomes an alert to the operator. */
  alertMinutes: z.number().int().min(1).max(240),
})
export const usualDeviceRules: z.infer<typeof deviceRules> = { alertMinutes: 5 }

/** What a hall sets for itself. Every rule that DOMAIN calls configurable stands here. */
export const hallSettings = z.object({
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().max(120),
  timeZone: z.string().min(1).max(60),
  /** The address under which phones reach the hall, with scheme; null until the operator sets it. */
  publicUrl: z.url().nullable(),
  rules: z.object({
    /** After so many priority calls in a row an ordinary head that waits is called. */
    priorityRun: z.number().int().min(1).max(50),
    /** A head that has waited longer goes before all, by class. */
    waitBoundMinutes: z.object({
      ordinary: z.number().min(1).max(600),
      appointment: z.number().min(1).max(600),
      priority: z.number().min(1).max(600),
      green: z.number().min(1).max(600),
    }),
    /** A no-show comes back once, within so many minutes or until so many later numbers were called. */
    returnWithinMinutes: z.number().int().min(0).max(600),
    returnWithinNumbers: z.number().int().min(0).max(500),
    undoSeconds: z.number().int().min(0).max(60),
    /** Tickets a person (by ID number), day and queue; null for no limit. */
    ticketsPerPerson: z.number().int().min(1).max(99).nullable(),
    /** Tickets without a name for a terminal, day and queue; null for no limit. */
    anonymousTicketsPerTerminal: z.number().int().min(1).max(99999).nullable(),
    ratingOpenMinutes: z.number().int().min(1).max(10080),
    rectificationWorkingDays: z.number().int().min(1).max(15),
    /** Local time at which whoever is still waiting expires and windows close; null: never (a hall open around the clock). */
    endOfDay: clock.nullable(),
  }),
  /** Bookings 预约: what `AppointmentRules` in core says of each; minutes and days. */
  appointments: z.object({
    leadMinutes: z.number().int().min(0).max(10080).nullable(),
    earlyMinutes: z.number().int().min(0).max(480),
    graceMinutes: z.number().int().min(0).max(240),
    absentAfterMinutes: z.number().int().min(0).max(480),
    absencesInRow: z.number().int().min(1).max(20).nullable(),
    blockDays: z.number().int().min(1).max(366),
    bookingsPerPerson: z.number().int().min(1).max(50).nullable(),
    /** Attempts at a booking that one address may make in a minute; looking takes ten times as many. */
    attemptsPerMinute: z.number().int().min(1).max(10000),
  }),
  signIn: z.object({
    attempts: z.number().int().min(3).max(20),
    lockMinutes: z.number().int().min(1).max(1440),
    sessionHours: z.number().int().min(1).max(24),
  }),
  /** Stores from before know of none. */
  targets: dayTargets.default(noTargets),
  board: boardLimits.default(usualBoardLimits),
  devices: deviceRules.default(usualDeviceRules),
})
export type HallSettings = z.infer<typeof hallSettings>

/** Parts of the settings to change. What is left out stays: no default stands for it. */
export const settingsChange = hallSettings
  .extend({ targets: dayTargets, board: boardLimits, devices: deviceRules })
  .partial()

/** A person who works here, as the accounts page sees them. */
export const staffMember = z.object({
  id,
  account: z.string(),
  name: z.string(),
  post: z.string(),
  promise: z.string(),
  partyMember: z.boolean(),
  roles: z.array(staffRole),
  windowId: id.nullable(),
  zoneId: id.nullable(),
  active: z.boolean(),
  lockedUntil: time.nullable(),
  /** The number with which they sign on at a call pad, where they have one. */
  padNumber: z.string().nullable(),
  padPin: z.boolean(),
})
export type StaffMember = z.infer<typeof staffMember>

export const terminal = z.object({
  id,
  role: terminalRole,
  name: z.string(),
  windowId: id.nullable(),
  zoneId: id.nullable(),
  /** Windows whose rating pads this terminal carries besides its own; `all` for a shared one. */
  padWindows: z.union([z.literal('all'), z.array(id)]),
  state: z.enum(['waiting-for-code', 'enrolled', 'revoked']),
  lastSeenAt: time.nullable(),
})
export type Terminal = z.infer<typeof terminal>

/** Somebody at a kiosk asked for a person 人工. */
export const helpCall = z.object({
  id,
  terminalId: id,
  terminalName: z.string(),
  /** Where in the flow they were, such as an item's name. */
  about: z.string(),
  state: z.enum(['waiting', 'taken', 'ended']),
  at: time,
  takenBy: z.string().nullable(),
  takenAt: time.nullable(),
})
export type HelpCall = z.infer<typeof helpCall>

/** A rating as the window's own page shows it, once it was sent. */
export const windowService = z.object({
  id,
  ticketId: id,
  number: z.string(),
  item: z.string().nullable(),
  startedAt: time,
  finishedAt: time,
  rating: z
    .object({ level: ratingLevel, reasons: z.array(z.string()), text: z.string(), at: time })
    .nullable(),
  ratingState: z.enum(['asked', 'rated', 'not-rated']),
})
export type WindowService = z.infer<typeof windowService>

/** What a pad shows: who serves, and the question when a service was finished and not yet rated. */
export const padView = z.object({
  hallName: z.string(),
  hallNameEn: z.string(),
  windowId: id,
  windowNumber: z.string(),
  windowState,
  pauseReason: z.string().nullable(),
  staff: z
    .object({ name: z.string(), post: z.string(), promise: z.string(), partyMember: z.boolean() })
    .nullable(),
  serving: z.object({ number: z.string(), state: ticketState }).nullable(),
  question: z
    .object({ ticketId: id, number: z.string(), item: z.string().nullable(), askedAt: time, openUntil: time })
    .nullable(),
  /** The hall's clock: a terminal's own may be wrong. */
  now: time,
  seq: z.number().int(),
})
export type PadView = z.infer<typeof padView>

/** What a display shows: what is called now, what was called lately, what was missed. Nothing of a person. */
export const displayCall = z.object({
  ticketId: id,
  number: z.string(),
  queueId: id,
  windowId: id,
  windowNumber: z.string(),
  zoneId: id.nullable(),
  state: ticketState,
  calls: z.number().int(),
  calledAt: time,
  /** The journal's number of this call; announcements follow its order. */
  seq: z.number().int(),
})
export type DisplayCall = z.infer<typeof displayCall>

export const displayView = z.object({
  hallName: z.string(),
  hallNameEn: z.string(),
  timeZone: z.string(),
  /** Newest first. */
  calls: z.array(displayCall),
  missed: z.array(z.object({ ticketId: id, number: z.string(), windowNumber: z.string(), at: time })),
  windows: z.array(
    z.object({
      id,
      number: z.string(),
      name: z.string(),
      zoneId: id.nullable(),
      state: windowState,
      pauseReason: z.string().nullable(),
      staffName: z.string().nullable(),
      queueNames: z.array(z.string()),
      numberInHand: z.string().nullable(),
      handState: ticketState.nullable(),
    }),
  ),
  zones: z.array(zone),
  queues: z.array(
    z.object({
      id,
      prefix,
      name: z.string(),
      nameEn: z.string().nullable(),
      zoneId: id.nullable(),
      waiting: z.number().int(),
      windowsOpen: z.number().int(),
      unattended: z.boolean(),
    }),
  ),
  /** The hall's clock: a terminal's own may be wrong. */
  now: time,
  seq: z.number().int(),
  epoch: id,
})
export type DisplayView = z.infer<typeof displayView>
