/**
 * What a printer says, read from a stream that may be cut anywhere: answers to `DLE EOT`, the four bytes of
 * automatic status, the answer to `GS r 1`, and flow control in between. Pure.
 */
export type StatusMessage =
  | { readonly kind: 'answer'; readonly byte: number }
  | { readonly kind: 'automatic'; readonly bytes: readonly [number, number, number, number] }
  | { readonly kind: 'paper'; readonly byte: number }
  | { readonly kind: 'flow'; readonly stop: boolean }
  /** Bytes that fit nothing: noise on the line, or a device that is no printer. */
  | { readonly kind: 'discarded'; readonly byte: number }

const xon = 0x11
const xoff = 0x13

/** Reads status bytes one connection long; feed it whatever arrives. */
export class StatusParser {
  #automatic: number[] = []

  /** The messages that these bytes complete, in order. */
  feed(bytes: Uint8Array): StatusMessage[] {
    const messages: StatusMessage[] = []
    for (const byte of bytes) this.#one(byte, messages)
    return messages
  }

  #one(byte: number, messages: StatusMessage[]): void {
    // The four kinds are told apart by fixed bits, so flow control and a real-time answer may stand anywhere,
    // in the middle of automatic status too.
    if (byte === xon || byte === xoff) messages.push({ kind: 'flow', stop: byte === xoff })
    else if ((byte & 0x93) === 0x12) messages.push({ kind: 'answer', byte })
    else if ((byte & 0x93) === 0x10) {
      for (const lost of this.#automatic) messages.push({ kind: 'discarded', byte: lost })
      this.#automatic = [byte]
    } else if ((byte & 0x90) === 0) this.#plain(byte, messages)
    else messages.push({ kind: 'discarded', byte })
  }

  #plain(byte: number, messages: StatusMessage[]): void {
    if (this.#automatic.length === 0) {
      messages.push({ kind: 'paper', byte })
      return
    }
    this.#automatic.push(byte)
    const [first, second, third, fourth] = this.#automatic
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) return
    this.#automatic = []
    messages.push({ kind: 'automatic', bytes: [first, second, third, fourth] })
  }
}

/** A printer's state in words. */
export interface PrinterStatus {
  readonly offline: boolean
  readonly coverOpen: boolean
  readonly paperOut: boolean
  readonly paperNearEnd: boolean
  readonly cutter: boolean
  /** An error that is none of the above: hot head, or one that only switching off mends. */
  readonly error: boolean
}

/**
 * Which bits of the fourth state mean what. With a presenter 出纸口 the paper's end is 20 and 40 says that a ticket
 * waits to be taken (Citizen PPU-231II); everywhere else 60 is the end.
 */
export type PrinterModel = 'standard' | 'presenter'

/** The four answers to `DLE EOT 1` to `4`, read together. */
export function readAnswers(
  answers: readonly [number, number, number, number],
  model: PrinterModel,
): PrinterStatus {
  const [printer, cause, error, paper] = answers
  const end = model === 'presenter' ? 0x20 : 0x60
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (cause & 0x04) !== 0,
    paperOut: (cause & 0x20) !== 0 || (paper & end) !== 0,
    paperNearEnd: (paper & 0x0c) !== 0,
    cutter: (error & 0x08) !== 0,
    error: (error & 0x60) !== 0 || ((cause & 0x40) !== 0 && (error & 0x68) === 0),
  }
}

/** The four bytes of automatic status. */
export function readAutomatic(bytes: readonly [number, number, number, number]): PrinterStatus {
  const [printer, error, paper] = bytes
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (printer & 0x20) !== 0,
    paperOut: (paper & 0x0c) !== 0,
    paperNearEnd: (paper & 0x03) !== 0,
    cutter: (error & 0x08) !== 0,
    error: (error & 0x64) !== 0,
  }
}

/**
 * Whether a state contradicts itself: offline without a cause, or a cause while online. It is seen while a cover
 * closes or paper is fed, because the four answers were given one after the other; asked again, it settles.
 */
export function isConsistent(status: PrinterStatus): boolean {
  const cause = status.coverOpen || status.paperOut || status.cutter || status.error
  return cause === status.offline
}

/** Why a printer cannot print, in the contract's words; null when it can. Near the end it still prints. */
export function faultOf(
  status: PrinterStatus,
): 'cover-open' | 'paper-out' | 'cutter' | 'error' | 'offline' | null {
  if (status.coverOpen) return 'cover-open'
  if (status.paperOut) return 'paper-out'
  if (status.cutter) return 'cutter'
  if (status.error) return 'error'
  return status.offline ? 'offline' : null
}
