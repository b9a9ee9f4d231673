import { type Bitmap, rowBytes } from './bitmap.ts'

/**
 * ESC/POS commands as bytes: those that we make ourselves, because the library has them wrong or not at all.
 * Pure. Sources: Epson TM-U220A p 82–83, TM-L60II, Bixolon SRP-350 p 9, Citizen CT-S2000 p 58.
 */
const DLE = 0x10
const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d

/** Which of its four states a printer is asked for by `DLE EOT n`. */
export type StatusPart = 1 | 2 | 3 | 4
/** QR error correction: about 7, 15, 25 or 30 % of the code may be lost. */
export type QrLevel = 'L' | 'M' | 'Q' | 'H'

const qrLevels: Readonly<Record<QrLevel, number>> = { L: 0x30, M: 0x31, Q: 0x32, H: 0x33 }

/** Forget modes and what stands in the line buffer. */
export const initialize = Uint8Array.of(ESC, 0x40)
/** Two-byte Chinese characters on: Chinese firmware starts with it on, others do not. */
export const chineseOn = Uint8Array.of(FS, 0x26)
/** Asks for the paper sensor in the order of printing: its answer says that all before it was worked off. */
export const transmitPaperStatus = Uint8Array.of(GS, 0x72, 0x01)
/** Automatic status on for every kind of change; four bytes come unasked, the first ones at once. */
export const automaticStatusOn = Uint8Array.of(GS, 0x61, 0x0f)
/** Real time: recover from an error and drop what was to be printed. */
export const recoverAndClear = Uint8Array.of(DLE, 0x05, 0x02)
/** Real time: drop everything in the receive and print buffers, so that new paper brings no ghost ticket. */
export const clearBuffers = Uint8Array.of(DLE, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08)
/** Cut, leaving one point uncut so that the ticket does not fall. */
export const partialCut = Uint8Array.of(GS, 0x56, 0x01)

/** Real time: asks for one of the four states. The answer is one byte and does not say which it is. */
export function askStatus(part: StatusPart): Uint8Array {
  return Uint8Array.of(DLE, 0x04, part)
}

/** Size of characters as multiples (1–8) of 12 × 24 dots. The library's own has width and height exchanged. */
export function characterSize(width: number, height: number): Uint8Array {
  if (![width, height].every((times) => Number.isInteger(times) && times >= 1 && times <= 8))
    throw new RangeError(`character size ${width}×${height} is not within 1–8`)
  return Uint8Array.of(GS, 0x21, ((width - 1) << 4) | (height - 1))
}

/** Feeds so many lines. */
export function feedLines(lines: number): Uint8Array {
  return Uint8Array.of(ESC, 0x64, lines)
}

/** A QR code; the length counts bytes, not characters. `moduleDots` 1–16. */
export function qrCode(content: string, moduleDots: number, level: QrLevel = 'M'): Uint8Array {
  const data = new TextEncoder().encode(content)
  const length = data.length + 3
  if (length > 7092) throw new RangeError(`a QR code cannot hold ${data.length} bytes`)
  const order = (...rest: number[]) => [GS, 0x28, 0x6b, ...rest]
  return Uint8Array.from([
    ...order(0x04, 0x00, 0x31, 0x41, 0x32, 0x00),
    ...order(0x03, 0x00, 0x31, 0x43, moduleDots),
    ...order(0x03, 0x00, 0x31, 0x45, qrLevels[level]),
    ...order(length & 0xff, length >> 8, 0x31, 0x50, 0x30),
    ...data,
    ...order(0x03, 0x00, 0x31, 0x51, 0x30),
  ])
}

/** A picture as dots (`GS v 0`), a line of its own, placed as text is; at the size of one dot a dot. */
export function raster(bitmap: Bitmap): Uint8Array {
  const across = rowBytes(bitmap.width)
  if (across > 0xff || bitmap.height > 0xffff || bitmap.bytes.length !== across * bitmap.height)
    throw new RangeError(`a picture of ${bitmap.width} × ${bitmap.height} dots cannot be printed`)
  const head = [GS, 0x76, 0x30, 0, across, 0, bitmap.height & 0xff, bitmap.height >> 8]
  return Uint8Array.from([...head, ...bitmap.bytes])
}
