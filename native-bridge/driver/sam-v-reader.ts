import { fail, ok, type Result } from '../../core/result.ts'
import {
  cardPhotoBytes,
  cardTextIn,
  encodeSamRequest,
  type SamAnswer,
  SamAnswerDecoder,
  samStatus,
} from '../codec/sam-v.ts'
import { readCardText } from '../codec/sam-v-text.ts'
import type { Transport } from '../transport/transport.ts'
import { absent, type Condition, type DeviceListener, DeviceStatus, ready } from './device.ts'
import type { CardFailure, CardReading, IdCardReader } from './id-card-reader.ts'
import { DeviceLine, type LineFault } from './line.ts'

/** The delays of a reader, in milliseconds. */
export interface SamVTiming {
  /** From one question for a card to the next; readers want at least 300. */
  readonly pollMs: number
  /** For every answer but a card's data. */
  readonly answerMs: number
  readonly readMs: number
  /** How long an answer that did not come in time may still come, and must not be taken for another card's. */
  readonly owedMs: number
  /**
   * Silence after which half an answer is given up. A reader speaks a whole one at a stretch, but a busy machine may
   * stand still in the middle of it.
   */
  readonly flushMs: number
}

export const samVTiming: SamVTiming = {
  pollMs: 300,
  answerMs: 1000,
  readMs: 4000,
  owedMs: 5000,
  flushMs: 300,
}

export interface SamVReaderOptions {
  readonly name: string
  readonly transport: Transport
  readonly timing?: SamVTiming
  readonly now?: () => Date
}

/** Questions that came to the reader with a wrong checksum are asked again so often. */
const repeats = 2
/** So many silences in a row, and the line itself is opened anew. */
const silencesUntilReopened = 3
/** How much data a selected card has, and a new address; a card's own are more. */
const selectedBytes = 8
const newAddressBytes = 70

/**
 * A SAM_V reader: asks for a card, selects it and reads its text, and begins again. The reader itself finds a card
 * only once until it is lifted. What a card says is told to listeners and kept nowhere: not in the row, the counters,
 * the faults, or an error.
 */
export class SamVReader implements IdCardReader {
  readonly #line: DeviceLine<SamAnswer>
  readonly #status: DeviceStatus
  readonly #timing: SamVTiming
  readonly #listeners = new Set<(reading: CardReading) => void>()
  #loop: Promise<void> = Promise.resolve()
  /** The reader answered since the line was opened. */
  #answered = false
  /** Why the line is away, while it is. */
  #absence = absent
  #silences = 0
  #reopenedAtMs = Number.NEGATIVE_INFINITY
  #goodBytes = 0
  #owed = 0
  #owedUntilMs = 0
  #wake: () => void = () => {}

