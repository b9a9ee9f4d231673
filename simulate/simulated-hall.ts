import { randomBytes } from 'node:crypto'
import { type Client, createClient } from '../contract/client.ts'
import type { HallSettings, OpeningHours } from '../contract/shapes.ts'
import { must } from '../core/result.ts'
import { runDue } from '../hall/day/schedule.ts'
import { type RunningHall, startHall } from '../hall/start.ts'
import { createLogger } from '../web/logger.ts'
import { throwAwayFolder } from './throw-away-folder.ts'
import { byPrefix, type WindowPlan } from './window-plan.ts'

/** A window of the simulated hall with the clerk who works at it. */
export interface Desk {
  readonly id: string
  readonly number: string
  readonly queueIds: readonly string[]
  /** The clerk's client; signed in anew when the session would end. */
  clerk(): Promise<Client>
}

/** A hall on a simulated clock, reached by its front door alone. */
export interface SimulatedHall {
  readonly running: RunningHall
  readonly settings: HallSettings
  readonly kiosk: Client
  /** In the order of their numbers, closed. */
  readonly desks: readonly Desk[]
  /** Ids by prefix. */
  readonly queueIds: ReadonlyMap<string, string>
  auditor(): Promise<Client>
  setClock(ms: number): void
  /** What the hall does by its clock alone: it has a timer for it, which knows real time only. */
  housekeep(): Promise<void>
  stop(): Promise<void>
}

const alwaysOpen: OpeningHours = {
  alwaysOpen: true,
  onHolidays: true,
  week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
  lastTicketMinutes: 0,
}
/** The longest session that a hall allows; a simulated day may be longer. */
const sessionHours = 24
const signInAgainAfterMs = (sessionHours - 1) * 3_600_000
/** Passwords are hashed in so many threads; more at once only wait, and their requests would time out. */
const accountsAtOnce = 4

/** Starts a hall on an empty store in a folder of its own and sets it up as its operator and administrator would. */
export async function startSimulatedHall(
  windows: readonly WindowPlan[],
  prefixes: ReadonlySet<string>,
  startMs: number,
): Promise<SimulatedHall> {
  const { folder, remove } = throwAwayFolder()
  let nowMs = startMs
  const log = createLogger('hall')
  log.level = 'warn'
  const started = await startHall({
    folder,
    port: 0,
    host: '127.0.0.1',
    pagesFolder: folder,
    log,
    fresh: 'empty',
    clock: () => nowMs,
    // Whoever was measured was served, however late.
    forgetsAfterMs: Number.POSITIVE_INFINITY,
  })
  if (!started.ok) throw new Error(started.problem.message)
  const running = started.value
  const stop = async () => {
    await running.stop()
    remove()
  }
  try {
    const people = peopleOf(running.url, () => nowMs)
    const { settings, queueIds, desks, kiosk } = await setUp(running, people, windows, prefixes)
    return {
      running,
      settings,
      kiosk,
      desks,
      queueIds,
      auditor: people.client('auditor'),
      setClock(ms) {
        nowMs = ms
      },
      housekeep: () => runDue(running.hall),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Accounts with random passwords that nobody needs to know, and clients that stay signed in. */
function peopleOf(base: string, now: () => number) {
  const passwords = new Map<string, string>()
  return {
    newPassword(account: string): string {
      const password = randomBytes(18).toString('base64url')
      passwords.set(account, password)
      return password
    },
    client(account: string): () => Promise<Client> {
      let signedIn: { client: Client; atMs: number } | null = null
      return async () => {
        if (signedIn === null || now() - signedIn.atMs >= signInAgainAfterMs) {
          const password = must(passwords.get(account), `${account} was registered with a password`)
          const { token } = await createClient({ base })('signIn', { body: { account, password } })
          signedIn = { client: createClient({ base, token }), atMs: now() }
        }
        return signedIn.client
      }
    },
  }
}

async function setUp(
  running: RunningHall,
  people: ReturnType<typeof peopleOf>,
  windows: readonly WindowPlan[],
  prefixes: ReadonlySet<string>,
) {
  const base = running.url
  await createClient({ base })('setUp', {
    body: {
      code: must(running.setUpCode, 'an empty store has a set-up code'),
      hallName: '模拟大厅',
      operator: { account: 'operator', name: '运维', password: people.newPassword('operator') },
      administrator: {
        account: 'administrator',
        name: '管理员',
        password: people.newPassword('administrator'),
      },
    },
  })
  const operator = await people.client('operator')()
  const administrator = await people.client('administrator')()
  const { settings: found } = await operator('settings')
  const { settings } = await operator('saveSettings', {
    body: {
      // The day ends when the last customer is served, past midnight if need be.
      rules: { ...found.rules, endOfDay: null },
      signIn: { ...found.signIn, sessionHours },
    },
  })
  const queueIds = new Map<string, string>()
  for (const prefix of [...prefixes].sort(byPrefix)) {
    const { id } = await operator('addQueue', {
      body: { name: `${prefix} 队列`, prefix, switchedOn: true, hours: alwaysOpen },
    })
    queueIds.set(prefix, id)
  }
  const desks: Desk[] = []
  for (const { number, queues } of windows) {
    const ids = queues.map((prefix) => must(queueIds.get(prefix), 'every queue was made above'))
    const { id } = await operator('addWindow', {
      body: { number, name: `${number} 号窗口`, zoneId: null, queueIds: ids },
    })
    desks.push({ id, number, queueIds: ids, clerk: people.client(`w${number.padStart(3, '0')}`) })
  }
  const register = (account: string, role: 'staff' | 'auditor', windowId: string | null) =>
    administrator('addStaff', {
      body: {
        account,
        name: account,
        post: '',
        promise: '',
        partyMember: false,
        roles: [role],
        windowId,
        zoneId: null,
        active: true,
        password: people.newPassword(account),
      },
    })
  await register('auditor', 'auditor', null)
  for (let from = 0; from < desks.length; from += accountsAtOnce)
    await Promise.all(
      desks.slice(from, from + accountsAtOnce).map(async ({ id, number, clerk }) => {
        await register(`w${number.padStart(3, '0')}`, 'staff', id)
        await clerk()
      }),
    )
  const { code } = await operator('addTerminal', {
    body: { role: 'kiosk', name: '自助取号机', windowId: null, zoneId: null, padWindows: [] },
  })
  const { token } = await createClient({ base })('enrolTerminal', { body: { code } })
  return { settings, queueIds, desks, kiosk: createClient({ base, token }) }
}
