import { officeHours } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import type { TerminalRole } from '../../core/terminal/role.ts'
import { insertDepartment, setDepartmentQueue } from '../../db/catalog/departments.ts'
import { setItemQueue } from '../../db/catalog/items.ts'
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
} from '../../hall/registry/founding.ts'
import { departments, zones } from './departments.ts'
import type { ReferencePlan } from './plan.ts'

/** Makes hashes for the store and keeps the secrets behind them. */
export interface SecretMaker {
  /** Argon2id of an account's password; made before the transaction, which awaits nothing. */
  passwordHash(account: string): string
  /** A new token for a terminal, hashed. */
  tokenHash(terminal: FoundedTerminal): string
}

/** Fills an empty store with the reference hall, and records it like any other registration. */
export function fillReference(tx: Transaction, plan: ReferencePlan, secrets: SecretMaker): void {
  const zoneIds = zones.map(({ name, nameEn }) => foundZone(tx, { name, nameEn }))
  const zoneId = (index: number) => must(zoneIds[index], 'a plan names its zones by their place')
  const departmentIds = addDepartments(tx, plan)
  const queueIds = addQueues(tx, plan, zoneId, departmentIds)
  addItems(tx, plan, departmentIds, queueIds)
  const windowIds = addWindows(tx, plan, zoneId, queueIds)
  addPeople(tx, plan, zoneId, windowIds, secrets)
  addTerminals(tx, plan, zoneIds, windowIds, secrets)
}

type Ids = ReadonlyMap<string, string>
const idOf = (ids: Ids, key: string) => must(ids.get(key), `the reference hall has ${key}`)

function addDepartments(tx: Transaction, plan: ReferencePlan): Ids {
  const ids = new Map<string, string>()
  for (const { name, nameEn, zone, queues } of departments) {
    const id = tx.newId()
    ids.set(name, id)
    const numbers = plan.windows
      .filter((window) => queues.includes(window.name) && window.zone === zone)
      .map(({ number }) => number)
    const place = `${zones[zone]?.name.slice(0, 2)} ${numbers[0]}–${numbers.at(-1)} 号窗口`
    insertDepartment(tx.db, { id, name, nameEn, place })
  }
  return ids
}

function addQueues(
  tx: Transaction,
  plan: ReferencePlan,
  zoneId: (index: number) => string,
  departmentIds: Ids,
): Ids {
  const ids = new Map<string, string>()
  for (const { prefix, name, department, zone } of plan.queues) {
    const id = foundQueue(tx, {
      prefix,
      name,
      nameEn: null,
      zoneId: zoneId(zone),
      departmentId: idOf(departmentIds, department),
      hours: officeHours,
    })
    ids.set(prefix, id)
  }
  for (const { name } of departments) {
    const first = must(
      plan.queues.find((queue) => queue.department === name),
      'every department has a queue',
    )
    setDepartmentQueue(tx.db, idOf(departmentIds, name), idOf(ids, first.prefix))
  }
  return ids
}

function addItems(tx: Transaction, plan: ReferencePlan, departmentIds: Ids, queueIds: Ids): void {
  const queues = new Map(
    plan.queues.map(({ department, name, prefix }) => [`${department} ${name}`, idOf(queueIds, prefix)]),
  )
  for (const item of plan.items) {
    const id = foundItem(tx, idOf(departmentIds, item.department), item)
    setItemQueue(tx.db, id, idOf(queues, `${item.department} ${item.queue}`))
  }
  recordCatalogue(
    tx,
    plan.items,
    departments.map(({ name }) => name),
  )
}

function addWindows(
  tx: Transaction,
  plan: ReferencePlan,
  zoneId: (index: number) => string,
  queueIds: Ids,
): Ids {
  return new Map(
    plan.windows.map(({ number, name, zone, serves }) => [
      number,
      foundWindow(tx, {
        number,
        name,
        zoneId: zoneId(zone),
        queueIds: serves.map((prefix) => idOf(queueIds, prefix)),
      }),
    ]),
  )
}

function addPeople(
  tx: Transaction,
  plan: ReferencePlan,
  zoneId: (index: number) => string,
  windowIds: Ids,
  secrets: SecretMaker,
): void {
  for (const { window, zone, ...person } of plan.people)
    foundPerson(tx, {
      ...person,
      windowId: window === null ? null : idOf(windowIds, window),
      zoneId: zone === null ? null : zoneId(zone),
      passwordHash: secrets.passwordHash(person.account),
    })
}

/** A kiosk and a display for each zone, one display for the hall, and a pad at each window. */
function addTerminals(
  tx: Transaction,
  plan: ReferencePlan,
  zoneIds: readonly string[],
  windowIds: Ids,
  secrets: SecretMaker,
): void {
  const add = (role: TerminalRole, name: string, windowId: string | null, zoneId: string | null) =>
    foundTerminal(
      tx,
      { role, name, windowId, zoneId },
      { padWindows: [], tokenHash: (made) => secrets.tokenHash(made) },
    )
  add('display', '大厅主屏', null, null)
  for (const [index, zone] of zones.entries()) {
    const id = must(zoneIds[index], 'every zone was made')
    add('kiosk', `${zone.name.slice(0, 2)}自助机`, null, id)
    add('display', `${zone.name.slice(0, 2)}显示屏`, null, id)
  }
  for (const { number } of plan.windows) add('pad', `${number} 号窗口评价器`, idOf(windowIds, number), null)
}
