import { setTimeout as pause } from 'node:timers/promises'
import { must } from '../../core/result.ts'
import { samStatus } from '../../native-bridge/codec/sam-v.ts'
import { samVTiming } from '../../native-bridge/driver/sam-v-reader.ts'
import type { SimulatedSamVReader } from '../../native-bridge/simulator/sam-v-reader.ts'
import { chanceFrom } from '../../simulate/reference/chance.ts'
import { type KioskPage, within } from './kiosk-page.ts'
import type { Overheard, Spoken } from './overheard.ts'

/** One card, in milliseconds: until the reader was asked for a card, and until its ticket was there. */
export interface CardSample {
  readonly pollMs: number
  readonly totalMs: number
  /** From the reader's word that a card lies there to the card's data. */
  readonly said: readonly Spoken[]
}

/** What laying cards came to. `laidAgain` of them were not read at the first try. */
export interface CardsRead {
  readonly samples: readonly CardSample[]
  readonly laidAgain: number
}

/**
 * Lays cards, each another person's, at any moment between two questions of the driver; the page takes the ticket as
 * soon as it is told of the card, and the card is lifted.
 */
export async function measureCards(
  page: KioskPage,
  reader: SimulatedSamVReader,
  line: Overheard,
  queueIds: readonly string[],
  count: number,
): Promise<CardsRead> {
  const chance = chanceFrom(2)
  const samples: CardSample[] = []
  let laidAgain = 0
  for (const [turn, { card }] of reader.cards.slice(0, count).entries()) {
    await askedForCard(reader)
    await pause(chance() * samVTiming.pollMs)
    line.beginAnew()
    const told = page.next(({ event }) => event === 'card' || event === 'card-trouble')
    const laidMs = performance.now()
    if (!reader.lay(card)) throw new Error('the tray has no such card')
    const { event, data } = await told
    if (event === 'card') {
      const queueId = must(queueIds[turn % queueIds.length], 'the hall has queues')
      const ticketId = await page.takeTicket(queueId, String(data['cardId']))
      const totalMs = performance.now() - laidMs
      const said = fromFound(line.said())
      samples.push({ pollMs: must(said[0], 'the card was found').atMs - laidMs, totalMs, said })
      await page.printed(ticketId)
    } else laidAgain += 1
    reader.lift()
  }
  return { samples, laidAgain }
}

/** The driver asks for the next card: it has told all there was to tell of the last. */
function askedForCard(reader: SimulatedSamVReader): Promise<void> {
  reader.asked.length = 0
  return within('the question for a card', (done: () => void) => {
    const timer = setInterval(() => {
      if (!reader.asked.includes('find')) return
      clearInterval(timer)
      done()
    }, 5)
  })
}

/** What was said from the answer that a card lies there until the reader's next question for one. */
function fromFound(said: readonly Spoken[]): Spoken[] {
  const statusAt = 9
  const found = said.findIndex(({ from, bytes }) => from === 'device' && bytes[statusAt] === samStatus.found)
  const data = said.findLastIndex(({ from, bytes }) => from === 'device' && bytes.length > 1000)
  return said.slice(found, data + 1)
}
