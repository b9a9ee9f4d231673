import iconv from 'iconv-lite'
import type { Decoder } from './codec.ts'
import { type Reading, ScanningDecoder } from './scanning-decoder.ts'
import type { StripColour } from './strip-text.ts'

/**
 * The A0 90 strip, 9600 8N1: `A0 90 addr A5 lenHi lenLo (character, colour)… xor`. A character is one byte of ASCII or
 * two of GBK, its colour one byte more; the xor covers everything from the address on. The strip answers with
 * `A0 90 addr … A5 AA`. Two independent programs agree on this; of what stands in the answer's middle neither says
 * anything, so up to eight bytes are skipped there.
 */
export interface A090Text {
  readonly address: number
  readonly characters: readonly { readonly character: string; readonly colour: StripColour }[]
}

export interface A090Answer {
  readonly address: number
}

const colours: readonly StripColour[] = ['red', 'green', 'yellow']
/** Bytes of characters and colours in the longest frame. */
const longestText = 512
const headLength = 6
/** Bytes between address and end of an answer that may be anything. */
const longestMiddle = 8

/** The frame that shows text in GBK bytes, all in one colour. */
export function a090Frame(address: number, text: Uint8Array, colour: StripColour): Uint8Array {
  const payload: number[] = []
  for (let place = 0; place < text.length; place += 1) {
    const byte = text[place] ?? 0
    payload.push(byte)
    if (byte > 0x80) {
      place += 1
      payload.push(text[place] ?? 0)
    }
    payload.push(colours.indexOf(colour))
  }
  if (payload.length > longestText) throw new Error(`an A0 90 strip takes ${longestText} bytes at once`)
  const checked = [address, 0xa5, payload.length >> 8, payload.length & 0xff, ...payload]
  return Uint8Array.from([0xa0, 0x90, ...checked, xorOf(checked)])
}

/** A strip's answer, with whatever stands in its middle. */
export function a090Answer(address: number, middle: Uint8Array = new Uint8Array()): Uint8Array {
  return Uint8Array.from([0xa0, 0x90, address, ...middle, 0xa5, 0xaa])
}

/** Reads what a host sends, as a strip does. */
export function a090TextDecoder(): Decoder<A090Text> {
  return new ScanningDecoder(readText)
}

/** Reads what strips answer. */
export function a090AnswerDecoder(): Decoder<A090Answer> {
  return new ScanningDecoder(readAnswer)
}

function readText(bytes: Uint8Array): Reading<A090Text> {
  if (!begins(bytes, [0xa0, 0x90, null, 0xa5])) return { kind: 'none' }
  if (bytes.length < headLength) return { kind: 'more' }
  const length = ((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0)
  if (length > longestText) return { kind: 'none' }
  const whole = headLength + length + 1
  if (bytes.length < whole) return { kind: 'more' }
  if (xorOf(bytes.subarray(2, whole - 1)) !== bytes[whole - 1]) return { kind: 'none' }
  const characters = readCharacters(bytes.subarray(headLength, whole - 1))
  if (characters === null) return { kind: 'none' }
  return { kind: 'message', message: { address: bytes[2] ?? 0, characters }, bytes: whole }
}

function readCharacters(payload: Uint8Array): A090Text['characters'] | null {
  const characters: { character: string; colour: StripColour }[] = []
  for (let place = 0; place < payload.length; ) {
    const width = (payload[place] ?? 0) > 0x80 ? 2 : 1
    const colour = colours[payload[place + width] ?? -1]
    if (colour === undefined) return null
    characters.push({
      character: iconv.decode(Buffer.from(payload.subarray(place, place + width)), 'gbk'),
      colour,
    })
    place += width + 1
  }
  return characters
}

function readAnswer(bytes: Uint8Array): Reading<A090Answer> {
  if (!begins(bytes, [0xa0, 0x90])) return { kind: 'none' }
  for (let place = 3; place <= 3 + longestMiddle; place += 1) {
    if (place + 1 >= bytes.length) return { kind: 'more' }
    if (bytes[place] !== 0xa5 || bytes[place + 1] !== 0xaa) continue
    // A head of noise before a whole answer: the answer is the later one.
    for (let later = 1; later + 3 <= place; later += 1)
      if (bytes[later] === 0xa0 && bytes[later + 1] === 0x90) return { kind: 'none' }
    return { kind: 'message', message: { address: bytes[2] ?? 0 }, bytes: place + 2 }
  }
  return { kind: 'none' }
}

/** Whether bytes begin so, as far as there are any; null stands for any byte. */
function begins(bytes: Uint8Array, head: readonly (number | null)[]): boolean {
  return head.every((byte, place) => byte === null || place >= bytes.length || bytes[place] === byte)
}

function xorOf(bytes: Iterable<number>): number {
  let xor = 0
  for (const byte of bytes) xor ^= byte
  return xor
}
