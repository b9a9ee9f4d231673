import { setTimeout as wait } from 'node:timers/promises'
import { askStatus, type StatusPart, transmitPaperStatus } from '../codec/escpos.ts'
import {
  isConsistent,
  type PrinterModel,
  type PrinterStatus,
  readAnswers,
  StatusParser,
} from '../codec/escpos-status.ts'
import type { Connection, Transport } from '../transport/transport.ts'
import type { EscposTiming } from './escpos-timing.ts'

/**
 * One open connection to an ESC/POS printer: questions and their answers, one at a time. The answers carry no
 * name, so a waiter is registered before its question is written and a late answer is thrown away, never taken
 * for the next question's.
 */
export class EscposLine {
  readonly #parser = new StatusParser()
  readonly #timing: EscposTiming
  readonly #model: PrinterModel
  readonly #onStir: () => void
  readonly #closing = Promise.withResolvers<void>()
  #connection: Connection | null = null
  #answer: ((byte: number) => void) | null = null
  #worked: (() => void) | null = null
  #flow = Promise.resolve()
  #release: (() => void) | null = null
  #discardedBytes = 0

  private constructor(timing: EscposTiming, model: PrinterModel, onStir: () => void) {
    this.#timing = timing
    this.#model = model
    this.#onStir = onStir
  }

  /** Opens a line; null where nothing answers the call. `onStir` runs when the printer speaks unasked. */
  static async open(
    transport: Transport,
    timing: EscposTiming,
    model: PrinterModel,
    onStir: () => void,
  ): Promise<EscposLine | null> {
    const line = new EscposLine(timing, model, onStir)
    const opened = await transport.open({
      onData: (bytes) => line.#hear(bytes),
      onClose: () => line.#lost(),
    })
    if (!opened.ok) return null
    line.#connection = opened.value
    return line
  }

  /** Bytes that no printer says, so far: a wrong device or a bad line. */
  get discardedBytes(): number {
    return this.#discardedBytes
  }

  get open(): boolean {
    return this.#connection !== null
  }

  /** Resolves when the connection is gone, whoever ended it. */
  get closed(): Promise<void> {
    return this.#closing.promise
  }

  /** Sends bytes in pieces, waiting where the printer says stop. False when not all of them could be handed on. */
  async send(bytes: Uint8Array, signal: AbortSignal): Promise<boolean> {
    const pieceBytes = 512
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      await Promise.race([this.#flow, this.closed, aborted(signal)])
      const written = await this.#connection?.write(bytes.subarray(at, at + pieceBytes), signal)
      if (!written?.ok) return false
    }
    return true
  }

  /** Sends a command that has no answer. */
  async command(bytes: Uint8Array): Promise<void> {
    await this.#connection?.write(bytes)
  }

  /** Asks for all four states; a contradiction is asked again once. Null when the printer does not answer. */
  async status(): Promise<PrinterStatus | null> {
    const first = await this.#askAll()
    if (first === null || isConsistent(first)) return first
    await wait(this.#timing.againMs)
    return this.#askAll()
  }

  /**
   * Resolves true when the printer has worked off everything sent so far. It says so in the order of printing,
   * and not at all while it is offline.
   */
  async workedOff(signal: AbortSignal): Promise<boolean> {
    const done = new Promise<boolean>((resolve) => {
      this.#worked = () => resolve(true)
    })
    const sent = await this.#connection?.write(transmitPaperStatus, signal)
    if (!sent?.ok) return false
    return Promise.race([done, this.closed.then(() => false), aborted(signal).then(() => false)])
  }

  async close(): Promise<void> {
    const connection = this.#connection
    this.#lost()
    await connection?.close()
  }

  async #askAll(): Promise<PrinterStatus | null> {
    const answers: number[] = []
    for (const part of [1, 2, 3, 4] as const) {
      const answer = (await this.#ask(part)) ?? (await this.#askAfterDrain(part))
      if (answer === null) return null
      answers.push(answer)
    }
    const [a = 0, b = 0, c = 0, d = 0] = answers
    return readAnswers([a, b, c, d], this.#model)
  }

  async #askAfterDrain(part: StatusPart): Promise<number | null> {
    await Promise.race([
      new Promise<void>((resolve) => this.#expect(() => resolve())),
      wait(this.#timing.drainMs),
    ])
    this.#expect(null)
    return this.#ask(part)
  }

  async #ask(part: StatusPart): Promise<number | null> {
    if (this.#connection === null) return null
    const stop = new AbortController()
    const answered = new Promise<number>((resolve) => this.#expect(resolve))
    const late = wait(this.#timing.answerMs, null, { signal: stop.signal }).catch(() => null)
    try {
      const written = await this.#connection.write(askStatus(part))
      if (!written.ok) return null
      return await Promise.race([answered, late, this.closed.then(() => null)])
    } finally {
      stop.abort()
      this.#expect(null)
    }
  }

  #expect(waiter: ((byte: number) => void) | null): void {
    this.#answer = waiter
  }

  #hear(bytes: Uint8Array): void {
    for (const message of this.#parser.feed(bytes)) {
      switch (message.kind) {
        case 'answer':
          this.#answer?.(message.byte)
          break
        case 'automatic':
          this.#onStir()
          break
        case 'paper':
          this.#worked?.()
          break
        case 'flow':
          this.#hold(message.stop)
          break
        case 'discarded':
          this.#discardedBytes += 1
      }
    }
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
    this.#hold(false)
    this.#closing.resolve()
    this.#onStir()
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
