import { create } from 'qrcode'
import { EscposDecoder, type PaperLine, type PrinterCommand } from '../codec/escpos-decoder.ts'
import type { Pluggable } from './device.ts'

/** One ticket that came out: everything between two cuts. */
export interface SimulatedPaper {
  readonly lines: readonly PaperLine[]
  readonly at: string
  readonly lengthMm: number
}

export interface SimulatorOptions {
  /** Paper on the roll; 80 000 mm unless told. */
  readonly paperMm?: number
  /** The sensor of the roll's end speaks below this; 3 000 mm unless told. */
  readonly nearEndMm?: number
  /** 150 mm/s is a usual ticket printer; `Infinity` prints at once. */
  readonly speedMmPerSecond?: number
  /** A clone that does not know `GS r`. */
  readonly withoutPaperStatus?: boolean
  readonly now?: () => Date
}

interface Host {
  receive(bytes: Uint8Array): void
  drop(): void
  automaticStatus: boolean
}

const keptPapers = 50
const dotsPerMm = 8
/** A line of `ESC 2` spacing: a sixth of an inch. */
const lineMm = 4.23

/**
 * An ESC/POS ticket printer as a device, not as replies: it has paper, a cover and a cable, works off what it was
 * sent at its speed, answers real-time questions at once and others in their turn, and keeps what it printed.
 * What goes wrong in the world can be programmed.
 */
export class SimulatedEscposPrinter implements Pluggable {
  /** Tickets that came out, oldest first; the last fifty. */
  readonly papers: SimulatedPaper[] = []
  /** Commands that this printer does not know; a test expects none. */
  readonly unknown: number[][] = []
  /** Bytes that arrived since the printer was switched on. */
  receivedBytes = 0
  readonly #decoder = { now: new EscposDecoder() }
  readonly #hosts = new Set<Host>()
  readonly #plugListeners = new Set<(plugged: boolean) => void>()
  readonly #paperListeners = new Set<(lines: readonly PaperLine[], cut: boolean) => void>()
  readonly #nearEndMm: number
  readonly #speedMmPerSecond: number
  readonly #withoutPaperStatus: boolean
  readonly #now: () => Date
  #queue: PrinterCommand[] = []
  #working: NodeJS.Timeout | null = null
  #lines: PaperLine[] = []
  #lengthMm = 0
  #paperMm: number
  #coverOpen = false
  #cutterJammed = false
  #plugged = true
  #silent = false
  #lateMs = 0
  #lateAnswers = 0
  #jobsUntilPaperOut: number | null = null
  #linesUntilUnplugged: number | null = null

  constructor(options: SimulatorOptions = {}) {
    this.#paperMm = options.paperMm ?? 80_000
    this.#nearEndMm = options.nearEndMm ?? 3000
    this.#speedMmPerSecond = options.speedMmPerSecond ?? 150
    this.#withoutPaperStatus = options.withoutPaperStatus ?? false
    this.#now = options.now ?? (() => new Date())
  }