  constructor({ name, transport, timing = samVTiming, now }: SamVReaderOptions) {
    this.#timing = timing
    this.#status = new DeviceStatus(
      { name, kind: 'id-card-reader', driver: 'sam-v', place: transport.place },
      now,
    )
    this.#line = new DeviceLine({
      transport,
      decoder: () => new SamAnswerDecoder(),
      counters: this.#status.counters,
      flushMs: timing.flushMs,
      onMessage: (answer) => this.#unasked(answer),
      onOpen: () => {
        this.#answered = false
        this.#wake()
      },
      onAbsent: (absence) => {
        this.#answered = false
        this.#absence = absence
        this.#noteAbsent()
      },
      onBug: (error) => this.#status.broke(error),
    })
  }

  row() {
    return this.#status.row()
  }

  onChange(listener: DeviceListener): () => void {
    return this.#status.onChange(listener)
  }

  onCard(listener: (reading: CardReading) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(): void {
    this.#line.start()
    this.#loop = this.#status.keepDoing(() => this.#run(), this.#line.stopping)
  }

  async stop(): Promise<void> {
    const stopped = this.#line.stop()
    this.#wake()
    await stopped
    await this.#loop
    this.#become({ state: 'off', detail: '' })
  }

  get #stopping(): boolean {
    return this.#line.stopping.aborted
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      const begunAtMs = performance.now()
      if (!this.#line.open) this.#noteAbsent()
      // While an earlier card's answer is out no other is asked for: whose the next one is could not be told.
      else if (this.#answered && !this.#isOwed()) await this.#look()
      else await this.#greet()
      await this.#pause(begunAtMs + this.#timing.pollMs - performance.now())
    }
  }

  /** Asks how the reader is: at the beginning, and whenever it left an answer out. */
  async #greet(): Promise<void> {
    const answer = await this.#ask('status', this.#timing.answerMs)
    if (!answer.ok) {
      if (answer.problem === 'timeout') await this.#noAnswer()
      return
    }
    this.#silences = 0
    if (answer.value.status === samStatus.done) {
      this.#answered = true
      this.#well()
    } else if (answer.value.status === samStatus.selfTestFailed) {
      this.#become({ state: 'fault', detail: 'self-test' })
      // Some come to themselves by it; the next greeting sees.
      await this.#ask('reset', this.#timing.answerMs)
    } else this.#become({ state: 'fault', detail: 'refused' })
  }

  /** Asks for a card, and reads the one that was laid. */
  async #look(): Promise<void> {
    const found = await this.#ask('find', this.#timing.answerMs)
    if (!found.ok) {
      this.#answered = false
      // Whether it was one answer that got lost, or the reader, is asked at once.
      if (found.problem === 'timeout') await this.#greet()
      return
    }
    switch (found.value.status) {
      case samStatus.noCard:
        this.#well()
        break
      case samStatus.found:
        this.#well()
        this.#tell(await this.#read())
        break
      default:
        this.#answered = false
        this.#become({
          state: 'fault',
          detail: found.value.status === samStatus.selfTestFailed ? 'self-test' : 'refused',
        })
    }
  }

  async #read(): Promise<CardReading> {
    const selected = await this.#ask('select', this.#timing.answerMs)
    if (!selected.ok) return this.#lost(selected.problem)
    if (selected.value.status !== samStatus.done) return failed(whyOf(selected.value.status))
    const noise = this.#status.counters.discardedBytes
    const answer = await this.#ask('read', this.#timing.readMs)
    if (!answer.ok) {
      // Where so much came and was no answer, the answer came broken, and no other is out.
      const broken = this.#status.counters.discardedBytes - noise >= cardPhotoBytes
      if (answer.problem === 'timeout' && !broken) this.#owe()
      return this.#lost(answer.problem)
    }
    const read = answer.value
    try {
      if (read.status !== samStatus.done) return failed(whyOf(read.status))
      const text = cardTextIn(read.data())
      if (text === null) return failed('unreadable')
      const card = readCardText(text)
      return card.ok ? { what: 'read', card: card.value } : failed(card.problem)
    } finally {
      read.wipe()
    }
  }

  /** The reader left a card's question open. Before the next one it is asked how it is. */
  #lost(fault: LineFault): CardReading {
    if (fault === 'timeout') this.#answered = false
    return failed('not-read')
  }

  /** One question; it is asked again where the reader says that it came with a wrong checksum. */
  async #ask(
    command: Parameters<typeof isAnswerTo>[0],
    timeoutMs: number,
  ): Promise<Result<SamAnswer, LineFault>> {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.#line.request(
        encodeSamRequest(command),
        (message) => (isAnswerTo(command, message) ? message : null),
        { timeoutMs },
      )
      if (!answer.ok) return fail(answer.problem)
      if (answer.value.status !== samStatus.badChecksum || attempt >= repeats) return ok(answer.value)
      this.#status.counters.retries += 1
    }
  }

  /** Late, or an answer to nobody's question. A card's data are of no use any more: whose they are is not known. */
  #unasked(answer: SamAnswer): void {
    const isOfCard = answer.length > newAddressBytes || answer.status === samStatus.notRead
    if (isOfCard && this.#owed > 0) this.#owed -= 1
    answer.wipe()
  }

  #owe(): void {
    this.#owed += 1
    this.#owedUntilMs = performance.now() + this.#timing.owedMs
  }

  #isOwed(): boolean {
    if (performance.now() > this.#owedUntilMs) this.#owed = 0
    return this.#owed > 0
  }

  async #noAnswer(): Promise<void> {
    const noise = this.#status.counters.discardedBytes > this.#goodBytes
    this.#goodBytes = this.#status.counters.discardedBytes
    this.#become({ state: 'fault', detail: noise ? 'garbage' : 'silent' })
    this.#silences += 1
    if (this.#silences < silencesUntilReopened) return
    this.#silences = 0
    this.#reopenedAtMs = performance.now()
    await this.#line.reopen()
  }

  /** One that fell silent stays a fault while its line is opened anew; gone is one that stays away. */
  #noteAbsent(): void {
    if (performance.now() - this.#reopenedAtMs > this.#timing.answerMs) this.#become(this.#absence)
  }

  #well(): void {
    this.#goodBytes = this.#status.counters.discardedBytes
    this.#become(ready)
  }

  #become(condition: Condition): void {
    this.#status.become(condition)
  }

  #tell(reading: CardReading): void {
    for (const listener of this.#listeners) listener(reading)
  }

  /** Waits, but no longer than until the line opens or the driver stops. */
  async #pause(ms: number): Promise<void> {
    if (ms <= 0 || this.#stopping) return
    const woken = Promise.withResolvers<void>()
    const timer = setTimeout(woken.resolve, ms)
    this.#wake = woken.resolve
    await woken.promise
    clearTimeout(timer)
  }
}

/** What refuses any request. */
const refusals: readonly number[] = [
  samStatus.badChecksum,
  samStatus.badLength,
  samStatus.badCommand,
  samStatus.unknownError,
  samStatus.notAuthorised,
]
/** What besides can come of a card. */
const ofCard: readonly number[] = [
  samStatus.notAuthenticated,
  samStatus.cardNotAuthenticated,
  samStatus.notVerified,
  samStatus.wrongCard,
  samStatus.notRead,
  samStatus.noRandom,
]

/**
 * Which answers a question can have. No answer says to what it is one: by status and length a late one to the
 * question before is told from it.
 */
function isAnswerTo(command: 'status' | 'reset' | 'find' | 'select' | 'read', answer: SamAnswer): boolean {
  const { status, length } = answer
  if (refusals.includes(status)) return true
  switch (command) {
    case 'status':
    case 'reset':
      return (status === samStatus.done && length === 0) || status === samStatus.selfTestFailed
    case 'find':
      return status === samStatus.found || status === samStatus.noCard || status === samStatus.selfTestFailed
    case 'select':
      return (
        (status === samStatus.done && length === selectedBytes) ||
        status === samStatus.notSelected ||
        (status !== samStatus.notRead && ofCard.includes(status))
      )
    case 'read':
      return (status === samStatus.done && length > newAddressBytes) || ofCard.includes(status)
  }
}

function whyOf(status: number): CardFailure {
  return status === samStatus.wrongCard ? 'wrong-card' : 'not-read'
}

function failed(why: CardFailure): CardReading {
  return { what: 'failed', why }
}
