import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { samVTiming } from '../driver/sam-v-reader.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { madeUpNumber, type TrayCard } from '../simulator/sam-v-cards.ts'
import { SimulatedSamVReader } from '../simulator/sam-v-reader.ts'
import { setUpBridge } from '../testing/bridge-bench.ts'
import { quickReader, setUpReader } from '../testing/card-bench.ts'
import { followDevices } from '../testing/device-events.ts'

/** What became of the cards that were laid. */
export interface CardSoakResult {
  readonly laid: number
  readonly read: number
  /** Lifted or spoilt before it was read, and said so. */
  readonly saidNotRead: number
  /** Lifted again before the reader was asked whether a card lies there: nobody can have seen it. */
  readonly neverSeen: number
  /** Told twice though it was laid once: must be none. */
  readonly readTwice: number
  /** Told while another one lay there: must be none. */
  readonly wrong: number
  /** Left to lie and never told of: must be none. */
  readonly lost: number
}

/** What happens to a card while it lies there. */
const fates = ['well', 'well', 'well', 'lifted', 'replaced', 'garbled', 'cable', 'power', 'late'] as const

/**
 * Lays many cards on a simulated reader at a serial line, each another person's; lifts and replaces some early, pulls
 * the cable, cuts the power, spoils and delays answers. Each must be told once or said not to be read, and never
 * another in its place.
 */
export async function soakCards(count: number, seed: number): Promise<CardSoakResult> {
  const random = randomOf(seed)
  const cards = Array.from({ length: count }, (_, n) => someone(n))
  const on = await setUpReader('a serial port', { cards, readingMs: 4 })
  const { device, reader } = on
  const heard: (string | null)[] = []
  reader.onCard((told) => {
    heard.push(told.what === 'read' ? told.card.person().idNumber : null)
    // A reader that loses its power later finds the same card once more, which is not this soak's question.
    if (told.what === 'read') device.faults.powerFailsAfterBytes = null
  })
  const result = { laid: 0, read: 0, saidNotRead: 0, neverSeen: 0, readTwice: 0, wrong: 0, lost: 0 }
  const isReady = () => reader.row().state === 'ready'
  for (let n = 0; n < count; n += 1) {
    await until(isReady, 5000)
    await wait(random(8))
    const fate = fates[random(fates.length)] ?? 'well'
    const [card, next] = [cards[n], cards[n + 1]]
    if (card === undefined) break
    const laid = [card]
    const from = heard.length
    const told = () => heard.length > from
    if (fate === 'late') device.lateCardMs = random(500)
    if (fate === 'garbled') device.faults.garbled = 1 + random(2)
    if (fate === 'power') device.faults.powerFailsAfterBytes = random(1400)
    device.lay(card.card)
    if (fate === 'lifted') {
      await wait(random(30))
      device.lift()
    } else if (fate === 'replaced' && next !== undefined) {
      await wait(random(30))
      device.lay(next.card)
      laid.push(next)
      n += 1
    } else if (fate === 'cable') {
      await wait(random(25))
      device.plug(false)
      await wait(random(20))
      device.plug(true)
    } else if (fate === 'power') {
      await until(() => told() || !device.powerOn, 200)
      device.faults.powerFailsAfterBytes = null
      device.power(true)
    }
    const last = numberOf(laid.at(-1))
    if (fate === 'replaced') await until(() => heard.includes(last, from) || heard.length > from + 1, 5000)
    else if (fate !== 'lifted') await until(told, 5000)
    device.lift()
    device.lateCardMs = 0
    device.faults.garbled = 0
    await movedOn(device)
    const mine = heard.slice(from)
    for (const one of laid) {
      result.laid += 1
      const times = mine.filter((number) => number === numberOf(one)).length
      const lay = fate !== 'lifted' && one === laid.at(-1)
      if (times > 0) result.read += 1
      else if (mine.includes(null)) result.saidNotRead += 1
      else if (lay) result.lost += 1
      else result.neverSeen += 1
      if (times > 1) result.readTwice += 1
    }
    result.wrong += mine.filter(
      (number) => number !== null && !laid.some((one) => numberOf(one) === number),
    ).length
    if (result.laid % 1000 < laid.length) process.stderr.write(`${result.laid} cards\n`)
  }
  const from = heard.length
  await wait(quickReader.owedMs)
  result.wrong += heard.length - from
  await on.close()
  return result
}

