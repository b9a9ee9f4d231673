import type { DeviceRow } from '../../contract/devices/row.ts'
import {
  automaticStatusOn,
  clearBuffers,
  feedLines,
  initialize,
  partialCut,
  recoverAndClear,
} from '../codec/escpos.ts'
import { paperMmOf } from '../codec/escpos-length.ts'
import { detailOf, faultOf, type PrinterModel, type PrinterStatus } from '../codec/escpos-status.ts'
import type { Transport } from '../transport/transport.ts'
import { absentFor, type Condition, type DeviceListener, DeviceStatus, ready } from './device.ts'
import { EscposLine } from './escpos-line.ts'
import type { OwedAnswers } from './escpos-questions.ts'
import { type EscposTiming, escposTiming } from './escpos-timing.ts'
import { PaperRoll, type RollOptions } from './paper-roll.ts'
import { Stirs } from './stirs.ts'
import type { PrinterDress, PrintOutcome, PrintReason, TicketPrinter } from './ticket-printer.ts'
import { Turns } from './turns.ts'
import { aborted, within } from './waiting.ts'

export interface EscposPrinterOptions {
  readonly name: string
  readonly columns: number
  readonly transport: Transport
  readonly dress?: PrinterDress
  readonly model?: PrinterModel
  readonly timing?: EscposTiming
  /** What a roll holds and how much of it is used; 80 m, all there, unless told. */
  readonly roll?: RollOptions
  readonly now?: () => Date
  /** Bytes came that no printer says; how many so far. */
  readonly onNoise?: (discardedBytes: number) => void
}

/** A look that found the printer ready: on which connection, when, and how often it had spoken unasked by then. */
interface FoundReady {
  readonly line: EscposLine
  readonly atMs: number
  readonly stirs: number
}

/** After so many questions without an answer a printer does not know `GS r`. */
const silentProofs = 3

/**
 * The driver of an ESC/POS ticket printer. It keeps one connection open and reads it all the time, knows the state
 * by asking and by what the printer says unasked, and ends each print by proof: what it cannot prove is `unknown`.
 */
export class EscposPrinter implements TicketPrinter {
  readonly columns: number
  readonly dress: PrinterDress
  readonly #transport: Transport
  readonly #model: PrinterModel
  readonly #timing: EscposTiming
  readonly #onNoise: (discardedBytes: number) => void
  readonly #status: DeviceStatus
  readonly #roll: PaperRoll
  readonly #stopping = new AbortController()
  #line: EscposLine | null = null
  /** Answers that the last connection never had. */
  #owed: OwedAnswers | null = null
  #loop: Promise<void> = Promise.resolve()
  /** The wire has one user at a time: a look at the state, or a whole print. */
  readonly #turns = new Turns()
  /** What the printer said unasked, and what else is a reason to look. */
  readonly #stirs = new Stirs()
  /** Whether this printer answers `GS r`; null until it was asked. */
  #tellsWorkedOff: boolean | null = null
  #silentProofs = 0
  /** The last question had no answer at all. */
  #silent = false
  /** The last print did not end well: what the printer still holds must not come out with the next one. */
  #leftovers = false
  #halfTicket = false
  /** A look at the printer for a ticket to come has not ended yet. */
  #expecting = false
  /** That look found it ready; spent by the next ticket. */
  #foundReady: FoundReady | null = null
  /** Since when a ticket hangs in the presenter; null while none does. */
  #waitingSinceMs: number | null = null

