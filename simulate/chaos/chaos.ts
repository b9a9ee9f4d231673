import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { must } from '../../core/result.ts'
import { openStore } from '../../db/open.ts'
import type { Break } from '../book-names.ts'
import { checkBooks } from '../books.ts'
import { KioskClient } from '../clients/kiosk.ts'
import { type Acknowledged, Ledger } from '../clients/ledger.ts'
import { Line } from '../clients/line.ts'
import { type Cast, castOf, credentialsShape, type TerminalCredential } from '../credentials.ts'
import { readDayEnd } from '../day-end.ts'
import { openOverNoon, planDay } from '../day-plan.ts'
import { lookOver } from '../hall-shape.ts'
import { type MadeUpDay, runMadeUpDay } from '../made-up-day.ts'
import { chanceFrom } from '../reference/chance.ts'
import { HallKeeper } from './hall-keeper.ts'
import { historyOf, type Settlement, settle } from './settle.ts'

/** How a hall is to be troubled. */
export interface ChaosOptions {
  /** An empty folder, for the store and what the processes leave. */
  readonly folder: string
  /** How often the hall is killed. */
  readonly kills: number
  readonly seed: number
  /** Visits of each day; 400 unless told. */
  readonly visits?: number
  onProgress?(progress: ChaosProgress): void
  /** What happens to the store while no hall runs on it; tests show with it that a loss is found. */
  whileDead?(dataFolder: string): void
}

export interface ChaosProgress {
  readonly kills: number
  readonly days: number
  readonly acknowledged: number
}

/** What came of it. */
export interface Chaos extends Settlement {
  readonly kills: number
  readonly days: number
  /** Requests that clients sent again. */
  readonly retries: number
  readonly reconnections: number
  /** Milliseconds from a kill until the next hall was ready: the middle one and the longest. */
  readonly awayMs: { readonly p50: number; readonly max: number }
  /** Of the first offending ticket; null when there is none. */
  readonly history: string | null
}

const usualVisits = 400
/** People who press and change their mind, so that in every life something is being written. */
const pressing = 3
const pressEveryMs = 10
/** A life ends after at most so many changes, so that there is something to lose in each, or after so long. */
const mostChanges = 60
const longestLifeMs = 1500
/** Between seeing that enough has changed and the kill, at most. */
const longestPauseMs = 20
/** The next hall is there in a second or less: clients ask more often than in a hall, so that lives can be short. */
const retryMostMs = 150
/** Of the kills, the share that waits for the very next write, and the share that hits a hall as it starts. */
const inAWrite = 0.5
const atTheStart = 0.1
const longestStartMs = 120
/** Nobody was told of a change for so long, a hundred times what a restart takes: somebody waits for what never comes. */
const standstillMs = 45_000

/**
 * Plays made-up days in a hall that is killed again and again at moments drawn from the seed: at any time, in the
 * middle of a write, while it starts. Its clients go on by themselves. The books of each day are checked at its end, and
 * at last what clients were told is held against the store.
 */
export async function runChaos(options: ChaosOptions): Promise<Chaos> {
  const data = join(options.folder, 'data')
  mkdirSync(options.folder, { recursive: true })
  const keeper = await HallKeeper.on(data)
  const ledger = new Ledger()
  const tally: Tally = { kills: 0, days: 0, away: [], breaks: [] }
  const faults: string[] = []
  try {
    await keeper.revive()
    const { cast, rush } = castIn(data)
    const calm = new AbortController()
    const over = new AbortController()
    // Whoever cannot go on is a finding; what clients were told until then is settled all the same.
    const orFind = (who: string, work: Promise<void>) =>
      work.catch((error: unknown) => {
        if (over.signal.aborted) return
        faults.push(`${who} could not go on: ${error instanceof Error ? error.message : String(error)}`)
        over.abort()
        calm.abort()
      })
    const playing = { url: keeper.url, cast, rush, ledger, calm: calm.signal, over: over.signal }
    const all = Promise.all([
      orFind(
        'the hall',
        killAgainAndAgain(keeper, options, tally, playing).finally(() => calm.abort()),
      ),
      orFind('the rush', pressAgainAndAgain(playing)),
      orFind('the day', playDays(playing, options, tally)),
    ])
    await orFind('the run', standsStill(ledger, all))
    // Whoever waits for a hall that does not come must hear that it never will.
    if (over.signal.aborted) await keeper.end()
    await all
  } finally {
    await keeper.end()
  }
  const { kills, days, away } = tally
  return {
    kills,
    days,
    retries: ledger.retries,
    reconnections: ledger.reconnections,
    awayMs: middleAndMost(away),
    ...settleIn(data, ledger.acknowledged, tally.breaks, faults),
  }
}

/** Comes back when the run is over; throws when nobody was told of anything for too long. */
async function standsStill(ledger: Ledger, run: Promise<unknown>): Promise<void> {
  for (;;) {
    const before = ledger.acknowledged.length
    const pause = new AbortController()
    const still = sleep(standstillMs, true, { signal: pause.signal }).catch(() => false)
    const ended = !(await Promise.race([still, run.then(() => false)]))
    pause.abort()
    if (ended) return
    if (ledger.acknowledged.length === before)
      throw new Error(`nobody was told of anything for ${standstillMs / 1000} s`)
  }
}

interface Tally {
  kills: number
  days: number
  away: number[]
  /** What the books of the days found. */
  breaks: Break[]
}

