import type { DockAction, DockPanel } from '../../contract/dock.ts'
import {
  cardPhotoBytes,
  encodeCardData,
  encodeSamAnswer,
  type SamCommand,
  type SamRequest,
  SamRequestDecoder,
  samStatus,
} from '../codec/sam-v.ts'
import { writeCardText } from '../codec/sam-v-text.ts'
import { SimulatedDevice } from './device.ts'
import { actOnLine, type Docked } from './docked.ts'
import { type TrayCard, trayCards } from './sam-v-cards.ts'

export interface SamVSimulatorOptions {
  /** The cards in the tray; made-up people unless told. */
  readonly cards?: readonly TrayCard[]
  /** How long the reader itself works on a card; a card lifted meanwhile is not read. */
  readonly readingMs?: number
}

/**
 * A SAM_V reader as a device: it finds a card that lies on it, selects what it found, reads what is selected, and then
 * wants it lifted. It refuses what a real one refuses, and does one thing after the other.
 */
export class SimulatedSamVReader extends SimulatedDevice implements Docked {
  readonly cards: readonly TrayCard[]
  /** What it was asked, in order; for tests. The last thousand. */
  readonly asked: (SamCommand | 'unknown' | 'broken')[] = []
  /** Its self-test fails, as after a defect of the SAM. */
  selfTestFails = false
  /** The card and the SAM do not believe each other. */
  notAuthenticated = false
  /** A card's data come so late, in milliseconds, while it goes on answering everything else. */
  lateCardMs = 0
  readonly #lateCards = new Set<NodeJS.Timeout>()
  #lateUntilMs = 0
  readonly #readingMs: number
  #decoder = new SamRequestDecoder()
  #laid: TrayCard | null = null
  #stage: 'new' | 'found' | 'selected' | 'done' = 'new'
  #waiting: SamRequest[] = []
  #working: NodeJS.Timeout | null = null

  constructor({ cards = trayCards(new Date().getFullYear()), readingMs = 0 }: SamVSimulatorOptions = {}) {
    super()
    this.cards = cards
    this.#readingMs = readingMs
  }

  /** The card that lies on it now. */
  get laid(): string | null {
    return this.#laid?.card ?? null
  }

  /** Lays a card on it, in place of one that lies there. False where the tray has no such card. */
  lay(card: string): boolean {
    const found = this.cards.find((one) => one.card === card)
    if (found === undefined) return false
    this.#laid = found
    this.#stage = 'new'
    this.changed()
    return true
  }

  lift(): void {
    this.#laid = null
    this.#stage = 'new'
    this.changed()
  }

  panel(): DockPanel {
    return {
      kind: 'id-card-reader',
      cards: this.cards.map(({ card, kind, name, about }) => ({ card, kind, name, about })),
      laid: this.laid,
      busy: this.#stage === 'found' || this.#stage === 'selected',
    }
  }

  act(action: DockAction): boolean {
    if (action.do === 'lay-card') return this.lay(action.card)
    if (action.do !== 'lift-card') return actOnLine(this, action)
    this.lift()
    return true
  }

  override stop(): void {
    this.#endWork()
    super.stop()
  }

