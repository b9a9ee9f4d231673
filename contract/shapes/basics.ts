import { z } from 'zod'
import { ticketClasses, ticketStates } from '../../core/queue/ticket.ts'
import { ratingLevels } from '../../core/rating/level.ts'
import { staffRoles } from '../../core/staff/role.ts'
import { terminalRoles } from '../../core/terminal/role.ts'

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

/** A local time of day, `HH:MM`; 24:00 is the end of the day. */
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '时间写作 09:00')

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
