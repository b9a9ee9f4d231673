import { z } from 'zod'
import type { JournalEntry } from '../contract/entries.ts'
import type { Break } from './book-names.ts'
import { type TicketEntry, ticketEntries } from './recorded.ts'

const kinds = [
  'appointment-booked',
  'appointment-checked-in',
  'appointment-cancelled',
  'appointment-absent',
] as const

const entry = z.object({
  type: z.enum(kinds),
  seq: z.number(),
  body: z.object({
    appointmentId: z.string(),
    queueId: z.string(),
    startsAt: z.string(),
    ticketId: z.string().optional(),
    late: z.boolean().optional(),
  }),
})

/**
 * A booking is made once and ends once: whoever checks in has one ticket, their own, which is due at the slot or, for
 * who came late, an ordinary one; whoever called off or was absent never has any.
 */
export function checkBookings(journal: readonly JournalEntry[]): Break[] {
  const breaks: Break[] = []
  const issued = new Map(
    ticketEntries(journal)
      .filter(({ type }) => type === 'ticket-issued')
      .map((issue) => [issue.body.ticketId, issue]),
  )
  const states = new Map<string, string>()
  const tickets = new Set<string>()
  for (const { type, seq, body } of bookingEntries(journal)) {
    const { appointmentId, ticketId = null } = body
    const say = (says: string) => breaks.push({ book: 'booking', ticketId, seq, says })
    const state = states.get(appointmentId) ?? 'not booked'
    const expected = type === 'appointment-booked' ? 'not booked' : 'appointment-booked'
    if (state !== expected) say(`${type} of a booking that was ${state}`)
    states.set(appointmentId, type)
    if (type !== 'appointment-checked-in') continue
    if (ticketId === null || tickets.has(ticketId)) say('a check-in has no ticket of its own')
    else for (const wrong of wrongTicket(issued.get(ticketId), body)) say(wrong)
    if (ticketId !== null) tickets.add(ticketId)
  }
  return breaks
}

function bookingEntries(journal: readonly JournalEntry[]) {
  return journal.filter(({ type }) => kinds.some((kind) => kind === type)).map((one) => entry.parse(one))
}

/** What is wrong with the ticket that a check-in gave. */
function wrongTicket(
  issue: TicketEntry | undefined,
  { queueId, startsAt, late }: z.infer<typeof entry>['body'],
): string[] {
  if (!issue) return ['a check-in gave a ticket that was never issued']
  const { number, class: ticketClass, dueAt } = issue.body
  const wrong: string[] = []
  if (issue.body.queueId !== queueId) wrong.push(`${number} is in another queue than was booked`)
  if (ticketClass !== (late ? 'ordinary' : 'appointment'))
    wrong.push(`${number} is ${ticketClass}, for somebody who came ${late ? 'late' : 'in time'}`)
  if (!late && Date.parse(dueAt ?? '') !== Date.parse(startsAt))
    wrong.push(`${number} is due at ${dueAt ?? 'no time'}, not at ${startsAt}`)
  return wrong
}
