import { ok, type Result } from '../../core/result.ts'
import { transmitPaperStatus } from '../codec/escpos.ts'
import {
  isConsistent,
  isSameStatus,
  type PrinterModel,
  type PrinterStatus,
  readAnswers,
  StatusDecoder,
} from '../codec/escpos-status.ts'
import type { Connection, Transport, TransportFault } from '../transport/transport.ts'
import type { Counting } from './device.ts'
import { EscposQuestions, type OwedAnswers } from './escpos-questions.ts'
import type { EscposTiming } from './escpos-timing.ts'
import { aborted, pause } from './waiting.ts'

export interface EscposLineOptions {
  readonly timing: EscposTiming
  readonly model: PrinterModel
  readonly counters: Counting
  /** Runs when the printer speaks unasked, and when the line is lost. */
  readonly onStir: () => void
  /** Answers that the connection before this one never had. */
  readonly owed?: OwedAnswers | null
}

/** A state that contradicts itself, or stands beside an answer that nobody asked for, is asked for again so often. */
const mostAgain = 1
/** Bytes that a printer can still take when it says XOFF. */
const mostUnderWay = 128

/**
 * One open connection to an ESC/POS printer: what is sent to it, and what it says, asked or not. What it says of itself is
 * believed when it says so twice.
 */
export class EscposLine {
  readonly #decoder = new StatusDecoder()
  readonly #timing: EscposTiming
  readonly #model: PrinterModel
  readonly #counters: Counting
  readonly #onStir: () => void
  readonly #closing = Promise.withResolvers<void>()
  #connection: Connection | null = null
  readonly #questions: EscposQuestions
  /** What it last said of itself and is believed. */
  #believed: PrinterStatus | null = null
  #worked: (() => void) | null = null
  #flow = Promise.resolve()
  #release: (() => void) | null = null
  #flush: NodeJS.Timeout | null = null
  /** Questions for the end of the work that have no answer yet, on this connection. */
  #owed = 0
  readonly #waiters = new Set<() => void>()
  readonly #msPerByte: number

