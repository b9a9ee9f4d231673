import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { CardEvent } from '../../contract/bridge.ts'
import { localDay } from '../../core/day.ts'
import type { IdCard } from '../codec/id-card.ts'
import type { CardFailure, IdCardReader } from '../driver/id-card-reader.ts'

export interface CardDeskParts {
  readonly readers: readonly IdCardReader[]
  readonly log: Logger
  readonly now?: () => number
}

/** A card that was laid, while its person is at the terminal. */
interface Held {
  readonly card: IdCard
  readonly shown: Extract<CardEvent, { event: 'card' }>['data']
  readonly until: NodeJS.Timeout
  /** The one press that this card stands for, once there is one. */
  key: string | null
  used: boolean
}

/** What a press with a card is made with. */
export interface NamedPress {
  readonly idNumber: string
  readonly age: number
}

/** How a press with a card went: a ticket came, the hall refused it, or nobody knows. */
export type PressOutcome = 'done' | 'refused' | 'unknown'

/** A number that was read is held so long and no longer. */
export const cardHeldMs = 60_000
/** A card that was not read so often within so long is broken, or is held wrongly: a person helps. */
const triesUntilPerson = 2
const triesWithinMs = 30_000
/** The cards are those of one country: their days are its days, wherever a terminal's clock is set. */
const timeZone = 'Asia/Shanghai'

/**
 * Holds who laid a card, in memory alone and for a minute at most, under an id that says nothing. A page sees the
 * masked name and the id; the number goes to the hall when a ticket is asked for with the id, and nowhere else.
 */
export class CardDesk {
  readonly #parts: CardDeskParts
  readonly #now: () => number
  readonly #held = new Map<string, Held>()
  readonly #listeners = new Set<(event: CardEvent) => void>()
  #stops: (() => void)[] = []
  #failedAtMs: number[] = []

  constructor(parts: CardDeskParts) {
    this.#parts = parts
    this.#now = parts.now ?? Date.now
  }

  start(): void {
    this.#stops = this.#parts.readers.map((reader) =>
      reader.onCard((reading) => {
        if (reading.what === 'read') this.#take(reading.card, reader.row().name)
        else this.#failed(reading.why)
      }),
    )
  }

  stop(): void {
    for (const stop of this.#stops) stop()
    for (const { until } of this.#held.values()) clearTimeout(until)
    this.#held.clear()
  }

  onEvent(listener: (event: CardEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The card that was laid last and can still be used, for a page that connects anew; null where there is none. */
  newest(): CardEvent | null {
    const held = [...this.#held.values()].findLast(({ used }) => !used)
    return held ? { event: 'card', data: held.shown } : null
  }

  /**
   * Gives a press the number of a card, and the card to that press alone: the same press may come again after a lost
   * answer, another may not. Null for a card that is not known, not any more, or another press's.
   */
  claim(cardId: string, key: string): NamedPress | null {
    const held = this.#held.get(cardId)
    if (held === undefined || (held.key !== null && held.key !== key)) return null
    held.key = key
    return { idNumber: held.card.person().idNumber, age: held.shown.age }
  }

  /** What became of a press. A refused one leaves the card for the next; of an unknown one only a repetition is let through. */
  settle(cardId: string, outcome: PressOutcome): void {
    const held = this.#held.get(cardId)
    if (held === undefined || held.used || outcome === 'unknown') return
    if (outcome === 'refused') {
      held.key = null
      return
    }
    held.used = true
    this.#tell({ event: 'card-gone', data: { cardId, why: 'used' } })
  }

  /** The person's session is over: nothing of them is left. */
  forget(cardId: string, why: 'ended' | 'expired' = 'ended'): void {
    const held = this.#held.get(cardId)
    if (held === undefined) return
    clearTimeout(held.until)
    this.#held.delete(cardId)
    if (!held.used) this.#tell({ event: 'card-gone', data: { cardId, why } })
  }

  #take(card: IdCard, device: string): void {
    this.#failedAtMs = []
    if (!card.numberKeepsRule)
      this.#parts.log.warn(
        { device, kind: card.kind },
        'the number on a card breaks the rule of its check digit',
      )
    const day = localDay(this.#now(), timeZone)
    const cardId = randomBytes(16).toString('base64url')
    const until = setTimeout(() => this.forget(cardId, 'expired'), cardHeldMs)
    until.unref()
    const shown = {
      cardId,
      kind: card.kind,
      nameMasked: card.nameMasked(),
      idMasked: card.idMasked(),
      age: card.ageOn(day),
      expired: card.expiredOn(day),
    }
    this.#held.set(cardId, { card, shown, until, key: null, used: false })
    this.#tell({ event: 'card', data: shown })
  }

  #failed(why: CardFailure): void {
    const now = this.#now()
    this.#failedAtMs = [...this.#failedAtMs.filter((at) => now - at < triesWithinMs), now]
    const again = why === 'not-read' && this.#failedAtMs.length < triesUntilPerson
    this.#tell({ event: 'card-trouble', data: { why, advice: again ? 'lay-again' : 'show-to-person' } })
  }

  #tell(event: CardEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
