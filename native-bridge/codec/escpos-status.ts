import type { Decoded, Decoder } from './codec.ts'

/**
 * What a printer says: answers to `DLE EOT`, the four bytes of automatic status, the answer to `GS r 1`, and flow
 * control in between.
 */
export type StatusMessage =
  | { readonly kind: 'answer'; readonly byte: number }
  | { readonly kind: 'automatic'; readonly bytes: readonly [number, number, number, number] }
  | { readonly kind: 'paper'; readonly byte: number }
  | { readonly kind: 'flow'; readonly stop: boolean }

const xon = 0x11
const xoff = 0x13

/** Both bits of each sensor are told alike; a byte that tells them apart is noise. */
const paperAnswers: readonly number[] = [0x00, 0x03, 0x0c, 0x0f]

/** Reads one connection's status bytes, cut anywhere. */
export class StatusDecoder implements Decoder<StatusMessage> {
  #automatic: number[] = []

  get pending(): number {
    return this.#automatic.length
  }

  feed(bytes: Uint8Array): Decoded<StatusMessage>[] {
    const decoded: Decoded<StatusMessage>[] = []
    for (const byte of bytes) this.#one(byte, decoded)
    return decoded
  }

  /** What looked like the first byte of automatic status was noise; what came after it speaks for itself. */
  flush(): Decoded<StatusMessage>[] {
    const [first, ...rest] = this.#automatic
    this.#automatic = []
    if (first === undefined) return []
    return [{ kind: 'discarded', bytes: 1 }, ...this.feed(Uint8Array.from(rest))]
  }

  #one(byte: number, decoded: Decoded<StatusMessage>[]): void {
    // The four kinds are told apart by fixed bits, so flow control and a real-time answer may stand anywhere,
    // in the middle of automatic status too.
    if (byte === xon || byte === xoff) say(decoded, { kind: 'flow', stop: byte === xoff })
    else if ((byte & 0x93) === 0x12) say(decoded, { kind: 'answer', byte })
    else if ((byte & 0x93) === 0x10) {
      const begun = this.flush()
      decoded.push(...begun)
      this.#automatic = [byte]
    } else if ((byte & 0x90) === 0) this.#plain(byte, decoded)
    else decoded.push({ kind: 'discarded', bytes: 1 })
  }

  #plain(byte: number, decoded: Decoded<StatusMessage>[]): void {
    if (this.#automatic.length === 0) {
      if (paperAnswers.includes(byte)) say(decoded, { kind: 'paper', byte })
      else decoded.push({ kind: 'discarded', bytes: 1 })
      return
    }
    this.#automatic.push(byte)
    const [first, second, third, fourth] = this.#automatic
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) return
    this.#automatic = []
    say(decoded, { kind: 'automatic', bytes: [first, second, third, fourth] })
  }
}

function say(decoded: Decoded<StatusMessage>[], message: StatusMessage): void {
  decoded.push({ kind: 'message', message })
}

/** A printer's state in words. */
export interface PrinterStatus {
  readonly offline: boolean
  readonly coverOpen: boolean
  readonly paperOut: boolean
  readonly paperNearEnd: boolean
  readonly cutter: boolean
  /** It passes by itself: the head is too hot, or the voltage is off. */
  readonly recoverable: boolean
  /** Only switching off mends it, or a technician; or an error that the printer does not name. */
  readonly unrecoverable: boolean
  /** A presenter 出纸口 holds a ticket that was not taken; told by `DLE EOT 4` only. */
  readonly ticketWaiting: boolean
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
    recoverable: (error & 0x40) !== 0,
    unrecoverable: (error & 0x20) !== 0 || ((cause & 0x40) !== 0 && (error & 0x68) === 0),
    ticketWaiting: model === 'presenter' && (paper & 0x40) !== 0,
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
    recoverable: (error & 0x40) !== 0,
    unrecoverable: (error & 0x24) !== 0,
    ticketWaiting: false,
  }
}

/**
 * Whether a state contradicts itself: offline without a cause, or a cause while online. It is seen while a cover
 * closes or paper is fed, because the four answers were given one after the other; asked again, it settles.
 */
export function isConsistent(status: PrinterStatus): boolean {
  const { coverOpen, paperOut, cutter, recoverable, unrecoverable } = status
  return (coverOpen || paperOut || cutter || recoverable || unrecoverable) === status.offline
}

/** Whether two states say the same. */
export function isSameStatus(one: PrinterStatus, other: PrinterStatus): boolean {
  const words = ({ ...status }: PrinterStatus) => JSON.stringify(Object.entries(status))
  return words(one) === words(other)
}

/** Why a printer cannot print, in the contract's words; null when it can. Near the end it still prints. */
export function faultOf(
  status: PrinterStatus,
): 'cover-open' | 'paper-out' | 'cutter' | 'error' | 'offline' | null {
  if (status.coverOpen) return 'cover-open'
  if (status.paperOut) return 'paper-out'
  if (status.cutter) return 'cutter'
  if (status.recoverable || status.unrecoverable) return 'error'
  return status.offline ? 'offline' : null
}

/** The word for the device's row: finer than what a ticket's paper failed for, since other people act on it. */
export function detailOf(status: PrinterStatus): string {
  const fault = faultOf(status)
  return fault === 'error' && !status.unrecoverable ? 'head-hot' : (fault ?? '')
}
