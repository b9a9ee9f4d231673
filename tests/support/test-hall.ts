import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { type Client, createClient, ProblemError } from '../../contract/client.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import type { PrincipalKind } from '../../contract/routes.ts'
import { must } from '../../core/result.ts'
import { type RunningHall, startHall } from '../../hall/start.ts'

/** Real: the store, the hall, HTTP. Moved by hand: the clock. */
export interface TestHall {
  readonly running: RunningHall
  readonly folder: string
  /** Milliseconds that the hall's clock is ahead of (or behind) where it began. */
  advance(ms: number): void
  setClock(ms: number): void
  now(): number
  /** A client of one of the demonstration's people, terminals, or of nobody. */
  as(who: PrincipalKind | `account:${string}` | `pad:${string}`): Promise<Client>
  token(who: PrincipalKind | `account:${string}` | `pad:${string}`): Promise<string | null>
  client(token: string | null): Client
  /** Ids by what people see: a queue's prefix, a window's number. */
  queueId(prefix: string): string
  windowId(number: string): string
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface TestHallOptions {
  readonly startMs?: number
  readonly maxPages?: number
  readonly folder?: string
  readonly fresh?: 'demonstration' | 'empty'
  /** Silent unless told. */
  readonly log?: Logger
}

/** Tuesday 24 November 2026, 10:00 in China: a working day. */
export const aWorkingMorning = Date.UTC(2026, 10, 24, 2, 0, 0)

/** Starts a demonstration hall in a folder of its own, in this process. */
export async function startTestHall(options: TestHallOptions = {}): Promise<TestHall> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'govhall-test-'))
  let now = options.startMs ?? aWorkingMorning
  const open = async () => {
    const started = await startHall({
      folder,
      port: 0,
      host: '127.0.0.1',
      pagesFolder: join(import.meta.dirname, '..', '..', 'dist', 'pages'),
      log: options.log ?? pino({ level: 'silent' }),
      fresh: options.fresh ?? 'demonstration',
      clock: () => now,
      ...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }),
    })
    if (!started.ok) throw new Error(started.problem.message)
    return started.value
  }
  let running = await open()
  const tokens = new Map<string, string>()
  const demonstration = () => must(running.demonstration, 'a test hall is a demonstration')
  const client = (token: string | null) =>
    createClient({ base: running.url, ...(token === null ? {} : { token }) })

  const token: TestHall['token'] = async (who) => {
    const known = tokens.get(who)
    if (known !== undefined) return known
    if (who === 'anyone') return null
    const found = await findToken(who)
    tokens.set(who, found)
    return found
  }
  const findToken = async (who: string): Promise<string> => {
    const { terminals, accounts } = demonstration()
    if (who === 'kiosk')
      return must(
        terminals.find((one) => one.name === 'spare'),
        'the spare kiosk',
      ).token
    if (who === 'display')
      return must(
        terminals.find((one) => one.role === 'display'),
        'a display',
      ).token
    if (who === 'pad' || who.startsWith('pad:')) {
      const windowId = who === 'pad' ? hall.windowId('1') : hall.windowId(who.slice(4))
      return must(
        terminals.find((one) => one.role === 'pad' && one.windowId === windowId),
        'a pad',
      ).token
    }
    if (who === 'booking') {
      const { bookingUrl } = await client(null)('book', { body: await anyBooking(client(null)) })
      return must(bookingUrl.split('#')[1], 'a booking’s page has its secret')
    }
    if (who === 'phone') {
      const kiosk = await hall.as('kiosk')
      const { phoneUrl } = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
      return must(phoneUrl.split('#')[1], 'a phone address has its secret')
    }
    const account = who.startsWith('account:')
      ? who.slice(8)
      : must(
          accounts.find((one) => one.roles.some((role) => role === who)),
          who,
        ).account
    const { password } = must(
      accounts.find((one) => one.account === account),
      account,
    )
    return (await client(null)('signIn', { body: { account, password } })).token
  }

  const hall: TestHall = {
    get running() {
      return running
    },
    folder,
    advance: (ms) => {
      now += ms
    },
    setClock: (ms) => {
      now = ms
    },
    now: () => now,
    as: async (who) => client(await token(who)),
    token,
    client,
    queueId: (prefix) =>
      must(
        running.hall.db
          .prepare<[string], { id: string }>('SELECT id FROM queues WHERE prefix = ?')
          .get(prefix),
        `queue ${prefix}`,
      ).id,
    windowId: (number) =>
      must(
        running.hall.db
          .prepare<[string], { id: string }>('SELECT id FROM windows WHERE number = ?')
          .get(number),
        `window ${number}`,
      ).id,
    async restart() {
      await running.stop()
      running = await open()
    },
    async stop() {
      await running.stop()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
  return hall
}

/** A slot that is free now, asked for by somebody whom no other test knows. */
async function anyBooking(anyone: Client) {
  const item = must((await anyone('bookableItems', {})).items[0], 'something that can be booked')
  const { days } = await anyone('bookableDays', { params: { id: item.id } })
  const { day } = must(days.at(-1), 'a day ahead')
  const { slots } = await anyone('bookableSlots', { params: { id: item.id }, query: { day } })
  const { start } = must(slots.at(-1), 'a slot')
  return { itemId: item.id, day, start, idNumber: 'B00000001' }
}

/** The code with which a call was refused; fails when it was not. */
export async function refusedWith(call: Promise<unknown>): Promise<ProblemCode> {
  try {
    const answer = await call
    throw new Error(`was not refused: ${JSON.stringify(answer)}`)
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
}
