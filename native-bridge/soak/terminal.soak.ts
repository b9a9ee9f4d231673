import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { bridgeConfig } from '../../contract/bridge.ts'
import type { DisplayView } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { startBridge } from '../bridge.ts'
import { textOf } from '../codec/escpos-decoder.ts'
import { readPadProfile } from '../codec/pad-profile.ts'
import { stripFor } from '../screens/strip-words.ts'
import { SimulatedEscposPrinter } from '../simulator/escpos-printer.ts'
import { a090End } from '../simulator/led-end.ts'
import { SimulatedLedScreens } from '../simulator/led-screens.ts'
import { SimulatedPadBus } from '../simulator/pad-bus.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { SimulatedSamVReader } from '../simulator/sam-v-reader.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { chanceFrom } from '../testing/chance.ts'
import { followDevices } from '../testing/device-events.ts'
import { type FakeHall, startFakeHall } from '../testing/fake-hall.ts'
import { madeUpPerson } from '../testing/made-up-people.ts'

/** What a soak found: an empty list of wrongs is a pass. */
export interface TerminalSoak {
  readonly rounds: number
  readonly tickets: number
  readonly printed: number
  readonly failed: number
  readonly unknown: number
  readonly cards: number
  readonly presses: number
  readonly notAcknowledged: number
  readonly ratings: number
  /** From the cables' return until every device was in service again. */
  readonly slowestBackMs: number
  readonly wrongs: readonly string[]
  readonly seconds: number
}

const windows = ['w1', 'w2'] as const
const strip = { columns: 16, lines: 1 }
/** A frame that comes again within the profile's second counts as sent again: nobody presses the same key faster. */
const samePressMs = 1100
const backLimitMs = 2000
const ticketAnswer = z.object({ id: z.string(), print: z.object({ state: z.string() }) })
const cardEvent = z.object({ cardId: z.string(), nameMasked: z.string() })

/**
 * One terminal with a printer, a card reader, pads and screens, whose cables are all pulled at once and put back, again
 * and again, while tickets are taken, windows are worked with pads alone, and screens change. Real: the bridge with its
 * delays of a hall, PTYs, TCP, HTTP. Stand-ins: the hall, the devices.
 */
