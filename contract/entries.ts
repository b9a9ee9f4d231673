import { z } from 'zod'
import { appointmentEntries } from './entries/appointment.ts'
import type { EntryType } from './entries/entry-type.ts'
import { hallEntries } from './entries/hall.ts'
import { helpEntries } from './entries/help.ts'
import { ratingEntries } from './entries/rating.ts'
import { registryEntries } from './entries/registry.ts'
import { staffEntries } from './entries/staff.ts'
import { terminalEntries } from './entries/terminal.ts'
import { ticketEntries } from './entries/ticket.ts'
import { windowEntries } from './entries/window.ts'
import { id, time } from './shapes.ts'

/**
 * The vocabulary of the journal: every fact that the hall records, in the domain's words, with the shape of its
 * body, the version of that shape, the stream topics that carry it, and the keys of the body that a display may
 * see. Types, SSE events, the audit's document and the sync between servers all come from this one list.
 * No body ever holds an ID number, a phone number, a citizen's name, a password or a token.
 */
export const entryTypes = {
  ...hallEntries,
  ...ticketEntries,
  ...ratingEntries,
  ...windowEntries,
  ...registryEntries,
  ...staffEntries,
  ...terminalEntries,
  ...appointmentEntries,
  ...helpEntries,
} as const satisfies Record<string, EntryType>

export type EntryName = keyof typeof entryTypes
export type EntryBody<Name extends EntryName> = z.infer<(typeof entryTypes)[Name]['body']>

/** A fact that a command wants recorded: its type and body. The journal adds number, time, actor and hash. */
export type Fact = { [Name in EntryName]: { readonly type: Name; readonly body: EntryBody<Name> } }[EntryName]

/** Builds a fact; the body is checked against the list above by the compiler. */
export function fact<Name extends EntryName>(type: Name, body: EntryBody<Name>): Fact {
  // The pairing of name and body is what the signature enforces; TypeScript cannot see it through the union.
  return { type, body } as Fact
}

/** Whether a name is an entry type that this version knows; newer ones are kept and passed on unread. */
export function isEntryName(name: string): name is EntryName {
  return Object.hasOwn(entryTypes, name)
}

/** The part of an entry's body that leaves in the stream. */
export function publicPart(
  type: EntryName,
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const open: Record<string, unknown> = {}
  for (const key of entryTypes[type].open) open[key] = body[key]
  return open
}

/** One entry of the journal as it travels. `hash` = SHA-256(previousHash ‖ RFC 8785 form of all but the hashes). */
export const journalEntry = z.object({
  seq: z.number().int(),
  epoch: z.string(),
  id,
  type: z.string(),
  version: z.number().int(),
  at: time,
  actor: z.string(),
  body: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
})
export type JournalEntry = z.infer<typeof journalEntry>