  constructor(options: EscposPrinterOptions) {
    this.columns = options.columns
    this.dress = options.dress ?? { logo: null, glyphs: null }
    this.#transport = options.transport
    this.#model = options.model ?? 'standard'
    this.#timing = options.timing ?? escposTiming
    this.#onNoise = options.onNoise ?? (() => {})
    this.#roll = new PaperRoll(options.roll ?? { rollMm: 80_000, lowTickets: 20 })
    this.#status = new DeviceStatus(
      {
        name: options.name,
        kind: 'ticket-printer',
        driver: 'escpos',
        place: options.transport.place,
      },
      options.now,
    )
    this.#countPaper()
  }

  row(): DeviceRow {
    return this.#status.row()
  }

  onChange(listener: DeviceListener): () => void {
    return this.#status.onChange(listener)
  }

  start(): void {
    this.#loop = this.#status.keepDoing(() => this.#keepConnected(), this.#stopping.signal)
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#stirs.stir()
    await this.#turns.over
    await this.#line?.close()
    await this.#loop
    this.#become({ state: 'off', detail: '' })
  }

  async soon(): Promise<void> {
    const known = this.#foundReady !== null && this.#isStillSo(this.#foundReady)
    if (known || this.#expecting || this.#transport.answers !== 'yes') return
    this.#expecting = true
    await this.#turns.take(async () => {
      const line = this.#line
      const stirs = this.#stirs.count
      const fault = line?.open ? await this.#look(line) : 'absent'
      this.#expecting = false
      if (line !== null && fault === null) this.#foundReady = { line, atMs: performance.now(), stirs }
    })
  }

  print(bytes: Uint8Array, beforeFirstByte: () => void): Promise<PrintOutcome> {
    return this.#turns.take(async () => {
      let begun = false
      const outcome = await this.#print(bytes, () => {
        beforeFirstByte()
        begun = true
      })
      if (begun) this.#count(bytes)
      if (outcome.state !== 'printed') await this.#dropLeftovers()
      return outcome
    })
  }

  /** Counts the paper of a ticket that was begun, come out or not: a roll that is thought shorter is warned of early. */
  #count(bytes: Uint8Array): void {
    this.#roll.used(paperMmOf(bytes))
    this.#countPaper()
  }

  #countPaper(): void {
    this.#status.counters.paperMm = this.#roll.usedMm
    this.#status.counters.printedMm = this.#roll.totalMm
  }

  async #print(bytes: Uint8Array, beforeFirstByte: () => void): Promise<PrintOutcome> {
    const ready = await this.#waitReady()
    if (!ready.ok) return { state: 'failed', reason: ready.reason }
    const { line } = ready
    while (this.#transport.answers === 'yes' && this.#tellsWorkedOff === null && line.open)
      await this.#learn(line)
    await this.#dropLeftovers()
    beforeFirstByte()
    // From here on some of it may be on paper, so only an answer of the printer makes it more than `unknown`.
    this.#leftovers = this.#transport.answers === 'yes'
    const limit = within(this.#timing.finishedMs, this.#stopping.signal)
    const sent = (await this.#cutOffHalfTicket(line, limit)) && (await line.send(bytes, limit))
    if (this.#transport.answers !== 'yes') return this.#unconfirmed(sent)
    const outcome =
      sent && (await line.answers()) ? await this.#waitFinished(line, limit) : await this.#whyStopped(line)
    if (outcome.state === 'printed') this.#leftovers = false
    this.#halfTicket = outcome.state !== 'printed'
    return outcome
  }

  /** What a medium that cannot speak lets us know: a file holds the bytes; of a one-way port nobody knows. */
  #unconfirmed(sent: boolean): PrintOutcome {
    if (this.#transport.answers === 'no')
      return sent ? { state: 'printed' } : { state: 'failed', reason: 'error' }
    return { state: 'unknown', reason: sent ? null : 'timeout' }
  }

  async #waitReady(): Promise<{ ok: true; line: EscposLine } | { ok: false; reason: PrintReason }> {
    const found = this.#foundReady
    this.#foundReady = null
    if (found !== null && this.#isStillSo(found)) return { ok: true, line: found.line }
    const until = Date.now() + this.#timing.readyMs
    let reason: PrintReason = 'absent'
    do {
      const line = this.#line
      if (line?.open) {
        if (this.#transport.answers !== 'yes') return { ok: true, line }
        const fault = await this.#look(line)
        if (fault === null) return { ok: true, line }
        reason = fault
      } else {
        reason = 'absent'
        this.#stirs.stir()
      }
      await this.#stirs.pause(this.#timing.watchMs)
    } while (Date.now() < until && !this.#stopping.signal.aborted)
    return { ok: false, reason }
  }

  /** Whether the same printer was found ready just now, and has said nothing since. */
  #isStillSo({ line, atMs, stirs }: FoundReady): boolean {
    return (
      line === this.#line &&
      line.open &&
      stirs === this.#stirs.count &&
      performance.now() - atMs < this.#timing.foundReadyMs
    )
  }

  async #waitFinished(line: EscposLine, limit: AbortSignal): Promise<PrintOutcome> {
    let workedOff = false
    const end = new AbortController()
    const telling =
      this.#tellsWorkedOff === false
        ? null
        : line.workedOff(AbortSignal.any([limit, end.signal])).then((told) => {
            workedOff = told
            this.#stirs.stir()
          })
    const outcome = await this.#followWork(line, limit, telling !== null, () => workedOff)
    end.abort()
    await telling
    return outcome
  }

  async #followWork(
    line: EscposLine,
    limit: AbortSignal,
    tells: boolean,
    workedOff: () => boolean,
  ): Promise<PrintOutcome> {
    const missed = line.missed
    let wellSinceMs: number | null = null
    while (!limit.aborted) {
      if (workedOff()) {
        this.#tellsWorkedOff = true
        return { state: 'printed' }
      }
      if (!line.open) return { state: 'unknown', reason: 'absent' }
      const fault = await this.#look(line)
      if (workedOff() || !line.open) continue
      if (fault !== null && fault !== 'offline') return { state: 'failed', reason: fault }
      wellSinceMs = fault === null ? (wellSinceMs ?? Date.now()) : null
      // A printer that has no `GS r`: it took every byte and stayed online with paper for longer than it prints.
      // One that missed a question may have been off and on again, and then it stays well over nothing.
      if (!tells && wellSinceMs !== null && Date.now() - wellSinceMs >= this.#timing.settledMs)
        return line.missed === missed ? { state: 'printed' } : { state: 'unknown', reason: 'timeout' }
      await this.#stirs.pause(this.#timing.watchMs)
    }
    return this.#whyStopped(line)
  }

  /** Not all was taken, or no end was told: a fault that the printer names, or nothing that anybody knows. */
  async #whyStopped(line: EscposLine): Promise<PrintOutcome> {
    // One that was silent a moment ago is not waited for again: the citizen is.
    const fault = line.open && !this.#silent ? await this.#look(line) : null
    if (!line.open) return { state: 'unknown', reason: 'absent' }
    if (fault !== null && fault !== 'offline') return { state: 'failed', reason: fault }
    return { state: 'unknown', reason: 'timeout' }
  }

  /**
   * A half-printed ticket waits in the printer's memory and would come out by itself when paper is put in: a ghost
   * ticket. It is dropped in real time, which works while the printer is offline.
   */
  async #dropLeftovers(): Promise<void> {
    if (!this.#leftovers || !this.#line?.open) return
    await this.#line.command(clearBuffers)
    await this.#line.command(recoverAndClear)
    this.#leftovers = false
  }

  /** The head of a ticket that was never finished hangs out of the printer; the next one may not carry it. */
  async #cutOffHalfTicket(line: EscposLine, limit: AbortSignal): Promise<boolean> {
    if (!this.#halfTicket) return true
    return line.send(Uint8Array.from([...initialize, ...feedLines(4), ...partialCut]), limit)
  }

  async #keepConnected(): Promise<void> {
    const delays = this.#timing.reconnectMs
    let attempt = 0
    while (!this.#stopping.signal.aborted) {
      const opened = await EscposLine.open(this.#transport, {
        timing: this.#timing,
        model: this.#model,
        counters: this.#status.counters,
        onStir: () => this.#stirs.stir(),
        owed: this.#owed,
      })
      if (opened.ok) await this.#keep(opened.value)
      else this.#become(absentFor(opened.problem))
      if (this.#stopping.signal.aborted) return
      attempt = opened.ok ? 0 : attempt + 1
      await this.#stirs.pause(delays[Math.min(attempt, delays.length - 1)] ?? 2000)
    }
  }

  /** Holds one connection. */
  async #keep(line: EscposLine): Promise<void> {
    this.#line = line
    this.#status.counters.opened += 1
    this.#tellsWorkedOff = null
    this.#silentProofs = 0
    await this.#watch(line)
    // One that fell silent stays what it is, a fault, while it is called again: not absent, ready and absent in turn.
    if (!line.open) this.#become(absentFor('closed'))
    await line.close()
    this.#owed = line.owed
    this.#line = null
  }

  /** Follows one connection until it is lost, or until the printer fell silent and a new one is worth a try. */
  async #watch(line: EscposLine): Promise<void> {
    if (this.#transport.answers !== 'yes') {
      this.#become(ready)
      await Promise.race([line.closed, aborted(this.#stopping.signal)])
      return
    }
    const set = this.#turns.take(async () => {
      await line.command(automaticStatusOn)
      await this.#dropLeftovers()
    })
    await line.untilLost(set)
    let silences = 0
    while (line.open && !this.#stopping.signal.aborted) {
      const seen = this.#stirs.count
      // A ticket may hold the turn until the printer is back: its line, once lost, waits for no turn.
      const fault = await line.untilLost(this.#turns.take(() => this.#look(line)))
      if (!line.open) break
      silences = this.#silent ? silences + 1 : 0
      if (fault === null && this.#tellsWorkedOff === null)
        await line.untilLost(this.#turns.take(() => this.#learn(line)))
      // Silent twice: a connection that is only half there does not mend itself.
      if (silences >= 2) break
      await this.#stirs.pause(this.#silent ? this.#timing.watchMs : this.#timing.idleMs, seen)
    }
  }

  /**
   * Asks, idle and ready, whether this printer answers `GS r`: clones exist that do not. One that is only slow must not
   * be taken for such a one, whose tickets have a weaker proof, so it is asked three times.
   */
  async #learn(line: EscposLine): Promise<void> {
    const told = await line.workedOff(within(this.#timing.answerMs, this.#stopping.signal))
    // Of a line that was lost nothing is learnt.
    if (!told && !line.open) return
    this.#silentProofs = told ? 0 : this.#silentProofs + 1
    if (told) this.#tellsWorkedOff = true
    else if (this.#silentProofs >= silentProofs) this.#tellsWorkedOff = false
  }

  /** Looks at the printer and notes what it says; why it cannot print, or null when it can. */
  async #look(line: EscposLine): Promise<PrintReason | null> {
    if (!line.open) return 'absent'
    const { counters } = this.#status
    const noise = counters.discardedBytes
    const status = await line.status()
    if (counters.discardedBytes > noise) this.#onNoise(counters.discardedBytes)
    if (!line.open) return 'absent'
    this.#silent = status === null
    if (status === null) {
      this.#become({ state: 'fault', detail: 'offline' })
      return 'offline'
    }
    this.#roll.saw(status)
    this.#countPaper()
    const fault = faultOf(status)
    if (fault === null) this.#become({ state: 'ready', detail: this.#hint(status) })
    else this.#become({ state: 'fault', detail: detailOf(status) })
    return fault
  }

  /** What somebody should see to though it prints; empty when there is nothing. */
  #hint(status: PrinterStatus): string {
    this.#waitingSinceMs = status.ticketWaiting ? (this.#waitingSinceMs ?? Date.now()) : null
    if (status.paperNearEnd) return 'paper-near-end'
    if (this.#roll.low) return 'paper-low'
    const waitedMs = this.#waitingSinceMs === null ? 0 : Date.now() - this.#waitingSinceMs
    return waitedMs > this.#timing.notTakenMs ? 'ticket-not-taken' : ''
  }

  #become(condition: Condition): void {
    this.#status.become(condition)
  }
}
