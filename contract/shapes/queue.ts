import { z } from 'zod'
import { clock, id, prefix } from './basics.ts'
import { estimate } from './ticket.ts'

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

/** What every view of a queue tells of it. */
export const queueInBrief = z.object({
  id,
  prefix,
  name: z.string(),
  nameEn: z.string().nullable(),
  zoneId: id.nullable(),
})
export type QueueInBrief = z.infer<typeof queueInBrief>

export const queue = queueInBrief.extend({
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

/** Weekly opening hours: for ISO weekday 1 (Monday) to 7 the spans, local time `HH:MM`. Empty: around the clock. */
export const openingHours = z.object({
  alwaysOpen: z.boolean(),
  /** Works on public holidays too; false follows the State Council's calendar with its make-up workdays. */
  onHolidays: z.boolean(),
  week: z.record(z.enum(['1', '2', '3', '4', '5', '6', '7']), z.array(z.tuple([clock, clock]))),
  /** The last ticket is given so many minutes before a day's last closing. */
  lastTicketMinutes: z.number().int().min(0).max(240),
})
export type OpeningHours = z.infer<typeof openingHours>

const workday: [string, string][] = [
  ['09:00', '12:00'],
  ['13:30', '17:00'],
]

/** Hours of a new queue until somebody sets them: the common office hours of a service centre. */
export const officeHours: OpeningHours = {
  alwaysOpen: false,
  onHolidays: false,
  week: { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: [], 7: [] },
  lastTicketMinutes: 15,
}
