import iconv from 'iconv-lite'
import { z } from 'zod'
import type { Decoder } from './codec.ts'
import { type Reading, ScanningDecoder } from './scanning-decoder.ts'
import type { StripColour } from './strip-text.ts'

const byte = z.number().int().min(0).max(255)

/**
 * How one vendor's AA … BB 51 54 strip wants its frames: `AA addr BB 51 54`, five settings, text in GBK, `FF`, and a
 * check byte before the settings or after the text. Variants disagree, so each is a file.
 */
export const aabbProfile = z.strictObject({
  says: z.string(),
  check: z.strictObject({
    kind: z.enum(['sum', 'xor']),
    /** `first`: right after the head; `last`: before the end. */
    place: z.enum(['first', 'last']),
    /** Covered besides settings and text: the head from the address on. */
    withHead: z.boolean(),
  }),
  mode: byte,
  speed: byte,
  stay: byte,
  /** How long the text is valid; 99 (63h) is for ever. */
  valid: byte,
  colours: z.strictObject({ red: byte, green: byte, yellow: byte }),
  /** Silence that the strip needs between two frames, in milliseconds. */
  gapMs: z.number().int().min(0).max(5000),
  /** These strips say nothing: the text is sent again so often, in milliseconds, and thus comes back after a power cut. */
  againMs: z.number().int().min(500).max(600_000),
})
export type AabbProfile = z.infer<typeof aabbProfile>

export interface AabbText {
  readonly address: number
  readonly colour: StripColour
  /** GBK as it came. */
  readonly text: Uint8Array
}

const headLength = 5
const settingsLength = 5
const longestText = 256
const colourNames = ['red', 'green', 'yellow'] as const

/** The frame that shows text in GBK bytes in one colour. */
export function aabbFrame(
  profile: AabbProfile,
  address: number,
  text: Uint8Array,
  colour: StripColour,
): Uint8Array {
  if (text.length > longestText) throw new Error(`an AA BB strip takes ${longestText} bytes at once`)
  const { mode, speed, stay, valid, colours, check } = profile
  const head = [0xaa, address, 0xbb, 0x51, 0x54]
  const body = [mode, speed, stay, colours[colour], valid, ...text]
  const checkByte = checkOf(profile, head, body)
  return Uint8Array.from(
    check.place === 'first' ? [...head, checkByte, ...body, 0xff] : [...head, ...body, checkByte, 0xff],
  )
}

/** Reads what a host sends, as a strip of this profile does. */
export function aabbDecoder(profile: AabbProfile): Decoder<AabbText> {
  return new ScanningDecoder((bytes) => readText(profile, bytes))
}

/** What the text says. */
export function aabbWords(text: Uint8Array): string {
  return iconv.decode(Buffer.from(text), 'gbk')
}

function readText(profile: AabbProfile, bytes: Uint8Array): Reading<AabbText> {
  const head = [0xaa, null, 0xbb, 0x51, 0x54]
  if (!head.every((one, place) => one === null || place >= bytes.length || bytes[place] === one))
    return { kind: 'none' }
  const first = profile.check.place === 'first'
  const textAt = headLength + settingsLength + (first ? 1 : 0)
  // GBK holds no FF, so text ends at the first; a check that follows it may itself be FF.
  for (let place = textAt; place <= textAt + longestText + 1; place += 1) {
    if (place >= bytes.length) return { kind: 'more' }
    if (bytes[place] !== 0xff) continue
    const read = first ? readWhole(profile, bytes, textAt, place) : readLast(profile, bytes, textAt, place)
    if (read !== null) return read
    // In a frame whose check is FF the end is the FF after it, which may not have come.
    if (first) return { kind: 'none' }
    if (place + 1 >= bytes.length) return { kind: 'more' }
    if (bytes[place + 1] !== 0xff) return { kind: 'none' }
    return readLast(profile, bytes, textAt, place + 1) ?? { kind: 'none' }
  }
  return { kind: 'none' }
}

function readWhole(
  profile: AabbProfile,
  bytes: Uint8Array,
  textAt: number,
  end: number,
): Reading<AabbText> | null {
  const body = bytes.subarray(headLength + 1, end)
  if (checkOf(profile, bytes.subarray(0, headLength), body) !== bytes[headLength]) return null
  return message(profile, bytes, body, bytes.subarray(textAt, end), end)
}

function readLast(
  profile: AabbProfile,
  bytes: Uint8Array,
  textAt: number,
  end: number,
): Reading<AabbText> | null {
  if (end - 1 < textAt) return null
  const body = bytes.subarray(headLength, end - 1)
  if (checkOf(profile, bytes.subarray(0, headLength), body) !== bytes[end - 1]) return null
  return message(profile, bytes, body, bytes.subarray(textAt, end - 1), end)
}

function message(
  profile: AabbProfile,
  bytes: Uint8Array,
  body: Uint8Array,
  text: Uint8Array,
  end: number,
): Reading<AabbText> | null {
  const colour = colourNames.find((name) => profile.colours[name] === body[3])
  if (colour === undefined) return null
  return {
    kind: 'message',
    message: { address: bytes[1] ?? 0, colour, text: Uint8Array.from(text) },
    bytes: end + 1,
  }
}

function checkOf(profile: AabbProfile, head: Iterable<number>, body: Iterable<number>): number {
  const { kind, withHead } = profile.check
  let value = 0
  for (const one of withHead ? [...[...head].slice(1), ...body] : body)
    value = kind === 'sum' ? (value + one) & 0xff : value ^ one
  return value
}
