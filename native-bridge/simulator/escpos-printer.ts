import type { DockAction, DockPanel } from '../../contract/dock.ts'
import { EscposDecoder, type PaperLine, type PrinterCommand } from '../codec/escpos-decoder.ts'
import { lengthOf } from '../codec/escpos-length.ts'
import type { PrinterModel } from '../codec/escpos-status.ts'
import { SimulatedDevice } from './device.ts'
import { actOnLine, type Docked } from './docked.ts'
import { answerByte, automaticBytes, isOffline, type PrinterMechanics } from './escpos-mechanics.ts'
import { paperPicture } from './paper-picture.ts'

/** One ticket that came out: everything between two cuts. */
export interface SimulatedPaper {
  readonly lines: readonly PaperLine[]
  readonly at: string
  readonly lengthMm: number
}

export interface SimulatorOptions {
  /** Paper on the roll; 80 000 mm unless told. */
  readonly paperMm?: number
  /** The sensor of the roll's end speaks below this; 3 000 mm unless told, 0 for a printer without one. */
  readonly nearEndMm?: number
  /** 150 mm/s is a usual ticket printer; `Infinity` prints at once. */
  readonly speedMmPerSecond?: number
  /** Columns of half-width characters, for the picture of its paper; 48 unless told. */
  readonly columns?: number
  readonly model?: PrinterModel
  /** A clone that does not know `GS r`. */
  readonly withoutPaperStatus?: boolean
  /**
   * What its memory holds, in bytes. It says XOFF at three quarters and XON at one; what comes beyond the end is lost.
   * Endless and silent unless told.
   */
  readonly bufferBytes?: number
  readonly now?: () => Date
}

const keptPapers = 50
const papersHanging = 8
const xon = Uint8Array.of(0x11)
const xoff = Uint8Array.of(0x13)

/**
 * An ESC/POS ticket printer as a device, not as replies: it has paper, a cover, a blade and a memory, works off what it
 * was sent at its speed, answers real-time questions at once and others in their turn, and keeps what it printed.
 */
export class SimulatedEscposPrinter extends SimulatedDevice implements Docked {
  /** Tickets that came out, oldest first; the last fifty. */
  readonly papers: SimulatedPaper[] = []
  /** Commands that this printer does not know; a test expects none. */
  readonly unknown: number[][] = []
  /** Bytes that arrived since the printer was switched on. */
  receivedBytes = 0
  /** Bytes that its full memory could not take. */
  lostBytes = 0
  readonly #paperListeners = new Set<(lines: readonly PaperLine[], cut: boolean) => void>()
  readonly #options: Required<Omit<SimulatorOptions, 'paperMm'>>
  /** Tickets that nobody took yet, newest first, as the dock shows them. */
  #hanging: { readonly paper: SimulatedPaper; svg: string | null }[] = []
  #decoder = new EscposDecoder()
  #queue: { readonly command: PrinterCommand; readonly bytes: number }[] = []
  #heldBytes = 0
  #stopped = false
  #working: NodeJS.Timeout | null = null
  #automaticStatus = false
  #lines: PaperLine[] = []
  #lengthMm = 0
  #paperMm: number
  #coverOpen = false
  #cutterJammed = false
  #headHot = false
  #broken = false
  #ticketInMouth = false
  #late = { ms: 0, answers: 0 }
  #jobsUntilPaperOut: number | null = null
  #linesUntilUnplugged: number | null = null

