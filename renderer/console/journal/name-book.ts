import type { RouteAnswer } from '../../../contract/client.ts'
import type { JournalEntry } from '../../../contract/entries.ts'

/** Names behind the ids that entries carry. */
export type NameBook = ReadonlyMap<string, string>

/**
 * Makes the book from what an auditor may read: the hall as it is now, and the journal's own entries about accounts
 * and terminals (the auditor does not see the accounts themselves). Where a name changed, the newest one holds.
 */
export function nameBook(
  hall: RouteAnswer<'hall'> | undefined,
  registrations: readonly JournalEntry[],
): NameBook {
  const names = new Map<string, string>()
  for (const entry of registrations.toSorted((one, other) => one.seq - other.seq)) {
    const { staffId, terminalId, name, account } = entry.body
    if (typeof name !== 'string') continue
    if (typeof staffId === 'string')
      names.set(staffId, typeof account === 'string' ? `${name}（${account}）` : name)
    if (typeof terminalId === 'string') names.set(terminalId, name)
  }
  for (const queue of hall?.queues ?? []) names.set(queue.id, `${queue.prefix} ${queue.name}`)
  for (const window of hall?.windows ?? []) names.set(window.id, window.number)
  for (const zone of hall?.zones ?? []) names.set(zone.id, zone.name)
  for (const department of hall?.departments ?? []) names.set(department.id, department.name)
  return names
}