  protected hear(bytes: Uint8Array): void {
    for (const one of this.#decoder.feed(bytes)) if (one.kind === 'message') this.#waiting.push(one.message)
    this.#work()
  }

  protected override hostLeft(): void {
    this.#decoder = new SamRequestDecoder()
  }

  protected override powerLost(): void {
    this.#endWork()
    this.#decoder = new SamRequestDecoder()
    this.#stage = 'new'
  }

  #endWork(): void {
    if (this.#working) clearTimeout(this.#working)
    this.#working = null
    for (const timer of this.#lateCards) clearTimeout(timer)
    this.#lateCards.clear()
    this.#lateUntilMs = 0
    this.#waiting = []
  }

  /** One request after the other: while a card is being read the next ones wait. */
  #work(): void {
    while (this.#working === null) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      this.asked.push(next.kind === 'command' ? next.command : next.kind)
      if (this.asked.length > 1000) this.asked.shift()
      const stage = this.#stage
      const answer = this.#answer(next)
      if (answer !== null) this.#say(answer)
      if (this.#stage !== stage) this.changed()
    }
  }

  #say(answer: Uint8Array): void {
    const aheadMs = this.#lateUntilMs - performance.now()
    if (answer.length < cardPhotoBytes || (this.lateCardMs === 0 && aheadMs <= 0)) {
      this.say(answer)
      return
    }
    // However late, one card's data never come before an earlier card's: a reader works on them in turn.
    const dueMs = Math.max(this.lateCardMs, aheadMs + 1)
    this.#lateUntilMs = performance.now() + dueMs
    const timer = setTimeout(() => {
      this.#lateCards.delete(timer)
      this.say(answer)
    }, dueMs)
    this.#lateCards.add(timer)
  }

  /** What it answers; null while it works on a card. */
  #answer(request: SamRequest): Uint8Array | null {
    if (request.kind === 'broken')
      return encodeSamAnswer(request.why === 'checksum' ? samStatus.badChecksum : samStatus.badLength)
    if (request.kind === 'unknown') return encodeSamAnswer(samStatus.badCommand)
    switch (request.command) {
      case 'status':
        return this.#selfTest()
      case 'reset':
        if (this.#stage !== 'done') this.#stage = 'new'
        return this.#selfTest()
      case 'samNumber':
        return encodeSamAnswer(samStatus.done, new Uint8Array(16))
      case 'find':
        return this.#find()
      case 'select':
        return this.#select()
      case 'read':
        return this.#read(null)
      case 'readWithFingerprint':
        return this.#read(1024)
      case 'newestAddress':
        // None of the tray's people has moved.
        return encodeSamAnswer(this.#stage === 'done' ? samStatus.noNewAddress : samStatus.notRead)
    }
  }

  #selfTest(): Uint8Array {
    return encodeSamAnswer(this.selfTestFails ? samStatus.selfTestFailed : samStatus.done)
  }

  #find(): Uint8Array {
    if (this.#laid === null || this.#stage === 'done') return encodeSamAnswer(samStatus.noCard)
    this.#stage = 'found'
    return encodeSamAnswer(samStatus.found, new Uint8Array(4))
  }

  #select(): Uint8Array {
    if (this.#laid === null || this.#stage !== 'found') return encodeSamAnswer(samStatus.notSelected)
    const wrong = this.#laid.condition === 'wrong'
    this.#stage = wrong ? 'done' : 'selected'
    return wrong ? encodeSamAnswer(samStatus.wrongCard) : encodeSamAnswer(samStatus.done, new Uint8Array(8))
  }

  #read(fingerprintBytes: number | null): Uint8Array | null {
    const card = this.#laid
    if (card === null || this.#stage !== 'selected') return encodeSamAnswer(samStatus.notRead)
    if (this.#readingMs === 0) return this.#readNow(card, fingerprintBytes)
    this.#working = setTimeout(() => {
      this.#working = null
      this.#say(this.#readNow(card, fingerprintBytes))
      this.changed()
      this.#work()
    }, this.#readingMs)
    return null
  }

  #readNow(card: TrayCard, fingerprintBytes: number | null): Uint8Array {
    // Lifted, or another one lies there: that one was never selected.
    if (this.#laid !== card || this.#stage !== 'selected') return encodeSamAnswer(samStatus.notRead)
    this.#stage = 'done'
    if (this.notAuthenticated) return encodeSamAnswer(samStatus.cardNotAuthenticated)
    if (card.condition === 'not-read') return encodeSamAnswer(samStatus.notRead)
    const fingerprint = fingerprintBytes === null ? null : new Uint8Array(fingerprintBytes)
    return encodeSamAnswer(samStatus.done, encodeCardData(writeCardText(card.text), photo, fingerprint))
  }
}

/** The photo of nobody: bytes that are no picture. */
const photo = Uint8Array.from({ length: cardPhotoBytes }, (_, n) => (n * 7) & 0xff)