/** Milliseconds from a card laid until the page is told of it, and until its ticket is there. */
export interface CardLatency {
  readonly cards: number
  /** Of these, not read at the first try: the machine stood still in the middle of an answer. */
  readonly laidAgain: number
  readonly baudRate: number
  readonly laidToEventMs: Quantiles
  readonly laidToTicketMs: Quantiles
}

/**
 * Lays cards at any moment on a reader at a serial line of 115200 baud, behind a whole bridge with the delays that ship;
 * the page takes a ticket as soon as it is told. The hall is a stand-in that answers at once.
 */
export async function timeCards(count: number, seed: number): Promise<CardLatency> {
  const baudRate = 115_200
  const random = randomOf(seed)
  const folder = mkdtempSync(join(tmpdir(), 'card-line-'))
  const device = new SimulatedSamVReader()
  const port = openPtyPort(device, { link: join(folder, 'reader'), baudRate })
  const bench = await setUpBridge({
    readerTiming: samVTiming,
    devices: [
      {
        name: 'reader',
        kind: 'id-card-reader',
        driver: 'sam-v',
        transport: { serial: port.address, baudRate },
      },
    ],
  })
  const { heard, close } = await followDevices(bench.bridge.url)
  await until(() => bench.bridge.devices()[0]?.state === 'ready', 5000)
  const events: number[] = []
  const tickets: number[] = []
  let laidAgain = 0
  for (let n = 0; n < count; n += 1) {
    await wait(random(samVTiming.pollMs))
    const from = heard.length
    const laidAtMs = performance.now()
    device.lay('resident')
    const told = () => heard.slice(from).find(({ event }) => event === 'card' || event === 'card-trouble')
    await until(() => told() !== undefined, 8000, 1)
    const card = told()
    if (card === undefined) throw new Error('the page was told nothing of a card')
    if (card.event !== 'card') {
      laidAgain += 1
      device.lift()
      continue
    }
    const body = { queueId: 'queue-1', cardId: card.data['cardId'] }
    const taken = await bench.call('POST', '/api/v1/tickets', body)
    if (taken.status !== 201) throw new Error('no ticket came of the card')
    events.push(card.atMs - laidAtMs)
    tickets.push(performance.now() - laidAtMs)
    device.lift()
  }
  close()
  await bench.close()
  device.stop()
  await port.close()
  rmSync(folder, { recursive: true })
  return {
    cards: count,
    laidAgain,
    baudRate,
    laidToEventMs: quantiles(events),
    laidToTicketMs: quantiles(tickets),
  }
}

/** The driver asks for the next card: it has told all there was to tell of the last. */
async function movedOn(device: SimulatedSamVReader): Promise<void> {
  device.asked.length = 0
  await until(() => device.asked.filter((one) => one === 'find').length >= 2, 5000)
}

async function until(is: () => boolean, limitMs: number, stepMs = 2): Promise<void> {
  const endsAtMs = performance.now() + limitMs
  while (!is() && performance.now() < endsAtMs) await wait(stepMs)
}

function someone(n: number): TrayCard {
  const birth = `19${50 + (n % 50)}0${1 + (n % 9)}1${n % 9}`
  const idNumber = madeUpNumber(birth, Math.floor(n / 450) % 1000, `5001${80 + (n % 20)}`)
  const text = { type: 'resident', name: `样例${n}`, birth, idNumber, until: '长期' } as const
  return { card: `card-${n}`, kind: '居民身份证', name: text.name, about: '', text }
}

function numberOf(card: TrayCard | undefined): string {
  return card?.text.type === 'resident' ? (card.text.idNumber ?? '') : ''
}

function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

interface Quantiles {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0)
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      latency: { type: 'string', default: '300' },
    },
  })
  const latency = Number(values.latency)
  const timed = latency > 0 ? await timeCards(latency, Number(values.seed)) : null
  const soaked = await soakCards(Number(values.count), Number(values.seed))
  process.stdout.write(`${JSON.stringify({ ...soaked, ...timed })}\n`)
}
