import { createHash } from 'node:crypto'
import { fact } from '../../contract/entries.ts'
import type { HallSettings, OpeningHours } from '../../contract/shapes.ts'
import type { BookingPlan } from '../../core/appointment/slots.ts'
import { must } from '../../core/result.ts'
import type { StaffRole } from '../../core/staff/role.ts'
import type { TerminalRole } from '../../core/terminal/role.ts'
import { savePlan } from '../../db/appointment/plans.ts'
import { insertDepartment, setDepartmentQueue } from '../../db/catalog/departments.ts'
import { insertItem, saveGuide, setItemQueue } from '../../db/catalog/items.ts'
import { savePadCredential } from '../../db/pad/credentials.ts'
import { saveQueue } from '../../db/queue/queues.ts'
import { insertZone, saveWindow } from '../../db/queue/windows.ts'
import { saveStaff } from '../../db/staff/staff.ts'
import { defaultSettings } from '../../db/store.ts'
import { insertTerminal, setToken } from '../../db/terminal/terminals.ts'
import type { Transaction } from '../../db/writer.ts'
import { demonstrationItems } from './items.ts'
import { people } from './people.ts'
import { departments, hallName, hallNameEn, queues, windows, zones } from './places.ts'
import { terminals } from './screens.ts'

/** Accounts that need a password, and terminals (by name) that need a token. */
export const accountsNeeded: readonly string[] = people.map(({ account }) => account)
export const terminalsNeeded: readonly string[] = terminals.map(({ name }) => name)

/** Hashes of random secrets. Hashing a password takes its time, so it is done before the transaction. */
export interface DemonstrationSecrets {
  /** By account: argon2id. */
  readonly passwordHashes: ReadonlyMap<string, string>
  /** By the terminal's name: as `tokenHash` makes them. */
  readonly tokenHashes: ReadonlyMap<string, string>
}

/** What was made, with the ids that it got. */
export interface DemonstrationMade {
  readonly accounts: readonly {
    readonly account: string
    readonly name: string
    readonly roles: readonly StaffRole[]
    readonly windowId: string | null
  }[]
  readonly terminals: readonly {
    readonly id: string
    readonly role: TerminalRole
    readonly name: string
    readonly windowId: string | null
    readonly zoneId: string | null
  }[]
}

/** The demonstration hall's settings: its day never ends by itself, as its queues never close. */
export function demonstrationSettings(): HallSettings {
  const settings = defaultSettings(hallName, hallNameEn)
  return {
    ...settings,
    rules: { ...settings.rules, endOfDay: null },
    // A slot can be booked while it lasts: whoever tries the hall out checks in at once.
    appointments: { ...settings.appointments, leadMinutes: null },
  }
}

/**
 * Fills an empty store with the demonstration hall, and records it like any other registration. Its queues are
 * open at every hour, its windows closed, and nobody waits: nothing happens until somebody does it.
 */
export function fillDemonstration(tx: Transaction, secrets: DemonstrationSecrets): DemonstrationMade {
  const zoneIds = addZones(tx)
  const departmentIds = addDepartments(tx)
  const queueIds = addQueues(tx, zoneIds, departmentIds)
  addItems(tx, departmentIds, queueIds)
  const windowIds = addWindows(tx, zoneIds, queueIds)
  return {
    accounts: addPeople(tx, zoneIds, windowIds, secrets.passwordHashes),
    terminals: addTerminals(tx, zoneIds, windowIds, secrets.tokenHashes),
  }
}

/** Ids by the key that the plan uses: a zone's key, a department's name, a queue's prefix, a window's number. */
type Ids = ReadonlyMap<string, string>

function planned(values: ReadonlyMap<string, string>, key: string): string {
  return must(values.get(key), `the demonstration needs ${key}`)
}

function plannedOrNone(ids: Ids, key: string | null): string | null {
  return key === null ? null : planned(ids, key)
}

function addZones(tx: Transaction): Ids {
  const ids = new Map<string, string>()
  for (const { key, name, nameEn } of zones) {
    const id = tx.newId()
    ids.set(key, id)
    insertZone(tx.db, { id, name, nameEn })
    tx.record(fact('zone-saved', { zoneId: id, name, created: true }))
  }
  return ids
}

function addDepartments(tx: Transaction): Ids {
  const ids = new Map<string, string>()
  for (const { name, nameEn, place } of departments) {
    const id = tx.newId()
    ids.set(name, id)
    insertDepartment(tx.db, { id, name, nameEn, place })
  }
  return ids
}

const aroundTheClock: OpeningHours = {
  alwaysOpen: true,
  onHolidays: true,
  week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
  lastTicketMinutes: 0,
}