export async function soakTerminal(rounds: number, seed: number): Promise<TerminalSoak> {
  const chance = chanceFrom(seed)
  const random = (below: number) => Math.floor(chance() * below)
  const folder = mkdtempSync(join(tmpdir(), 'terminal-soak-'))
  const hall = await startFakeHall()
  for (const window of windows) hall.pads.open(window, 100_000)
  const devices = makeSimulators(rounds)
  const { printer, reader, bus, strips } = devices
  const all = [printer, reader, bus, strips]
  const link = (name: string) => join(folder, 'by-id', name)
  const ports = [
    openPtyPort(printer, { link: link('printer') }),
    openPtyPort(reader, { link: link('reader') }),
    openPtyPort(bus, { link: link('pads') }),
    await openTcpPort(strips),
  ]
  const started = await startBridge(
    bridgeConfig.parse({
      hall: hall.url,
      token: hall.token,
      port: 0,
      data: join(folder, 'data'),
      role: 'kiosk',
      devices: configOf(
        devices,
        ports.map(({ address }) => address),
      ),
    }),
    { log: pino({ level: 'silent' }) },
  )
  const bridge = must(started.ok ? started.value : null, 'the bridge starts')
  const page = await followDevices(bridge.url)
  const beganMs = performance.now()
  const wrongs: string[] = []
  const floor = new Map<string, number>()
  const keys: string[] = []
  let [slowestBackMs, cards] = [0, 0]
  printer.onPaper((_, cut) => {
    if (!cut) return
    const number = printer.papers
      .at(-1)
      ?.lines.map(textOf)
      .find((text) => /^A\d{3}$/.test(text))
    if (number !== undefined) floor.set(number, (floor.get(number) ?? 0) + 1)
  })
  const allReady = () => bridge.devices().every(({ state }) => state === 'ready')
  const desks = windows.map((window, at) => new PadDesk(hall, bus, window, at + 1, chance))

  /** Takes a ticket as the kiosk's page does: the same press again where no answer came. */
  async function takeTicket(cardId?: string): Promise<void> {
    const key = uuidv7()
    keys.push(key)
    if (random(10) === 0) hall.loseNextAnswer = true
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const answer = await fetch(`${bridge.url}/api/v1/tickets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ queueId: 'q', ...(cardId === undefined ? {} : { cardId }) }),
      })
      const body: unknown = await answer.json()
      if (answer.status === 201) return void ticketAnswer.parse(body)
    }
    wrongs.push(`no ticket for ${key}`)
  }

  /** Lays the next person's card and takes the ticket by it. */
  async function takeByCard(turn: number): Promise<void> {
    page.heard.length = 0
    reader.lay(`card-${turn}`)
    const laidAtMs = performance.now()
    const read = () => page.heard.findLast(({ event }) => event === 'card')
    await until(() => read() !== undefined, backLimitMs)
    const card = read()
    reader.lift()
    if (card === undefined) return void wrongs.push(`card ${turn} was not read in ${backLimitMs} ms`)
    cards += 1
    await takeTicket(cardEvent.parse(card.data).cardId)
    if (performance.now() - laidAtMs > 5000) wrongs.push(`card ${turn} took more than five seconds`)
  }

  const shows = (turn: number) => {
    hall.display = displayOf(turn)
    hall.publish('ticket-called', {})
  }
  const unlike = () => {
    const view = must(hall.display, 'it was set')
    return view.windows.filter(
      (window, at) => strips.seen(at + 1) !== stripFor(window, [], Date.now(), strip).lines[0],
    )
  }

  try {
    await until(allReady, 10_000)
    for (let turn = 0; turn < rounds; turn += 1) {
      shows(turn * 3)
      const working = [
        ...desks.map((desk) => desk.work(2)),
        wait(random(40)).then(() => takeTicket()),
        wait(random(40)).then(() => takeTicket()),
      ]
      await wait(random(60))
      for (const device of all) device.plug(false)
      shows(turn * 3 + 1)
      await wait(20 + random(400))
      for (const device of all) device.plug(true)
      const backAtMs = performance.now()
      await until(allReady, 10_000)
      slowestBackMs = Math.max(slowestBackMs, performance.now() - backAtMs)
      if (!allReady())
        wrongs.push(`round ${turn}: ${bridge.devices().map(({ name, state }) => `${name} ${state}`)}`)
      await Promise.all(working)
      await takeByCard(turn)
      shows(turn * 3 + 2)
      await until(() => unlike().length === 0, backLimitMs)
      for (const { number } of unlike())
        wrongs.push(`round ${turn}: the screen of window ${number} is behind`)
    }
    const ids = [...hall.issued.values()]
    const stateOf = async (id: string) =>
      ticketAnswer.parse(await (await fetch(`${bridge.url}/api/v1/tickets/${id}`)).json()).print.state
    const ends = (id: string) => hall.reports.filter((report) => report.startsWith(`print ${id} `))
    await until(() => ids.every((id) => ends(id).length > 0), 20_000)
    const states = { printed: 0, failed: 0, unknown: 0 }
    for (const id of ids) {
      const state = await stateOf(id)
      const papers = floor.get(`A${id.slice(-3)}`) ?? 0
      if (state === 'printed' || state === 'failed' || state === 'unknown') states[state] += 1
      else wrongs.push(`${id} ended as ${state}`)
      if (papers > 1) wrongs.push(`${id} lies there ${papers} times`)
      if (state === 'printed' && papers !== 1) wrongs.push(`${id} was called printed and is not there`)
      if (ends(id).length !== 1) wrongs.push(`the hall heard of ${id}: ${ends(id).join(', ')}`)
    }
    if (ids.length !== keys.length) wrongs.push(`${keys.length} presses made ${ids.length} tickets`)
    for (const desk of desks) wrongs.push(...(await desk.account()))
    return {
      rounds,
      tickets: ids.length,
      ...states,
      cards,
      presses: sum(desks.map(({ presses }) => presses)),
      notAcknowledged: sum(desks.map(({ notAcknowledged }) => notAcknowledged)),
      ratings: hall.pads.ratings.length,
      slowestBackMs: Math.round(slowestBackMs),
      wrongs,
      seconds: Math.round((performance.now() - beganMs) / 1000),
    }
  } finally {
    page.close()
    await bridge.close()
    for (const device of all) device.stop()
    for (const port of ports) await port.close()
    await hall.close()
    rmSync(folder, { recursive: true })
  }
}

/** A window that is worked by its pads alone, and what was pressed there. */
class PadDesk {
  presses = 0
  notAcknowledged = 0
  readonly #hall: FakeHall
  readonly #bus: SimulatedPadBus
  readonly #window: string
  readonly #address: number
  readonly #chance: () => number
  readonly #pressed = new Map<string, { pressed: number; acknowledged: number }>()
  readonly #rated = new Map<string, boolean>()
  /** A press that nobody acknowledged may yet be done: the next waits until it would be another. */
  #settlesAtMs = 0
  #ratedAtMs = Number.NEGATIVE_INFINITY

  constructor(hall: FakeHall, bus: SimulatedPadBus, window: string, address: number, chance: () => number) {
    this.#hall = hall
    this.#bus = bus
    this.#window = window
    this.#address = address
    this.#chance = chance
  }

  /** Presses what is next at this window, so many times. */
  async work(times: number): Promise<void> {
    for (let left = times; left > 0; left -= 1) {
      await wait(Math.max(this.#chance() * 30, this.#settlesAtMs - performance.now()))
      const desk = this.#hall.pads.desk(this.#window)
      const inHand = desk?.inHand
      const act =
        inHand === null || inHand === undefined ? 'call' : inHand.state === 'called' ? 'start' : 'finish'
      const before = this.#heard(act)
      const acknowledged = await this.#press(this.#address, 'call-pad', act)
      const tally = this.#pressed.get(act) ?? { pressed: 0, acknowledged: 0 }
      this.#pressed.set(act, {
        pressed: tally.pressed + 1,
        acknowledged: tally.acknowledged + (acknowledged ? 1 : 0),
      })
      if (acknowledged) await until(() => this.#heard(act) > before, 5000)
      if (act === 'finish' && acknowledged && inHand) await this.#rate(inHand.ticketId)
    }
  }

  /** What must not be: presses that were lost or doubled, ratings that are not as they were pressed. */
  async account(): Promise<string[]> {
    const owed = [...this.#rated].filter(([, acknowledged]) => acknowledged)
    const kept = (ticketId: string) => this.#hall.pads.ratings.filter((one) => one.ticketId === ticketId)
    await until(() => owed.every(([ticketId]) => kept(ticketId).length > 0), 5000)
    return [
      ...[...this.#pressed].flatMap(([act, { pressed, acknowledged }]) => {
        const heard = this.#heard(act)
        return heard < acknowledged || heard > pressed
          ? [`${this.#window} ${act}: pressed ${pressed}, acknowledged ${acknowledged}, heard ${heard}`]
          : []
      }),
      ...[...this.#rated].flatMap(([ticketId, acknowledged]) => {
        const ratings = kept(ticketId)
        const right = ratings.length === 1 || (ratings.length === 0 && !acknowledged)
        return right && ratings.every(({ level }) => level === 'satisfied') ? [] : [`rating of ${ticketId}`]
      }),
    ]
  }

  async #rate(ticketId: string): Promise<void> {
    const rater = this.#address + 128
    await until(() => this.#bus.pad(rater, 'rating-pad').asking, 1500)
    await wait(Math.max(0, this.#ratedAtMs + samePressMs - performance.now()))
    this.#rated.set(ticketId, await this.#press(rater, 'rating-pad', 'satisfied'))
    this.#ratedAtMs = performance.now()
  }

  async #press(address: number, is: 'call-pad' | 'rating-pad', key: string): Promise<boolean> {
    const before = this.#bus.pad(address, is).acknowledged
    await until(() => this.#bus.press(address, key), 5000)
    this.presses += 1
    await until(() => this.#bus.pad(address, is).unacknowledged === null, 5000)
    const acknowledged = this.#bus.pad(address, is).acknowledged > before
    if (!acknowledged) {
      this.notAcknowledged += 1
      this.#settlesAtMs = performance.now() + samePressMs
    }
    return acknowledged
  }

  #heard(act: string): number {
    const { presses, refused } = this.#hall.pads
    return [...presses, ...refused].filter((one) => one.windowId === this.#window && one.act === act).length
  }
}

function makeSimulators(people: number) {
  const read = readPadProfile('qs')
  const profile = must(read.ok ? read.value : null, 'qs ships')
  const pads = windows.flatMap((windowId, at) => [
    { address: at + 1, windowId, is: 'call-pad' as const },
    { address: at + 129, windowId, is: 'rating-pad' as const },
  ])
  const screens = windows.map((windowId, at) => ({ address: at + 1, windowId }))
  return {
    printer: new SimulatedEscposPrinter({ speedMmPerSecond: 6000, paperMm: 1e9 }),
    reader: new SimulatedSamVReader({
      cards: Array.from({ length: people }, (_, n) => madeUpPerson(n)),
      readingMs: 4,
    }),
    bus: new SimulatedPadBus({ kind: 'call-pad', profile, pads, resendMs: 150, resends: 5 }),
    strips: new SimulatedLedScreens(a090End(strip), { screens, bootMs: 50 }),
    pads,
    screens,
  }
}

function configOf(
  { pads, screens }: ReturnType<typeof makeSimulators>,
  [printer, reader, bus, strips]: readonly string[],
): object[] {
  const serial = (port: string | undefined) => ({ serial: port, baudRate: 115_200 })
  return [
    { name: 'printer', kind: 'ticket-printer', driver: 'escpos', transport: serial(printer) },
    { name: 'reader', kind: 'id-card-reader', driver: 'sam-v', transport: serial(reader) },
    { name: 'pads', kind: 'call-pad', driver: 'frames', profile: 'qs', pads, transport: serial(bus) },
    { name: 'strips', kind: 'led-screen', driver: 'a090', columns: 16, screens, transport: { tcp: strips } },
  ]
}

/** What a display sees: each window serves another number. */
function displayOf(turn: number): DisplayView {
  return {
    hallName: '大厅',
    hallNameEn: 'Hall',
    timeZone: 'Asia/Shanghai',
    calls: [],
    missed: [],
    windows: windows.map((id, at) => ({
      id,
      number: String(at + 1),
      name: '综合窗口',
      zoneId: null,
      state: 'open',
      pauseReason: null,
      staffName: null,
      queueNames: [],
      numberInHand: `A${String((turn * 2 + at) % 1000).padStart(3, '0')}`,
      handState: 'serving',
    })),
    zones: [],
    queues: [],
    now: new Date().toISOString(),
    seq: 1,
    epoch: 'e',
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

async function until(is: () => boolean, limitMs: number): Promise<void> {
  const beganMs = performance.now()
  while (!is() && performance.now() - beganMs < limitMs) await wait(3)
}
