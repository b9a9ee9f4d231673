import { createHash } from 'node:crypto'
import { fact } from '../../contract/entries.ts'
import { must } from '../../core/result.ts'
import type { TerminalRole } from '../../core/terminal/role.ts'
import { insertDepartment, setDepartmentQueue } from '../../db/catalog/departments.ts'
import { insertItem, saveGuide, setItemQueue } from '../../db/catalog/items.ts'
import { saveQueue } from '../../db/queue/queues.ts'
import { insertZone, saveWindow } from '../../db/queue/windows.ts'
import { saveStaff } from '../../db/staff/staff.ts'
import { insertTerminal, setToken } from '../../db/terminal/terminals.ts'
import type { Transaction } from '../../db/writer.ts'
import { officeHours } from '../../hall/registry/queues.ts'
import { departments, zones } from './departments.ts'
import type { ReferencePlan } from './plan.ts'

/** A terminal of the reference hall. `windowId` and `zoneId` are those that it got. */
export interface TerminalMade {
  readonly id: string
  readonly role: TerminalRole
  readonly name: string
  readonly windowId: string | null
  readonly zoneId: string | null
}

/** Makes hashes for the store and keeps the secrets behind them. */
export interface SecretMaker {
  /** Argon2id of an account's password; made before the transaction, which awaits nothing. */
  passwordHash(account: string): string
  /** A new token for a terminal, hashed. */
  tokenHash(terminal: TerminalMade): string
}

/** Fills an empty store with the reference hall, and records it like any other registration. */
export function fillReference(tx: Transaction, plan: ReferencePlan, secrets: SecretMaker): void {
  const zoneIds = zones.map(({ name, nameEn }) => {
    const id = tx.newId()
    insertZone(tx.db, { id, name, nameEn })
    tx.record(fact('zone-saved', { zoneId: id, name, created: true }))
    return id
  })
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
    const id = tx.newId()
    ids.set(prefix, id)
    const registered = {
      prefix,
      name,
      switchedOn: true,
      zoneId: zoneId(zone),
      departmentId: idOf(departmentIds, department),
      dailyLimit: null,
    }
    saveQueue(tx.db, { ...registered, id, nameEn: null, hours: officeHours })
    tx.record(fact('queue-saved', { ...registered, queueId: id, created: true }))
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
    const id = tx.newId()
    insertItem(tx.db, id, idOf(departmentIds, item.department), item)
    saveGuide(tx.db, id, item.guide)
    setItemQueue(tx.db, id, idOf(queues, `${item.department} ${item.queue}`))
  }
  tx.record(
    fact('catalogue-imported', {
      added: plan.items.length,
      changed: 0,
      unchanged: 0,
      departmentsAdded: departments.map(({ name }) => name),
      contentHash: createHash('sha256').update(JSON.stringify(plan.items)).digest('hex'),
    }),
  )
}

function addWindows(
  tx: Transaction,
  plan: ReferencePlan,
  zoneId: (index: number) => string,
  queueIds: Ids,
): Ids {
  const ids = new Map<string, string>()
  for (const { number, name, zone, serves } of plan.windows) {
    const id = tx.newId()
    ids.set(number, id)
    const registered = {
      number,
      zoneId: zoneId(zone),
      queueIds: serves.map((prefix) => idOf(queueIds, prefix)),
    }
    saveWindow(tx.db, { ...registered, id, name })
    tx.record(fact('window-saved', { ...registered, windowId: id, created: true }))
  }
  return ids
}

function addPeople(
  tx: Transaction,
  plan: ReferencePlan,
  zoneId: (index: number) => string,
  windowIds: Ids,
  secrets: SecretMaker,
): void {
  for (const { account, name, post, promise, partyMember, role, window, zone } of plan.people) {
    const id = tx.newId()
    const registered = {
      account,
      name,
      roles: [role],
      windowId: window === null ? null : idOf(windowIds, window),
      active: true,
    }
    saveStaff(tx.db, {
      ...registered,
      id,
      post,
      promise,
      partyMember,
      zoneId: zone === null ? null : zoneId(zone),
      passwordHash: secrets.passwordHash(account),
    })
    tx.record(fact('staff-saved', { ...registered, staffId: id, created: true }))
  }
}

/** A kiosk and a display for each zone, one display for the hall, and a pad at each window. */
function addTerminals(
  tx: Transaction,
  plan: ReferencePlan,
  zoneIds: readonly string[],
  windowIds: Ids,
  secrets: SecretMaker,
): void {
  const add = (role: TerminalRole, name: string, windowId: string | null, zone: string | null) => {
    const made = { id: tx.newId(), role, name, windowId, zoneId: zone }
    insertTerminal(tx.db, { ...made, padWindows: [] })
    setToken(tx.db, made.id, secrets.tokenHash(made))
    tx.record(fact('terminal-created', { terminalId: made.id, role, name, windowId, zoneId: zone }))
  }
  add('display', '大厅主屏', null, null)
  for (const [index, zone] of zones.entries()) {
    const id = must(zoneIds[index], 'every zone was made')
    add('kiosk', `${zone.name.slice(0, 2)}自助机`, null, id)
    add('display', `${zone.name.slice(0, 2)}显示屏`, null, id)
  }
  for (const { number } of plan.windows) add('pad', `${number} 号窗口评价器`, idOf(windowIds, number), null)
}
