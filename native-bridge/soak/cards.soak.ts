import { setTimeout as wait } from 'node:timers/promises'
import type { TrayCard } from '../simulator/sam-v-cards.ts'
import type { SimulatedSamVReader } from '../simulator/sam-v-reader.ts'
import { type CardWay, quickReader, setUpReader } from '../testing/card-bench.ts'
import { madeUpPerson } from '../testing/made-up-people.ts'

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
  /** Found and selected, then lifted, and never told of: whoever laid it waits for nothing. Must be none. */
  readonly swallowed: number
}

/** What happens to a card while it lies there. */
const fates = ['well', 'well', 'well', 'lifted', 'replaced', 'garbled', 'cable', 'power', 'late'] as const

/**
 * Lays many cards on a simulated reader at a serial line or on TCP, each another person's; lifts and replaces some early, pulls
 * the cable, cuts the power, spoils and delays answers. Each must be told once or said not to be read, and never
 * another in its place.
 */
export async function soakCards(
  count: number,
  seed: number,
  way: CardWay = 'a serial port',
): Promise<CardSoakResult> {
  const random = randomOf(seed)
  const cards = Array.from({ length: count }, (_, n) => madeUpPerson(n))
  const on = await setUpReader(way, { cards, readingMs: 4 })
  const { device, reader } = on
  const heard: (string | null)[] = []
  reader.onCard((told) => {
    heard.push(told.what === 'read' ? told.card.person().idNumber : null)
    // A reader that loses its power later finds the same card once more, which is not this soak's question.
    if (told.what === 'read') device.faults.powerFailsAfterBytes = null
  })
  const result = {
    laid: 0,
    read: 0,
    saidNotRead: 0,
    neverSeen: 0,
    readTwice: 0,
    wrong: 0,
    lost: 0,
    swallowed: 0,
  }
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
    device.asked.length = 0
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
    // Only what was found is selected. Of two cards the second explains one.
    const selects = device.asked.filter((one) => one === 'select').length
    for (const one of laid) {
      result.laid += 1
      const times = mine.filter((number) => number === numberOf(one)).length
      const lay = fate !== 'lifted' && one === laid.at(-1)
      if (times > 0) result.read += 1
      else if (mine.includes(null)) result.saidNotRead += 1
      else if (lay) result.lost += 1
      else if (selects > (fate === 'replaced' ? 1 : 0)) result.swallowed += 1
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

/** The driver asks for the next card: it has told all there was to tell of the last. */
async function movedOn(device: SimulatedSamVReader): Promise<void> {
  const before = device.asked.length
  await until(() => device.asked.slice(before).filter((one) => one === 'find').length >= 2, 5000)
}

async function until(is: () => boolean, limitMs: number, stepMs = 2): Promise<void> {
  const endsAtMs = performance.now() + limitMs
  while (!is() && performance.now() < endsAtMs) await wait(stepMs)
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
