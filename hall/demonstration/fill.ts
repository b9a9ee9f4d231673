import { fact } from '../../contract/entries.ts'
import { defaultSettings, type HallSettings, type OpeningHours } from '../../contract/shapes.ts'
import type { BookingPlan } from '../../core/appointment/slots.ts'
import { must } from '../../core/result.ts'
import type { StaffRole } from '../../core/staff/role.ts'
import { savePlan } from '../../db/appointment/plans.ts'
import { insertDepartment, setDepartmentQueue } from '../../db/catalog/departments.ts'
import { setItemQueue } from '../../db/catalog/items.ts'
import { savePadCredential } from '../../db/pad/credentials.ts'
import type { Transaction } from '../../db/writer.ts'
import {
  type FoundedTerminal,
  foundItem,
  foundPerson,
  foundQueue,
  foundTerminal,
  foundWindow,
  foundZone,
  recordCatalogue,
} from '../registry/founding.ts'
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
  readonly terminals: readonly FoundedTerminal[]
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
  return new Map(zones.map(({ key, name, nameEn }) => [key, foundZone(tx, { name, nameEn })]))
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
    const id = foundQueue(tx, {
      prefix,
      name,
      nameEn,
      zoneId: planned(zoneIds, zone),
      departmentId: plannedOrNone(departmentIds, department),
      hours: aroundTheClock,
    })
    ids.set(prefix, id)
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
    const id = foundItem(tx, planned(departmentIds, item.department), item)
    if (item.prefix !== usual.get(item.department)) setItemQueue(tx.db, id, planned(queueIds, item.prefix))
  }
  recordCatalogue(
    tx,
    items,
    departments.map(({ name }) => name),
  )
}

function addWindows(tx: Transaction, zoneIds: Ids, queueIds: Ids): Ids {
  return new Map(
    windows.map(({ number, name, zone, serves }) => [
      number,
      foundWindow(tx, {
        number,
        name,
        zoneId: planned(zoneIds, zone),
        queueIds: serves.map((prefix) => planned(queueIds, prefix)),
      }),
    ]),
  )
}

function addPeople(
  tx: Transaction,
  zoneIds: Ids,
  windowIds: Ids,
  passwordHashes: ReadonlyMap<string, string>,
): DemonstrationMade['accounts'] {
  return people.map(({ window, zone, ...person }) => {
    const windowId = plannedOrNone(windowIds, window)
    const id = foundPerson(tx, {
      ...person,
      windowId,
      zoneId: plannedOrNone(zoneIds, zone),
      passwordHash: planned(passwordHashes, person.account),
    })
    // At a call pad they sign on by the number of their window, and without a PIN: the hall is there to be tried out.
    if (window !== null) {
      savePadCredential(tx.db, id, { number: window.padStart(2, '0'), pinHash: null })
      tx.record(fact('pad-number-set', { staffId: id, signsOn: true, hasPin: false }))
    }
    return { account: person.account, name: person.name, roles: [person.role], windowId }
  })
}

function addTerminals(
  tx: Transaction,
  zoneIds: Ids,
  windowIds: Ids,
  tokenHashes: ReadonlyMap<string, string>,
): DemonstrationMade['terminals'] {
  return terminals.map(({ role, name, window, zone, padWindows }) => {
    const terminal = {
      role,
      name,
      windowId: plannedOrNone(windowIds, window),
      zoneId: plannedOrNone(zoneIds, zone),
    }
    return foundTerminal(tx, terminal, {
      padWindows: padWindows === 'all' ? padWindows : padWindows.map((number) => planned(windowIds, number)),
      tokenHash: () => planned(tokenHashes, name),
    })
  })
}
