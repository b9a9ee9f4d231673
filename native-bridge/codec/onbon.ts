import { fail, ok, type Result } from '../../core/result.ts'
import type { Decoder } from './codec.ts'
import { type Reading, ScanningDecoder } from './scanning-decoder.ts'

/**
 * Onbon BX-5K and 6K, the cards with fonts of their own: `A5 × 8 | header 14 | data | check 2 | 5A`, escaped between
 * start and end. The check is CRC-16/ARC, low byte first, over header and data before they are escaped.
 * Sources: the vendor's "BX-5K/6K 通讯协议用户版本"; its answer to a command (check `14 AC`) and the ping (`68 F8`) verify.
 */
export interface OnbonFrame {
  /** To whom: a screen's number, or `hostAddress` in an answer. */
  readonly to: number
  readonly from: number
  readonly check: OnbonCheck
  readonly data: Uint8Array
}

export type OnbonCheck = 'crc' | 'sum' | 'none'

/** The host's own address in every frame. */
export const hostAddress = 0x8000
/** What a card that was asked without a number of its own answers as. */
export const anyAddress = 0xfffe
/** Data of the longest frame that we send or take. */
export const longestData = 1024

const start = 0xa5
const end = 0x5a
/** Eight start bytes are sent; answers with nine were seen. More than this is noise. */
const longestStart = 16
const headerLength = 14
const checks: readonly OnbonCheck[] = ['crc', 'sum', 'none']
/** Header, data and check, each byte escaped at worst. */
const longestBody = 2 * (headerLength + longestData + 2)

/** A whole frame. `check` is CRC unless a test asks for another. */
export function onbonFrame(frame: {
  readonly to: number
  readonly from?: number
  readonly check?: OnbonCheck
  readonly data: Uint8Array
}): Uint8Array {
  const { to, from = hostAddress, check = 'crc', data } = frame
  if (data.length > longestData) throw new Error(`an Onbon frame holds ${longestData} bytes of data`)
  const header = Uint8Array.of(
    ...littleEndian(to),
    ...littleEndian(from),
    ...[0, 0, 0, 0, checks.indexOf(check), 0, 0xfe, 0x02],
    ...littleEndian(data.length),
  )
  const body = Buffer.concat([header, data])
  return Uint8Array.from([
    ...new Array<number>(8).fill(start),
    ...escapeBytes(Buffer.concat([body, Uint8Array.from(littleEndian(checkOf(check, body)))])),
    end,
  ])
}

/** Reads frames of a connection; frames whose check fails are discarded bytes. */
export function onbonDecoder(): Decoder<OnbonFrame> {
  return new ScanningDecoder(readFrame)
}

/** CRC-16/ARC: polynomial 8005 reflected, beginning with 0. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  }
  return crc
}

/** Start and end never stand inside a frame: they and the two signs that stand for them become two bytes each. */
export function escapeBytes(bytes: Uint8Array): Uint8Array {
  const escaped: number[] = []
  for (const byte of bytes) {
    if (byte === start) escaped.push(0xa6, 0x02)
    else if (byte === 0xa6) escaped.push(0xa6, 0x01)
    else if (byte === end) escaped.push(0x5b, 0x02)
    else if (byte === 0x5b) escaped.push(0x5b, 0x01)
    else escaped.push(byte)
  }
  return Uint8Array.from(escaped)
}

/** The bytes before they were escaped; fails where a sign stands for nothing. */
export function unescapeBytes(bytes: Uint8Array): Result<Uint8Array, 'not-escaped'> {
  const plain: number[] = []
  for (let place = 0; place < bytes.length; place += 1) {
    const byte = bytes[place] ?? 0
    if (byte !== 0xa6 && byte !== 0x5b) {
      plain.push(byte)
      continue
    }
    place += 1
    const which = bytes[place]
    if (which === 0x01) plain.push(byte)
    else if (which === 0x02) plain.push(byte === 0xa6 ? start : end)
    else return fail('not-escaped')
  }
  return ok(Uint8Array.from(plain))
}

function readFrame(bytes: Uint8Array): Reading<OnbonFrame> {
  if (bytes[0] !== start) return { kind: 'none' }
  let begin = 0
  while (bytes[begin] === start) begin += 1
  if (begin > longestStart) return { kind: 'none' }
  for (let place = begin; place < bytes.length && place - begin <= longestBody; place += 1) {
    if (bytes[place] === start) return { kind: 'none' }
    if (bytes[place] !== end) continue
    const frame = readBody(bytes.subarray(begin, place))
    return frame === null ? { kind: 'none' } : { kind: 'message', message: frame, bytes: place + 1 }
  }
  return bytes.length - begin > longestBody ? { kind: 'none' } : { kind: 'more' }
}

function readBody(escaped: Uint8Array): OnbonFrame | null {
  const plain = unescapeBytes(escaped)
  if (!plain.ok || plain.value.length < headerLength + 2) return null
  const body = plain.value.subarray(0, -2)
  const view = new DataView(plain.value.buffer)
  const check = checks[plain.value[8] ?? -1]
  if (check === undefined || view.getUint16(12, true) !== body.length - headerLength) return null
  if (check !== 'none' && view.getUint16(body.length, true) !== checkOf(check, body)) return null
  return {
    to: view.getUint16(0, true),
    from: view.getUint16(2, true),
    check,
    data: body.subarray(headerLength),
  }
}

function checkOf(check: OnbonCheck, bytes: Uint8Array): number {
  if (check === 'none') return 0
  return check === 'crc' ? crc16(bytes) : bytes.reduce((sum, byte) => (sum + byte) & 0xffff, 0)
}

function littleEndian(value: number): [number, number] {
  return [value & 0xff, (value >> 8) & 0xff]
}