  private constructor(
    { timing, model, counters, onStir, owed = null }: EscposLineOptions,
    baudRate = Number.POSITIVE_INFINITY,
  ) {
    this.#msPerByte = 10_000 / baudRate
    this.#timing = timing
    this.#model = model
    this.#counters = counters
    this.#onStir = onStir
    this.#questions = new EscposQuestions({
      timing,
      counters,
      write: (bytes) => this.#write(bytes),
      untilLost: (waited) => this.untilLost(waited),
      owed,
    })
  }

  /** Opens a line; the problem where nothing answers the call. */
  static async open(
    transport: Transport,
    options: EscposLineOptions,
  ): Promise<Result<EscposLine, TransportFault>> {
    const line = new EscposLine(options, transport.baudRate)
    const opened = await transport.open({
      onData: (bytes) => line.#hear(bytes),
      onClose: () => line.#lost(),
    })
    if (!opened.ok) return opened
    line.#connection = opened.value
    return ok(line)
  }

  /** Questions that had no answer in time, so far: a printer that was switched off and on again misses some. */
  get missed(): number {
    return this.#questions.missed
  }

  get owed(): OwedAnswers {
    return this.#questions.owed
  }

  get open(): boolean {
    return this.#connection !== null
  }

  /** Resolves when the connection is gone, whoever ended it. */
  get closed(): Promise<void> {
    return this.#closing.promise
  }

  /**
   * Sends bytes in pieces, waiting where the printer says stop. On a serial line no more are on their way than
   * `mostUnderWay`, because what the port has taken no XOFF calls back; but the next piece is handed over before the last
   * one is through, so that the wire does not stand still while a busy machine is late. False when not all of them could
   * be handed on.
   */
  async send(bytes: Uint8Array, signal: AbortSignal): Promise<boolean> {
    const pieceBytes = this.#msPerByte > 0 ? mostUnderWay / 2 : 512
    /** When the wire has carried all that was handed over. */
    let carriedAtMs = performance.now()
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      const piece = bytes.subarray(at, at + pieceBytes)
      await this.#carried(carriedAtMs - (mostUnderWay - piece.length) * this.#msPerByte)
      await this.untilLost(Promise.race([this.#flow, aborted(signal)]))
      if (!(await this.#write(piece, signal))) return false
      carriedAtMs = Math.max(performance.now(), carriedAtMs) + piece.length * this.#msPerByte
    }
    await this.#carried(carriedAtMs)
    return true
  }

  /** Sends a command that has no answer. */
  async command(bytes: Uint8Array): Promise<void> {
    await this.#write(bytes)
  }

  /**
   * Asks for all four states; a contradiction is asked again once. News is held back until an answer out of its place
   * would have shown itself, and asked again where one did. Null when the printer does not answer.
   */
  async status(): Promise<PrinterStatus | null> {
    for (let again = mostAgain; ; again -= 1) {
      const { strays } = this.#questions
      const answers = await this.#questions.all()
      if (answers === null) return null
      const status = readAnswers(answers, this.#model)
      const consistent = isConsistent(status)
      const news = this.#believed !== null && !isSameStatus(status, this.#believed)
      if (again > 0 && (news || !consistent)) {
        await pause(news ? this.#questions.settlesMs : this.#timing.againMs)
        if (!this.open) return null
        if (!consistent || strays !== this.#questions.strays) continue
      }
      this.#believed = status
      return status
    }
  }

  /**
   * Resolves true when the printer has worked off everything sent so far. It says so in the order of printing, and not
   * at all while it is offline. The answers carry no name, so it must say it once more than questions of before are
   * still owed an answer, and once more again, because one byte of noise looks like an answer too. A lost answer is
   * asked for again, but not once a question was missed: who was off and on again has nothing left to work off.
   */
  async workedOff(signal: AbortSignal): Promise<boolean> {
    const { missed } = this.#questions
    const proof = Promise.withResolvers<boolean>()
    let needed = this.#owed + 2
    const ask = async () => {
      if (this.#questions.missed !== missed) return
      this.#owed += 1
      if (!(await this.#write(transmitPaperStatus, signal))) proof.resolve(false)
    }
    this.#worked = () => {
      needed -= 1
      if (needed === 0) proof.resolve(true)
      else void ask()
    }
    const again = setInterval(() => {
      this.#counters.retries += 1
      void ask()
    }, this.#timing.proofAgainMs)
    try {
      await ask()
      const proved = await this.untilLost(Promise.race([proof.promise, aborted(signal).then(() => false)]))
      return proved ?? false
    } finally {
      clearInterval(again)
      this.#worked = null
    }
  }

  /** Whether the printer answers one question now, after whatever was sent. */
  async answers(): Promise<boolean> {
    return (await this.#questions.ask(1, this.#timing.takenMs)) !== null
  }

  /**
   * What is waited for, or null when the line is lost first. Not a race with `closed`: every race would stay with that
   * promise for as long as the line is open, which is for months.
   */
  untilLost<Value>(waited: Promise<Value>): Promise<Value | null> {
    return new Promise((resolve, reject) => {
      const lost = () => resolve(null)
      if (this.#connection === null) return lost()
      this.#waiters.add(lost)
      waited.then(resolve, reject).finally(() => this.#waiters.delete(lost))
      return undefined
    })
  }

  async close(): Promise<void> {
    const connection = this.#connection
    this.#lost()
    await connection?.close()
  }

  /** Waits until a moment; on a line without a pace that is now. */
  async #carried(atMs: number): Promise<void> {
    const left = atMs - performance.now()
    if (this.#msPerByte > 0 && left > 0) await pause(Math.ceil(left))
  }

  async #write(bytes: Uint8Array, signal?: AbortSignal): Promise<boolean> {
    const connection = this.#connection
    if (connection === null) return false
    const written = await connection.write(bytes, signal)
    if (written.ok) {
      this.#counters.framesOut += 1
      return true
    }
    // It is gone, and its own word of that may come later.
    if (written.problem === 'closed' && this.#connection === connection) this.#lost()
    return false
  }

  #hear(bytes: Uint8Array): void {
    this.#take(this.#decoder.feed(bytes))
    if (this.#flush) clearTimeout(this.#flush)
    this.#flush = null
    if (this.#decoder.pending > 0)
      this.#flush = setTimeout(() => this.#take(this.#decoder.flush()), this.#timing.flushMs)
  }

  #take(decoded: ReturnType<StatusDecoder['feed']>): void {
    let worked = false
    for (const one of decoded) {
      if (one.kind === 'discarded') {
        this.#counters.discardedBytes += one.bytes
        continue
      }
      this.#counters.framesIn += 1
      const { message } = one
      switch (message.kind) {
        case 'answer':
          if (!this.#questions.heard(message.byte)) this.#onStir()
          break
        case 'automatic':
          this.#onStir()
          break
        case 'paper':
          this.#owed = Math.max(0, this.#owed - 1)
          worked = true
          break
        case 'flow':
          this.#hold(message.stop)
      }
    }
    // A question is asked only after an answer, so two answers never come together: a burst of noise counts as one.
    if (worked) this.#worked?.()
  }

  #hold(stop: boolean): void {
    this.#release?.()
    this.#release = null
    if (!stop) return
    this.#flow = new Promise((resolve) => {
      this.#release = resolve
    })
  }

  #lost(): void {
    this.#connection = null
    if (this.#flush) clearTimeout(this.#flush)
    this.#flush = null
    this.#hold(false)
    this.#closing.resolve()
    for (const waiter of this.#waiters) waiter()
    this.#waiters.clear()
    this.#onStir()
  }
}