/** Every queue can be booked for today and the week that follows, in half hours around the clock. */
const bookingPlan: BookingPlan = { bookable: true, slotMinutes: 30, peoplePerSlot: 4, daysAhead: 7 }

function addQueues(tx: Transaction, zoneIds: Ids, departmentIds: Ids): Ids {
  const ids = new Map<string, string>()
  for (const { prefix, name, nameEn, zone, department } of queues) {
    const id = tx.newId()
    ids.set(prefix, id)
    const registered = {
      prefix,
      name,
      switchedOn: true,
      zoneId: planned(zoneIds, zone),
      departmentId: plannedOrNone(departmentIds, department),
      dailyLimit: null,
    }
    saveQueue(tx.db, { ...registered, id, nameEn, hours: aroundTheClock })
    tx.record(fact('queue-saved', { ...registered, queueId: id, created: true }))
    savePlan(tx.db, id, bookingPlan)
    tx.record(fact('booking-plan-saved', { queueId: id, ...bookingPlan }))
  }
  for (const { name, prefix } of departments)
    setDepartmentQueue(tx.db, planned(departmentIds, name), planned(ids, prefix))
  return ids
}

function addItems(tx: Transaction, departmentIds: Ids, queueIds: Ids): void {
  const items = demonstrationItems()
  const usual = new Map<string, string>(departments.map(({ name, prefix }) => [name, prefix]))
  for (const item of items) {
    const id = tx.newId()
    insertItem(tx.db, id, planned(departmentIds, item.department), item)
    saveGuide(tx.db, id, item.guide)
    if (item.prefix !== usual.get(item.department)) setItemQueue(tx.db, id, planned(queueIds, item.prefix))
  }
  tx.record(
    fact('catalogue-imported', {
      added: items.length,
      changed: 0,
      unchanged: 0,
      departmentsAdded: departments.map(({ name }) => name),
      contentHash: createHash('sha256').update(JSON.stringify(items)).digest('hex'),
    }),
  )
}

function addWindows(tx: Transaction, zoneIds: Ids, queueIds: Ids): Ids {
  const ids = new Map<string, string>()
  for (const { number, name, zone, serves } of windows) {
    const id = tx.newId()
    ids.set(number, id)
    const registered = {
      number,
      zoneId: planned(zoneIds, zone),
      queueIds: serves.map((prefix) => planned(queueIds, prefix)),
    }
    saveWindow(tx.db, { ...registered, id, name })
    tx.record(fact('window-saved', { ...registered, windowId: id, created: true }))
  }
  return ids
}

function addPeople(
  tx: Transaction,
  zoneIds: Ids,
  windowIds: Ids,
  passwordHashes: ReadonlyMap<string, string>,
): DemonstrationMade['accounts'] {
  return people.map(({ account, name, post, promise, partyMember, role, window, zone }) => {
    const id = tx.newId()
    const registered = {
      account,
      name,
      roles: [role],
      windowId: plannedOrNone(windowIds, window),
      active: true,
    }
    saveStaff(tx.db, {
      ...registered,
      id,
      post,
      promise,
      partyMember,
      zoneId: plannedOrNone(zoneIds, zone),
      passwordHash: planned(passwordHashes, account),
    })
    tx.record(fact('staff-saved', { ...registered, staffId: id, created: true }))
    // At a call pad they sign on by the number of their window, and without a PIN: the hall is there to be tried out.
    if (window !== null) {
      savePadCredential(tx.db, id, { number: window.padStart(2, '0'), pinHash: null })
      tx.record(fact('pad-number-set', { staffId: id, signsOn: true, hasPin: false }))
    }
    return { account, name, roles: registered.roles, windowId: registered.windowId }
  })
}

function addTerminals(
  tx: Transaction,
  zoneIds: Ids,
  windowIds: Ids,
  tokenHashes: ReadonlyMap<string, string>,
): DemonstrationMade['terminals'] {
  return terminals.map(({ role, name, window, zone, padWindows }) => {
    const id = tx.newId()
    const registered = {
      role,
      name,
      windowId: plannedOrNone(windowIds, window),
      zoneId: plannedOrNone(zoneIds, zone),
    }
    const carried = padWindows === 'all' ? padWindows : padWindows.map((number) => planned(windowIds, number))
    insertTerminal(tx.db, { ...registered, id, padWindows: carried })
    setToken(tx.db, id, planned(tokenHashes, name))
    tx.record(fact('terminal-created', { ...registered, terminalId: id }))
    return { ...registered, id }
  })
}
