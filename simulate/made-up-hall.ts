import { randomBytes } from 'node:crypto'
import { type Client, createClient } from '../contract/client.ts'
import type { OpeningHours } from '../contract/shapes.ts'
import { must } from '../core/result.ts'
import type { StaffRole } from '../core/staff/role.ts'
import { slotMinutes } from './booking-plan.ts'
import type { Account, Credentials, TerminalCredential } from './credentials.ts'
import { departments } from './reference/departments.ts'
import { planItems } from './reference/items.ts'
import { signIn } from './sign-in.ts'

/** How large a made-up hall is. */
export interface MadeUpHall {
  readonly windows: number
  readonly screens: number
  readonly seed: number
}

/** Open over noon, so that a day has its valley there. */
const overNoon: OpeningHours['week'][1] = [['09:00', '17:00']]
const hours: OpeningHours = {
  alwaysOpen: false,
  onHolidays: false,
  week: { 1: overNoon, 2: overNoon, 3: overNoon, 4: overNoon, 5: overNoon, 6: [], 7: [] },
  lastTicketMinutes: 30,
}
/** A department for each three windows, eight at most. */
const windowsEach = 3
const mostDepartments = 8
const kiosks = 2
/** One queue of so many takes no bookings, so that people with an appointment made elsewhere come there too. */
const queuesPerUnbooked = 3
/** A small hall's catalogue; the reference hall has 798. */
const itemsPlanned = 400

/**
 * Sets up a hall from an empty store by its front door, as its operator and administrator would, with a catalogue,
 * queues, windows, staff and terminals. Returns everybody's secrets.
 */
export async function makeUpHall(url: string, setUpCode: string, size: MadeUpHall): Promise<Credentials> {
  const accounts: Account[] = []
  const account = (name: string, role: StaffRole, windowId: string | null = null): Account => {
    const made = { account: name, password: randomBytes(18).toString('base64url'), roles: [role], windowId }
    accounts.push(made)
    return made
  }
  const [operator, administrator] = await setUp(url, setUpCode, account)
  const queueIds = await importCatalogue(operator, size)
  const windowIds: string[] = []
  for (let place = 0; place < size.windows; place += 1) {
    const number = String(place + 1)
    const served = servedAt(place, queueIds)
    const body = { number, name: `${number} 号窗口`, zoneId: null, queueIds: served }
    windowIds.push((await operator('addWindow', { body })).id)
  }
  await register(administrator, account('auditor', 'auditor'))
  await inFours(windowIds, (id, index) =>
    register(administrator, account(`w${String(index + 1).padStart(3, '0')}`, 'staff', id)),
  )
  return { accounts, terminals: await addTerminals(url, operator, windowIds, size.screens) }
}

async function setUp(
  url: string,
  code: string,
  account: (name: string, role: StaffRole) => Account,
): Promise<readonly [Client, Client]> {
  const [operator, administrator] = [
    account('operator', 'operator'),
    account('administrator', 'administrator'),
  ]
  const nobody = createClient({ base: url })
  await nobody('setUp', {
    body: {
      code,
      hallName: '模拟大厅',
      operator: { account: operator.account, name: '运维', password: operator.password },
      administrator: { account: administrator.account, name: '管理员', password: administrator.password },
    },
  })
  return [await signIn(url, operator), await signIn(url, administrator)]
}

/** Imports as many departments' items as the hall is large, and opens their queues. */
async function importCatalogue(operator: Client, { windows, seed }: MadeUpHall): Promise<string[]> {
  const count = Math.min(mostDepartments, Math.max(1, Math.ceil(windows / windowsEach)))
  const names = departments.slice(0, count).map(({ name }) => name)
  const rows = planItems(seed, itemsPlanned)
    .filter(({ department }) => names.includes(department))
    .map((item) => [item.department, item.group, item.name, item.code, item.taskType].join(','))
  const csv = ['department,group,name,item_code,task_type', ...rows].join('\n')
  await operator('importCatalogue', { body: { csv } })
  const { queues } = await operator('queueRegister')
  for (const { id } of queues)
    await operator('saveQueue', { params: { id }, body: { switchedOn: true, hours } })
  await takeBookings(
    operator,
    queues.filter((_, place) => place % queuesPerUnbooked !== queuesPerUnbooked - 1),
  )
  return queues.map(({ id }) => id)
}

/** Lets queues be booked from the web, as the console does. */
export async function takeBookings(
  operator: Client,
  queues: readonly { readonly id: string }[],
): Promise<void> {
  for (const { id } of queues)
    await operator('saveBookingPlan', {
      params: { id },
      body: { bookable: true, slotMinutes, peoplePerSlot: 4, daysAhead: 7 },
    })
}

/** A window serves one queue first and the next after it, so that it has somebody to help. */
function servedAt(place: number, queueIds: readonly string[]): string[] {
  const first = place % queueIds.length
  const served = [queueIds[first], queueIds[(first + 1) % queueIds.length]]
  return [...new Set(served)].map((id) => must(id, 'the place is within the queues'))
}

async function register(
  administrator: Client,
  { account, password, roles, windowId }: Account,
): Promise<void> {
  await administrator('addStaff', {
    body: {
      account,
      name: account,
      post: '',
      promise: '',
      partyMember: false,
      roles,
      windowId: windowId ?? null,
      zoneId: null,
      active: true,
      password,
    },
  })
}

async function addTerminals(
  url: string,
  operator: Client,
  windowIds: readonly string[],
  screens: number,
): Promise<TerminalCredential[]> {
  const made: TerminalCredential[] = []
  for (let place = 1; place <= kiosks; place += 1)
    made.push(await enrol(url, operator, { role: 'kiosk', name: `自助机 ${place}` }))
  for (const [index, windowId] of windowIds.entries())
    made.push(await enrol(url, operator, { role: 'pad', name: `${index + 1} 号窗口评价器`, windowId }))
  made.push(...(await addScreens(url, operator, screens)))
  return made
}

/** So many displays more. */
export async function addScreens(
  url: string,
  operator: Client,
  count: number,
): Promise<TerminalCredential[]> {
  const made: TerminalCredential[] = []
  for (let place = 1; place <= count; place += 1)
    made.push(await enrol(url, operator, { role: 'display', name: `显示屏 ${place}` }))
  return made
}

/** Registers a terminal and types its single-use code, as on its own page. */
async function enrol(
  url: string,
  operator: Client,
  input: { role: 'kiosk' | 'pad' | 'display'; name: string; windowId?: string },
): Promise<TerminalCredential> {
  const { role, name, windowId = null } = input
  const { code } = await operator('addTerminal', {
    body: { role, name, windowId, zoneId: null, padWindows: [] },
  })
  const { token } = await createClient({ base: url })('enrolTerminal', { body: { code } })
  return { role, name, windowId, token }
}

/** Passwords are hashed in so many threads; more at once only wait, and their requests would time out. */
const hashedAtOnce = 4

async function inFours<One>(
  all: readonly One[],
  act: (one: One, index: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < all.length; from += hashedAtOnce)
    await Promise.all(all.slice(from, from + hashedAtOnce).map((one, place) => act(one, from + place)))
}