/** What the days, the rush and the killing have in common. */
interface Playing {
  readonly url: string
  readonly cast: Cast
  /** The kiosk that is pressed without end; the days have others, so that their books know whose tickets are theirs. */
  readonly rush: TerminalCredential
  readonly ledger: Ledger
  /** The last kill is over. */
  readonly calm: AbortSignal
  /** Something could not go on: everything ends. */
  readonly over: AbortSignal
}

async function killAgainAndAgain(
  keeper: HallKeeper,
  options: ChaosOptions,
  tally: Tally,
  { ledger, over }: Playing,
): Promise<void> {
  const chance = chanceFrom(options.seed)
  while (tally.kills < options.kills && !over.aborted) {
    await changes(ledger, 1 + Math.floor(chance() * mostChanges))
    await sleep(chance() * longestPauseMs)
    const kind = chance()
    if (kind < inAWrite) await keeper.nextWrite(longestLifeMs)
    await keeper.kill()
    const diedMs = performance.now()
    tally.kills += 1
    options.whileDead?.(keeper.folder)
    if (kind > 1 - atTheStart && tally.kills < options.kills) {
      await keeper.dieWhileStarting(chance() * longestStartMs)
      tally.kills += 1
    }
    await keeper.revive()
    tally.away.push(performance.now() - diedMs)
    options.onProgress?.({
      kills: tally.kills,
      days: tally.days,
      acknowledged: ledger.acknowledged.length,
    })
  }
}

/** Comes back when clients were told of so many more changes, or after the longest life. */
async function changes(ledger: Ledger, more: number): Promise<void> {
  const enough = ledger.acknowledged.length + more
  const latestMs = performance.now() + longestLifeMs
  while (ledger.acknowledged.length < enough && performance.now() < latestMs) await sleep(2)
}

/** A rush at the kiosks: tickets are taken and given back until the last kill is over. */
async function pressAgainAndAgain({ url, rush, ledger, calm, over }: Playing): Promise<void> {
  const { token } = rush
  await Promise.all(
    Array.from({ length: pressing }, async (_, index) => {
      const name = `rush ${index + 1}`
      const kiosk = new KioskClient({ name, url, token, ledger, retryMostMs, signal: over })
      const { queues } = await kiosk.hall()
      for (let turn = index; !calm.aborted; turn += 1) {
        const queue = must(queues[turn % queues.length], 'a hall has a queue')
        const ticket = await kiosk.take({ queueId: queue.id, itemIds: [], class: 'ordinary' })
        if (ticket) await kiosk.cancel(ticket.id)
        await sleep(pressEveryMs)
      }
      await kiosk.close()
    }),
  )
}

/** Day after day; the last one begins before the last kill and is played to its end in peace. */
async function playDays(playing: Playing, options: ChaosOptions, tally: Tally): Promise<void> {
  const { url, cast, ledger, calm, over } = playing
  const { name, token } = must(cast.kiosks[0], 'a cast has a kiosk')
  do {
    const line = new Line({ name, url, token, ledger, retryMostMs, signal: over })
    const hall = await lookOver(line.call, (id) => cast.clerks.has(id), null)
    await line.close()
    const plan = planDay(hall.shape, {
      visits: options.visits ?? usualVisits,
      seed: options.seed + tally.days,
      open: openOverNoon,
    })
    const day = await runMadeUpDay({ url, cast, plan, hall, ledger, retryMostMs, signal: over })
    tally.breaks.push(...(await breaksOf(playing, day)))
    await day.leave()
    tally.days += 1
  } while (!calm.aborted)
}

/**
 * What is wrong with the books of a day that is over, while the hall is still being killed. A rating may lapse between
 * two of the answers that are compared: what is wrong by that is right when it is read again.
 */
async function breaksOf({ url, cast, over }: Playing, day: MadeUpDay): Promise<Break[]> {
  const read = async () => checkBooks(await readDayEnd({ url, retryMostMs, signal: over }, cast, day))
  const breaks = await read()
  return breaks.length === 0 ? breaks : read()
}

function castIn(folder: string): Pick<Playing, 'cast' | 'rush'> {
  const credentials = credentialsShape.parse(
    JSON.parse(readFileSync(join(folder, 'demonstration.json'), 'utf8')),
  )
  const cast = castOf(credentials)
  if (!cast.ok) throw new Error(cast.problem)
  const { kiosks } = cast.value
  const rush = credentials.terminals.find(
    (one) => one.role === 'kiosk' && kiosks.every(({ token }) => token !== one.token),
  )
  return { cast: cast.value, rush: must(rush, 'a demonstration has a kiosk besides the spare one') }
}

function settleIn(
  folder: string,
  acknowledged: readonly Acknowledged[],
  breaks: readonly Break[],
  before: readonly string[],
): Settlement & Pick<Chaos, 'history'> {
  const store = openStore(folder, { lock: true })
  if (!store.ok) throw new Error(store.problem.message)
  const { db } = store.value
  try {
    const settled = settle(db, acknowledged)
    const found = breaks.map(({ book, seq, says }) => `${book}${seq === null ? '' : ` #${seq}`}: ${says}`)
    const faults = [...settled.faults, ...found, ...before]
    const offender = settled.offender ?? breaks.find(({ ticketId }) => ticketId !== null)?.ticketId ?? null
    return {
      ...settled,
      faults,
      balanced: faults.length === 0,
      history: offender === null ? null : historyOf(db, acknowledged, offender),
    }
  } finally {
    store.value.close()
  }
}

function middleAndMost(values: readonly number[]): { p50: number; max: number } {
  const sorted = values.toSorted((left, right) => left - right)
  return {
    p50: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    max: Math.round(sorted.at(-1) ?? 0),
  }
}