  get plugged(): boolean {
    return this.#plugged
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

  /** Hears the cable pulled and put in: a TCP port opens and closes by it. */
  onPlug(listener: (plugged: boolean) => void): () => void {
    this.#plugListeners.add(listener)
    return () => this.#plugListeners.delete(listener)
  }

  attach(port: { receive(bytes: Uint8Array): void; drop(): void }) {
    const host: Host = {
      receive: (bytes) => port.receive(bytes),
      drop: () => port.drop(),
      automaticStatus: false,
    }
    this.#hosts.add(host)
    return {
      send: (bytes: Uint8Array) => this.#hear(host, bytes),
      detach: () => {
        this.#hosts.delete(host)
        // Half a command from a host that left must not swallow the next host's first bytes.
        this.#decoder.now = new EscposDecoder()
      },
    }
  }

  /** Puts paper in, or takes it out with 0. */
  loadPaper(mm = 80_000): void {
    this.#paperMm = mm
    this.#changed()
  }

  openCover(open: boolean): void {
    this.#coverOpen = open
    this.#changed()
  }

  jamCutter(jammed: boolean): void {
    this.#cutterJammed = jammed
    this.#changed()
  }

  /** Pulls the cable or puts it in. What was received stays in the printer, as it does in a real one. */
  plug(plugged: boolean): void {
    if (this.#plugged === plugged) return
    this.#plugged = plugged
    if (!plugged) {
      for (const host of [...this.#hosts]) host.drop()
      this.#hosts.clear()
      this.#decoder.now = new EscposDecoder()
    }
    for (const listener of this.#plugListeners) listener(plugged)
  }

  /** Hears and prints, but says nothing any more. */
  silence(silent: boolean): void {
    this.#silent = silent
  }

  /** The next answers come late by so much. */
  answerLate(ms: number, answers = 1): void {
    this.#lateMs = ms
    this.#lateAnswers = answers
  }

  /** The roll ends in the middle of the ticket after so many more. */
  runOutAfter(jobs: number): void {
    this.#jobsUntilPaperOut = jobs
  }

  /** Somebody pulls the cable after so many more lines. */
  unplugAfterLines(lines: number): void {
    this.#linesUntilUnplugged = lines
  }

  /** Switched off: timers end, nothing more comes out. */
  stop(): void {
    if (this.#working) clearTimeout(this.#working)
    this.#working = null
    this.#queue = []
    for (const host of [...this.#hosts]) host.drop()
    this.#hosts.clear()
  }

  get #offline(): boolean {
    return this.#coverOpen || this.paperOut || this.#cutterJammed
  }

  #hear(host: Host, bytes: Uint8Array): void {
    this.receivedBytes += bytes.length
    for (const command of this.#decoder.now.feed(bytes)) {
      switch (command.kind) {
        case 'ask-status':
          this.#answer(host, this.#statusByte(command.part))
          break
        case 'clear':
        case 'recover':
          // In real time, offline too: what waits is dropped, and so is the line that was being set.
          this.#queue = []
          this.#decoder.now = new EscposDecoder()
          if (command.kind === 'recover') this.#cutterJammed = false
          break
        case 'automatic-status':
          host.automaticStatus = command.on
          if (command.on) this.#answer(host, ...this.#automaticStatus())
          break
        case 'unknown':
          this.unknown.push([...command.bytes])
          break
        default:
          this.#queue.push(command)
      }
    }
    this.#work()
  }

  #work(): void {
    while (this.#working === null && !this.#offline) {
      const command = this.#queue.shift()
      if (command === undefined) return
      if (command.kind === 'transmit-paper-status') {
        if (this.#withoutPaperStatus) continue
        for (const host of this.#hosts) this.#answer(host, this.#nearEnd ? 0x03 : 0x00)
      }
      if (command.kind === 'paper') this.#print(command.line)
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
      this.#queue.unshift({ kind: 'paper', line })
      this.#changed()
      return
    }
    const wasNearEnd = this.#nearEnd
    this.#paperMm -= mm
    this.#lengthMm += mm
    if (line.kind === 'cut') this.#cut()
    else this.#lines.push(line)
    for (const listener of this.#paperListeners) listener(this.#lines, line.kind === 'cut')
    if (this.#linesUntilUnplugged !== null) {
      this.#linesUntilUnplugged -= 1
      if (this.#linesUntilUnplugged <= 0) {
        this.#linesUntilUnplugged = null
        this.plug(false)
      }
    }
    if (this.#nearEnd !== wasNearEnd) this.#changed()
    const ms = (mm / this.#speedMmPerSecond) * 1000
    if (ms >= 1)
      this.#working = setTimeout(() => {
        this.#working = null
        this.#work()
      }, ms)
  }

  #cut(): void {
    this.papers.push({ lines: this.#lines, at: this.#now().toISOString(), lengthMm: this.#lengthMm })
    if (this.papers.length > keptPapers) this.papers.shift()
    this.#lines = []
    this.#lengthMm = 0
    if (this.#jobsUntilPaperOut !== null) this.#jobsUntilPaperOut -= 1
  }

  get #nearEnd(): boolean {
    return this.#paperMm < this.#nearEndMm
  }

  #changed(): void {
    for (const host of this.#hosts) if (host.automaticStatus) this.#answer(host, ...this.#automaticStatus())
    this.#work()
  }

  #answer(host: Host, ...bytes: number[]): void {
    if (this.#silent) return
    if (this.#lateAnswers === 0) {
      host.receive(Uint8Array.from(bytes))
      return
    }
    this.#lateAnswers -= 1
    setTimeout(() => host.receive(Uint8Array.from(bytes)), this.#lateMs)
  }

  #statusByte(part: number): number {
    const bit = (on: boolean, mask: number) => (on ? mask : 0)
    switch (part) {
      case 1:
        return 0x12 | bit(this.#offline, 0x08)
      case 2:
        return 0x12 | bit(this.#coverOpen, 0x04) | bit(this.paperOut, 0x20) | bit(this.#cutterJammed, 0x40)
      case 3:
        return 0x12 | bit(this.#cutterJammed, 0x08)
      default:
        return 0x12 | bit(this.#nearEnd, 0x0c) | bit(this.paperOut, 0x60)
    }
  }

  #automaticStatus(): [number, number, number, number] {
    const bit = (on: boolean, mask: number) => (on ? mask : 0)
    return [
      0x10 | bit(this.#offline, 0x08) | bit(this.#coverOpen, 0x20),
      bit(this.#cutterJammed, 0x08),
      bit(this.#nearEnd, 0x03) | bit(this.paperOut, 0x0c),
      0x0f,
    ]
  }
}

/** How much paper a line takes. */
function lengthOf(line: PaperLine): number {
  switch (line.kind) {
    case 'cut':
      return 0
    case 'feed':
      return line.lines * lineMm
    case 'qr':
      return (create(line.content, { errorCorrectionLevel: 'M' }).modules.size * line.moduleDots) / dotsPerMm
    case 'text': {
      const height = Math.max(1, ...line.runs.map((run) => run.height))
      return Math.max(lineMm, (24 * height) / dotsPerMm)
    }
  }
}
