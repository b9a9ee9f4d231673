import iconv from 'iconv-lite'
import { linesOf, type StripColour, type StripSize, type StripText, stripBytes } from './strip-text.ts'

/**
 * What is asked of an Onbon card, and what it answers. Text is sent as real-time information (`A3 06`): one dynamic
 * area over the whole screen. The layout of that area is confirmed by four public programs; the vendor's own example
 * of it carries a wrong check.
 */
export type OnbonRequest =
  | { readonly kind: 'ping' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'show'; readonly colour: StripColour; readonly lines: readonly string[] }
  | { readonly kind: 'unknown' }

/** A card's answer: done, or refused with its word for why. */
export type OnbonAnswer = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly error: number }

/** Asks whether the card is there. */
export const pingData = Uint8Array.of(0xa2, 0x00, 0x01, 0x00, 0x00)
/** Clears the screen. */
export const clearData = Uint8Array.of(0xa3, 0x10, 0x01, 0x00, 0x00)

const areaHeaderLength = 27
/** Command, answer wanted, process at once, reserved, no area deleted, one area. */
const showHead = [0xa3, 0x06, 0x01, 0x00, 0x00, 0x00, 0x01] as const
/** `\C` and a figure stand before a text for its colour. */
const colourFigures: Readonly<Record<StripColour, string>> = { red: '1', green: '2', yellow: '3' }
const lineHeightPixels = 16

/** The data that shows a text until another comes. */
export function showData(text: StripText, size: StripSize): Uint8Array {
  // A backslash begins a command of the card: as a full-width sign it is only itself.
  const lines = text.lines.map((line) => line.replaceAll('\\', '＼'))
  const content = Buffer.concat([
    Buffer.from(`\\C${colourFigures[text.colour]}`, 'latin1'),
    stripBytes({ ...text, lines }, size),
  ])
  const area = Buffer.alloc(areaHeaderLength)
  // Type 0, a text; place 0, 0; the width in bytes of eight pixels: the top bit would mean pixels.
  area.writeUInt16LE(size.columns, 5)
  area.writeUInt16LE(size.lines * lineHeightPixels, 7)
  // Area 0, no space between lines, run mode 0: it stays for ever; the time-out of two seconds is for other modes.
  area.writeUInt16LE(2, 12)
  // One line or several, the card breaks them at the width; shown at once; leaves at once; speed; stays (half seconds).
  area[17] = size.lines > 1 ? 2 : 1
  area[18] = size.lines > 1 ? 2 : 1
  area[19] = 1
  area[22] = 10
  area.writeUInt32LE(content.length, 23)
  const areaLength = areaHeaderLength + content.length
  return Uint8Array.from([...showHead, areaLength & 0xff, areaLength >> 8, ...area, ...content])
}

/** What a host asks, as a card reads it. */
export function readRequest(data: Uint8Array): OnbonRequest {
  if (data[0] === 0xa2 && data[1] === 0x00) return { kind: 'ping' }
  if (data[0] === 0xa3 && data[1] === 0x10) return { kind: 'clear' }
  if (data[0] !== 0xa3 || data[1] !== 0x06 || data[6] !== 1) return { kind: 'unknown' }
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  const areaAt = showHead.length + 2
  if (data.length < areaAt + areaHeaderLength) return { kind: 'unknown' }
  const contentLength = view.getUint32(areaAt + 23, true)
  if (
    view.getUint16(areaAt - 2, true) !== areaHeaderLength + contentLength ||
    data.length !== areaAt + areaHeaderLength + contentLength
  )
    return { kind: 'unknown' }
  const content = data.subarray(areaAt + areaHeaderLength)
  const figure = content[0] === 0x5c && content[1] === 0x43 ? String.fromCharCode(content[2] ?? 0) : null
  const colour = figure === '2' ? 'green' : figure === '3' ? 'yellow' : 'red'
  const columns = view.getUint16(areaAt + 5, true)
  if (columns === 0) return { kind: 'unknown' }
  return {
    kind: 'show',
    colour,
    lines: linesOf(figure === null ? content : content.subarray(3), columns, (bytes) =>
      iconv.decode(Buffer.from(bytes), 'gbk'),
    ),
  }
}

/** A card's answer as data; `error` 0 is done. */
export function answerData(error: number): Uint8Array {
  return Uint8Array.of(0xa0, error === 0 ? 0x00 : 0x01, error, 0x00, 0x00)
}

/** Reads an answer; null for data that is none. */
export function readAnswer(data: Uint8Array): OnbonAnswer | null {
  if (data[0] !== 0xa0 || data.length < 3) return null
  const error = data[2] ?? 0
  if (data[1] === 0x00 && error === 0) return { kind: 'done' }
  return data[1] === 0x00 || data[1] === 0x01 ? { kind: 'refused', error } : null
}