  constructor(options: SimulatorOptions = {}) {
    super()
    this.#paperMm = options.paperMm ?? 80_000
    this.#options = {
      nearEndMm: 3000,
      speedMmPerSecond: 150,
      columns: 48,
      model: 'standard',
      withoutPaperStatus: false,
      bufferBytes: Number.POSITIVE_INFINITY,
      now: () => new Date(),
      ...options,
    }
  }

  get paperOut(): boolean {
    return this.#paperMm <= 0
  }

  get coverOpen(): boolean {
    return this.#coverOpen
  }

  /** What is printed and not cut yet. */
  get unfinished(): readonly PaperLine[] {
    return this.#lines
  }

  /** Hears each line as it comes out, and the cut. */
  onPaper(listener: (lines: readonly PaperLine[], cut: boolean) => void): () => void {
    this.#paperListeners.add(listener)
    return () => this.#paperListeners.delete(listener)
  }

  /** Puts paper in, or takes it out with 0. */
  loadPaper(mm = 80_000): void {
    this.#paperMm = mm
    this.#stir()
  }

  openCover(open: boolean): void {
    this.#coverOpen = open
    this.#stir()
  }

  jamCutter(jammed: boolean): void {
    this.#cutterJammed = jammed
    this.#stir()
  }

  /** The head gets too hot, or has cooled down. */
  heatHead(hot: boolean): void {
    this.#headHot = hot
    this.#stir()
  }

  /** Breaks for good, until a technician came. */
  breakDown(broken: boolean): void {
    this.#broken = broken
    this.#stir()
  }

  /** Somebody takes what hangs out. */
  takeTicket(): void {
    this.#hanging = []
    this.#ticketInMouth = false
    this.#stir()
  }

  /** Hears and prints, but says nothing any more. */
  silence(silent: boolean): void {
    this.faults.silent = silent
  }

  /** The next answers come late by so much. */
  answerLate(ms: number, answers = 1): void {
    this.#late = { ms, answers }
  }

  /** The roll ends in the middle of the ticket after so many more. */
  runOutAfter(jobs: number): void {
    this.#jobsUntilPaperOut = jobs
  }

  /** Somebody pulls the cable after so many more lines. */
  unplugAfterLines(lines: number): void {
    this.#linesUntilUnplugged = lines
  }

  panel(): DockPanel {
    const { columns } = this.#options
    const whole = this.#hanging.map((one) => {
      one.svg ??= paperPicture(one.paper.lines, columns)
      return { svg: one.svg, whole: true }
    })
    const printing = this.#lines.length > 0 ? [{ svg: paperPicture(this.#lines, columns), whole: false }] : []
    return {
      kind: 'ticket-printer',
      papers: [...printing, ...whole],
      paperMm: Math.max(0, Math.round(this.#paperMm)),
      nearEnd: this.#nearEnd,
      coverOpen: this.#coverOpen,
      cutterJammed: this.#cutterJammed,
    }
  }

  act(action: DockAction): boolean {
    switch (action.do) {
      case 'load-paper':
        this.loadPaper(action.mm)
        return true
      case 'open-cover':
        this.openCover(action.open)
        return true
      case 'jam-cutter':
        this.jamCutter(action.jammed)
        return true
      case 'take-ticket':
        this.takeTicket()
        return true
      default:
        return actOnLine(this, action)
    }
  }

  /** Timers end, nothing more comes out. */
  override stop(): void {
    this.#halt()
    super.stop()
  }

  protected hear(bytes: Uint8Array): void {
    this.receivedBytes += bytes.length
    let unclaimed = bytes.length
    for (const command of this.#decoder.feed(bytes)) {
      switch (command.kind) {
        case 'ask-status':
          this.#answer(Uint8Array.of(answerByte(this.#mechanics, command.part)))
          break
        case 'clear':
        case 'recover':
          // In real time, offline too: what waits is dropped, and so is the line that was being set.
          this.#forget()
          break
        case 'automatic-status':
          this.#automaticStatus = command.on
          if (command.on) this.#answer(automaticBytes(this.#mechanics))
          break
        case 'unknown':
          this.unknown.push([...command.bytes])
          break
        default:
          this.#hold(command, unclaimed)
          unclaimed = 0
      }
    }
    this.#work()
    this.#flow()
  }

  /** Half a command from a host that left must not swallow the next host's first bytes. */
  protected override hostLeft(): void {
    this.#decoder = new EscposDecoder()
    this.#automaticStatus = false
  }

  protected override powerLost(): void {
    this.#halt()
    this.#automaticStatus = false
  }

  protected override powered(): void {
    this.receivedBytes = 0
  }

  get #mechanics(): PrinterMechanics {
    return {
      model: this.#options.model,
      coverOpen: this.#coverOpen,
      paperOut: this.paperOut,
      nearEnd: this.#nearEnd,
      cutterJammed: this.#cutterJammed,
      headHot: this.#headHot,
      broken: this.#broken,
      ticketInMouth: this.#ticketInMouth,
    }
  }

  get #nearEnd(): boolean {
    return this.#paperMm < this.#options.nearEndMm
  }

  #hold(command: PrinterCommand, bytes: number): void {
    if (this.#heldBytes + bytes > this.#options.bufferBytes) {
      this.lostBytes += bytes
      return
    }
    this.#heldBytes += bytes
    this.#queue.push({ command, bytes })
  }

  /** Tells the host to stop while the memory fills, and to go on when it has emptied. */
  #flow(): void {
    const { bufferBytes } = this.#options
    if (!this.#stopped && this.#heldBytes > bufferBytes * 0.75) {
      this.#stopped = true
      this.say(xoff)
    } else if (this.#stopped && this.#heldBytes < bufferBytes * 0.25) {
      this.#stopped = false
      this.say(xon)
    }
  }

  #forget(): void {
    this.#queue = []
    this.#heldBytes = 0
    this.#decoder = new EscposDecoder()
  }

  #halt(): void {
    if (this.#working) clearTimeout(this.#working)
    this.#working = null
    this.#stopped = false
    this.#forget()
  }

  #work(): void {
    while (this.#working === null && this.powerOn && !isOffline(this.#mechanics)) {
      const next = this.#queue.shift()
      if (next === undefined) return
      this.#heldBytes -= next.bytes
      const { command } = next
      if (command.kind === 'transmit-paper-status' && !this.#options.withoutPaperStatus)
        this.#answer(Uint8Array.of(this.#nearEnd ? 0x03 : 0x00))
      if (command.kind === 'paper') this.#print(command.line)
      this.#flow()
    }
  }

  #print(line: PaperLine): void {
    const mm = lengthOf(line)
    if (this.#jobsUntilPaperOut === 0 && this.#lines.length > 2) {
      this.#jobsUntilPaperOut = null
      this.#paperMm = 0
    }
    if (this.#paperMm < mm) {
      // The line does not fit any more: the printer keeps it and stops.
      this.#paperMm = 0
      this.#queue.unshift({ command: { kind: 'paper', line }, bytes: 0 })
      this.#stir()
      return
    }
    const wasNearEnd = this.#nearEnd
    this.#paperMm -= mm
    this.#lengthMm += mm
    if (line.kind === 'cut') this.#cut()
    else this.#lines.push(line)
    const ms = (mm / this.#options.speedMmPerSecond) * 1000
    if (ms >= 1)
      this.#working = setTimeout(() => {
        this.#working = null
        this.#work()
      }, ms)
    for (const listener of this.#paperListeners) listener(this.#lines, line.kind === 'cut')
    if (this.#nearEnd !== wasNearEnd) this.#stir()
    else this.changed()
    this.#countDown()
  }

  #countDown(): void {
    if (this.#linesUntilUnplugged === null) return
    this.#linesUntilUnplugged -= 1
    if (this.#linesUntilUnplugged > 0) return
    this.#linesUntilUnplugged = null
    this.plug(false)
  }

  #cut(): void {
    const paper = {
      lines: this.#lines,
      at: this.#options.now().toISOString(),
      lengthMm: this.#lengthMm,
    }
    this.papers.push(paper)
    if (this.papers.length > keptPapers) this.papers.shift()
    this.#hanging = [{ paper, svg: null }, ...this.#hanging].slice(0, papersHanging)
    this.#lines = []
    this.#lengthMm = 0
    if (this.#options.model === 'presenter') this.#ticketInMouth = true
    if (this.#jobsUntilPaperOut !== null) this.#jobsUntilPaperOut -= 1
  }

  /** Something about the printer is different: it says so where it was asked to, and goes on where it can. */
  #stir(): void {
    if (this.#automaticStatus) this.#answer(automaticBytes(this.#mechanics))
    this.#work()
    this.changed()
  }

  #answer(bytes: Uint8Array): void {
    const { lateMs } = this.faults
    if (this.#late.answers > 0) {
      this.#late.answers -= 1
      this.faults.lateMs = this.#late.ms
    }
    this.say(bytes)
    this.faults.lateMs = lateMs
  }
}
