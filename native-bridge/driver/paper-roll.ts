import type { PrinterStatus } from '../codec/escpos-status.ts'

/** Keeps how much of a roll is used over restarts. */
export interface RollMemory {
  usedMm(): number
  keep(usedMm: number): void
}

export interface RollOptions {
  /** What a new roll holds, in millimetres. */
  readonly rollMm: number
  /** With fewer tickets than this left it is low. */
  readonly lowTickets: number
  readonly memory?: RollMemory | undefined
}

/** A ticket's length until some were printed, in millimetres. */
const usualTicketMm = 150
/** How much the newest ticket counts in the mean length. */
const newest = 0.1

/**
 * How much of the paper roll is used, reckoned from what was printed: printers without a sensor near the end can still
 * say that they are about to run out. A new roll is seen by the paper that came back after its end, or by a cover that
 * was opened when paper was low and closed without being so any more.
 */
export class PaperRoll {
  readonly #options: RollOptions
  #usedMm: number
  #totalMm = 0
  #ticketMm = usualTicketMm
  #ended = false
  #wasNearEnd = false
  #openedWhenLow = false

  constructor(options: RollOptions) {
    this.#options = options
    this.#usedMm = options.memory?.usedMm() ?? 0
  }

  get usedMm(): number {
    return Math.round(this.#usedMm)
  }

  /** What was used of every roll since the program started, in millimetres: a new roll takes nothing back. */
  get totalMm(): number {
    return Math.round(this.#totalMm)
  }

  /** Whether fewer tickets are left than were told to be few. */
  get low(): boolean {
    return this.#options.rollMm - this.#usedMm < this.#options.lowTickets * this.#ticketMm
  }

  /** A ticket went to the paper, whole or not: what is not known is counted as used. */
  used(mm: number): void {
    if (mm <= 0) return
    this.#usedMm += mm
    this.#totalMm += mm
    this.#ticketMm += (mm - this.#ticketMm) * newest
    this.#options.memory?.keep(this.usedMm)
  }

  /** The printer told its state. */
  saw({ coverOpen, paperOut, paperNearEnd }: PrinterStatus): void {
    if (coverOpen) {
      // Many printers say that the paper is out while the cover is open: that is no end of a roll.
      this.#openedWhenLow ||= this.#wasNearEnd || this.low
      return
    }
    if (paperOut) {
      this.#ended = true
      return
    }
    if (this.#ended || (this.#openedWhenLow && !paperNearEnd)) this.#renew()
    this.#openedWhenLow = false
    this.#wasNearEnd = paperNearEnd
  }

  #renew(): void {
    this.#ended = false
    this.#usedMm = 0
    this.#options.memory?.keep(0)
  }
}
