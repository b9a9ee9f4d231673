import type { Decoded, Decoder } from './codec.ts'

/** One frame on a line of pads, either way: whose it is, what it asks, and its data. */
export interface PadFrame {
  readonly address: number
  readonly func: number
  readonly data: Uint8Array
}

const lead = 0xff
const mark = 0x68
const end = 0x16
/** Bytes around the data: two marks, two lengths, address, function, sum, end. */
const around = 8
/**
 * The longest data that a frame may carry. Pads send a few digits and a key, and take six cells; the bound keeps a
 * false start in noise from holding back more than this much of what follows.
 */
export const longestPadData = 40

/** The function codes of the family, as hosts and pads use them. */
export const padFunc = {
  /** Host to call pad: six cells of its digits. */
  show: 0x02,
  /** Host to pad: one beep. */
  beep: 0x03,
  /** Host to rating pad: begin to ask, or show stars. Both profiles acknowledge scores by it too. */
  rater: 0x01,
  /** Rating pad to host: one raw score. */
  score: 0x11,
  /** Call pad to host: any function is heard; simulated pads use this one. */
  press: 0x01,
} as const

/** The bytes of a frame: `[FF] 68 L L 68 addr func data sum 16`. Throws when it cannot be one: that is a bug. */
export function encodePadFrame(frame: PadFrame, { prefix = true } = {}): Uint8Array {
  const { address, func, data } = frame
  if (data.length > longestPadData) throw new RangeError(`a pad's frame cannot carry ${data.length} bytes`)
  const length = 2 + data.length
  const head = prefix ? [lead, mark] : [mark]
  return Uint8Array.from([...head, length, length, mark, address, func, ...data, sumOf(frame), end])
}

function sumOf({ address, func, data }: PadFrame): number {
  return data.reduce((sum, byte) => sum + byte, address + func) & 0xff
}

/** Whether two frames say the same. */
export function sameFrame(one: PadFrame, other: PadFrame): boolean {
  return (
    one.address === other.address &&
    one.func === other.func &&
    one.data.length === other.data.length &&
    one.data.every((byte, at) => byte === other.data[at])
  )
}

/**
 * Reads a line's bytes into frames, by their length: 16 and 68 occur inside data. A start that turns out to be none
 * costs its one byte, and what was read after it is read again, so that it swallows no frame behind it.
 */
export class PadFrameDecoder implements Decoder<PadFrame> {
  #held: number[] = []

  get pending(): number {
    return this.#held.length
  }

  feed(bytes: Uint8Array): Decoded<PadFrame>[] {
    const decoded: Decoded<PadFrame>[] = []
    // Piece by piece, so that a long burst of noise is never held whole.
    for (let at = 0; at < bytes.length; at += longestPadData) {
      this.#held.push(...bytes.subarray(at, at + longestPadData))
      this.#read(decoded, false)
    }
    return decoded
  }

  flush(): Decoded<PadFrame>[] {
    const decoded: Decoded<PadFrame>[] = []
    this.#read(decoded, true)
    return decoded
  }

  #read(decoded: Decoded<PadFrame>[], silent: boolean): void {
    const held = this.#held
    let at = 0
    while (at < held.length) {
      const start = held[at] === lead ? at + 1 : at
      const found = frameAt(held, start)
      if (found === 'unfinished' && !silent) break
      if (found === 'none' || found === 'unfinished') {
        discard(decoded)
        at += 1
        continue
      }
      decoded.push({ kind: 'message', message: found })
      at = start + around + found.data.length
    }
    this.#held = held.slice(at)
  }
}

/** What stands at a place: a whole frame, the beginning of one, or neither. */
function frameAt(bytes: readonly number[], at: number): PadFrame | 'unfinished' | 'none' {
  const length = bytes[at + 1]
  const checks: readonly (readonly [number | undefined, (byte: number) => boolean])[] = [
    [bytes[at], (byte) => byte === mark],
    [length, (byte) => byte >= 2 && byte <= 2 + longestPadData],
    [bytes[at + 2], (byte) => byte === length],
    [bytes[at + 3], (byte) => byte === mark],
  ]
  for (const [byte, fits] of checks) {
    if (byte === undefined) return 'unfinished'
    if (!fits(byte)) return 'none'
  }
  if (length === undefined) return 'unfinished'
  const body = bytes.slice(at + 4, at + 6 + length)
  if (body.length < length + 2) return 'unfinished'
  const [address, func] = body
  if (address === undefined || func === undefined) return 'unfinished'
  const frame = { address, func, data: Uint8Array.from(body.slice(2, length)) }
  return body[length] === sumOf(frame) && body[length + 1] === end ? frame : 'none'
}

/** Bytes that are dropped one after the other are told together. */
function discard(decoded: Decoded<PadFrame>[]): void {
  const last = decoded.at(-1)
  if (last?.kind === 'discarded') decoded[decoded.length - 1] = { kind: 'discarded', bytes: last.bytes + 1 }
  else decoded.push({ kind: 'discarded', bytes: 1 })
}
