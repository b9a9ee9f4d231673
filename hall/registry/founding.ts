import { createHash } from 'node:crypto'
import { fact } from '../../contract/entries.ts'
import type { StaffRole } from '../../core/staff/role.ts'
import type { TerminalRole } from '../../core/terminal/role.ts'
import { type CatalogueEntry, type GuideFields, insertItem, saveGuide } from '../../db/catalog/items.ts'
import { type QueueInput, saveQueue } from '../../db/queue/queues.ts'
import { insertZone, saveWindow } from '../../db/queue/windows.ts'
import { type StaffRegistration, saveStaff } from '../../db/staff/staff.ts'
import { insertTerminal, setToken } from '../../db/terminal/terminals.ts'
import type { Transaction } from '../../db/writer.ts'

/**
 * How a hall that is made whole registers what it begins with: into an empty store, from a plan of ours that needs no
 * checking, each thing recorded like any other registration. Every function gives the new id.
 */
export function foundZone(tx: Transaction, zone: { name: string; nameEn: string | null }): string {
  const id = tx.newId()
  insertZone(tx.db, { ...zone, id })
  tx.record(fact('zone-saved', { zoneId: id, name: zone.name, created: true }))
  return id
}

/** A queue that is switched on and gives numbers without a limit. */
export function foundQueue(
  tx: Transaction,
  {
    nameEn,
    hours,
    ...queue
  }: Pick<QueueInput, 'prefix' | 'name' | 'nameEn' | 'zoneId' | 'departmentId' | 'hours'>,
): string {
  const id = tx.newId()
  const registered = { ...queue, switchedOn: true, dailyLimit: null }
  saveQueue(tx.db, { ...registered, id, nameEn, hours })
  tx.record(fact('queue-saved', { ...registered, queueId: id, created: true }))
  return id
}

/** An item with its guide. The catalogue's one fact is `recordCatalogue`'s. */
export function foundItem(
  tx: Transaction,
  departmentId: string,
  item: CatalogueEntry & { readonly guide: GuideFields },
): string {
  const id = tx.newId()
  insertItem(tx.db, id, departmentId, item)
  saveGuide(tx.db, id, item.guide)
  return id
}

/** Records that the whole catalogue was imported. */
export function recordCatalogue(
  tx: Transaction,
  items: readonly CatalogueEntry[],
  departmentsAdded: string[],
): void {
  tx.record(
    fact('catalogue-imported', {
      added: items.length,
      changed: 0,
      unchanged: 0,
      departmentsAdded,
      contentHash: createHash('sha256').update(JSON.stringify(items)).digest('hex'),
    }),
  )
}

export function foundWindow(
  tx: Transaction,
  { name, ...window }: { number: string; name: string; zoneId: string; queueIds: string[] },
): string {
  const id = tx.newId()
  saveWindow(tx.db, { ...window, id, name })
  tx.record(fact('window-saved', { ...window, windowId: id, created: true }))
  return id
}

export function foundPerson(
  tx: Transaction,
  {
    account,
    name,
    role,
    windowId,
    ...rest
  }: Omit<StaffRegistration, 'id' | 'roles' | 'active'> & { readonly role: StaffRole },
): string {
  const id = tx.newId()
  const registered = { account, name, roles: [role], windowId, active: true }
  saveStaff(tx.db, { ...rest, ...registered, id })
  tx.record(fact('staff-saved', { ...registered, staffId: id, created: true }))
  return id
}

/** A terminal that a hall began with, as it was enrolled. */
export interface FoundedTerminal {
  readonly id: string
  readonly role: TerminalRole
  readonly name: string
  readonly windowId: string | null
  readonly zoneId: string | null
}

export function foundTerminal(
  tx: Transaction,
  terminal: Omit<FoundedTerminal, 'id'>,
  how: {
    readonly padWindows: 'all' | readonly string[]
    /** Of the token that it is given. */
    readonly tokenHash: (made: FoundedTerminal) => string
  },
): FoundedTerminal {
  const { role, name, windowId, zoneId } = terminal
  const made = { id: tx.newId(), role, name, windowId, zoneId }
  insertTerminal(tx.db, { ...made, padWindows: how.padWindows })
  setToken(tx.db, made.id, how.tokenHash(made))
  tx.record(fact('terminal-created', { role, name, windowId, zoneId, terminalId: made.id }))
  return made
}
