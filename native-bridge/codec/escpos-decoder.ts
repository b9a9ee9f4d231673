import iconv from 'iconv-lite'
import type { Bitmap } from './bitmap.ts'
import { HeldBytes } from './held-bytes.ts'

/** A run of characters of one size. */
export interface PaperText {
  readonly text: string
  /** Multiples of 12 × 24 dots. */
  readonly width: number
  readonly height: number
  readonly bold: boolean
}

/** One thing on the paper, from top to bottom. */
export type PaperLine =
  | {
      readonly kind: 'text'
      readonly align: 'left' | 'center' | 'right'
      readonly runs: readonly PaperText[]
    }
  | {
      readonly kind: 'qr'
      readonly align: 'left' | 'center' | 'right'
      readonly content: string
      readonly moduleDots: number
    }
  | { readonly kind: 'image'; readonly align: 'left' | 'center' | 'right'; readonly bitmap: Bitmap }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' }

/** A command as it stands in the stream, or what the printer must do at once. */
export type PrinterCommand =
  | { readonly kind: 'paper'; readonly line: PaperLine }
  | { readonly kind: 'ask-status'; readonly part: number }
  | { readonly kind: 'recover' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'automatic-status'; readonly on: boolean }
  | { readonly kind: 'transmit-paper-status' }
  | { readonly kind: 'initialize' }
  /** Bytes that this printer does not know; a real one would print or swallow them. */
  | { readonly kind: 'unknown'; readonly bytes: readonly number[] }

const aligns = ['left', 'center', 'right'] as const
/** A line that no line feed ends is put on the paper at so many bytes, as a printer does at the paper's edge. */
const longestLine = 4096
/** What a QR code can hold, and the largest picture that a ticket printer takes; a longer length is a lie. */
const longestSymbol = 7092
const widestRow = 128
const longestRaster = 512 * 1024

/**
 * Turns ESC/POS bytes back into what stands on the paper, cut anywhere in the stream. It is the other end of
 * `escpos.ts` and of the ticket: the simulated printer and the tests read by it. Pure; it keeps no more than one
 * longest command and one longest line.
 */
export class EscposDecoder {
  readonly #held = new HeldBytes()
  /** So many bytes must be there before it is worth to look again. */
  #needed = 0
  #text: number[] = []
  #runs: PaperText[] = []
  #align: (typeof aligns)[number] = 'left'
  #width = 1
  #height = 1
  #bold = false
  #chinese = true
  #qr = { content: '', moduleDots: 3 }

  /** The commands that these bytes complete, in order. */
  feed(bytes: Uint8Array): PrinterCommand[] {
    const commands: PrinterCommand[] = []
    const all = this.#held.with(bytes)
    let at = 0
    while (at < all.length && all.length >= this.#needed) {
      const used = this.#one(all, at, commands)
      if (used === 0) break
      at += used
    }
    const rest = all.subarray(at)
    this.#held.keep(rest)
    this.#needed = lengthOfCommand(rest)
    return commands
  }

  /** Bytes that wait for the rest of a command or a line. */
  get pending(): number {
    return this.#held.length + this.#text.length + this.#runs.length
  }

  /** Characters that no line feed has put on the paper yet. */
  get unfinishedLine(): string {
    this.#endRun()
    return this.#runs.map((run) => run.text).join('')
  }

  /** How many bytes the next command takes; 0 while it is not complete. */
  #one(bytes: Uint8Array, at: number, commands: PrinterCommand[]): number {
    const first = bytes[at]
    if (first === undefined) return 0
    if (first === 0x0a) {
      commands.push({ kind: 'paper', line: this.#endLine() })
      return 1
    }
    if (first === 0x0d) return 1
    if (first === 0x10 || first === 0x1b || first === 0x1c || first === 0x1d) {
      const command = readCommand(bytes.subarray(at))
      if (command === null) return 0
      this.#obey(command, bytes.subarray(at, at + command.length), commands)
      return command.length
    }
    if (first < 0x20) {
      commands.push({ kind: 'unknown', bytes: [first] })
      return 1
    }
    // A two-byte character stays together whatever the sizes around it.
    const length = this.#chinese && first >= 0x81 ? 2 : 1
    if (at + length > bytes.length) return 0
    this.#text.push(...bytes.subarray(at, at + length))
    if (this.#text.length + this.#runs.length >= longestLine)
      commands.push({ kind: 'paper', line: this.#endLine() })
    return length
  }

  #obey(command: Command, bytes: Uint8Array, commands: PrinterCommand[]): void {
    const value = command.value
    switch (command.name) {
      case 'initialize':
        this.#forget()
        commands.push({ kind: 'initialize' })
        return
      case 'align':
        this.#align = aligns[value % 3] ?? 'left'
        return
      case 'bold':
        this.#endRun()
        this.#bold = (value & 1) === 1
        return
      case 'size':
        this.#endRun()
        this.#width = ((value >> 4) & 7) + 1
        this.#height = (value & 7) + 1
        return
      case 'mode':
        this.#endRun()
        this.#width = (value & 0x20) === 0 ? 1 : 2
        this.#height = (value & 0x10) === 0 ? 1 : 2
        this.#bold = (value & 0x08) !== 0
        return
      case 'chinese':
        this.#endRun()
        this.#chinese = value === 1
        return
      case 'feed':
        if (this.#text.length > 0 || this.#runs.length > 0)
          commands.push({ kind: 'paper', line: this.#endLine() })
        commands.push({ kind: 'paper', line: { kind: 'feed', lines: value } })
        return
      case 'cut':
        commands.push({ kind: 'paper', line: { kind: 'cut' } })
        return
      case 'qr-module':
        this.#qr.moduleDots = value
        return
      case 'qr-store':
        this.#qr.content = new TextDecoder().decode(bytes.subarray(8))
        return
      case 'qr-print':
        commands.push({ kind: 'paper', line: { kind: 'qr', align: this.#align, ...this.#qr } })
        return
      case 'raster':
        commands.push({
          kind: 'paper',
          line: { kind: 'image', align: this.#align, bitmap: readRaster(bytes) },
        })
        return
      case 'ask-status':
        commands.push({ kind: 'ask-status', part: value })
        return
      case 'recover':
        commands.push({ kind: 'recover' })
        return
      case 'clear':
        commands.push({ kind: 'clear' })
        return
      case 'automatic-status':
        commands.push({ kind: 'automatic-status', on: value !== 0 })
        return
      case 'transmit-paper-status':
        commands.push({ kind: 'transmit-paper-status' })
        return
      case 'nothing':
        return
      case 'unknown':
        commands.push({ kind: 'unknown', bytes: [...bytes] })
    }
  }

  #forget(): void {
    this.#text = []
    this.#runs = []
    this.#align = 'left'
    this.#width = 1
    this.#height = 1
    this.#bold = false
    this.#chinese = true
  }

  #endRun(): void {
    if (this.#text.length === 0) return
    const text = iconv.decode(Buffer.from(this.#text), 'gb18030')
    this.#runs.push({ text, width: this.#width, height: this.#height, bold: this.#bold })
    this.#text = []
  }

  #endLine(): PaperLine {
    this.#endRun()
    const line: PaperLine = { kind: 'text', align: this.#align, runs: this.#runs }
    this.#runs = []
    return line
  }
}

type CommandName =
  | 'initialize'
  | 'align'
  | 'bold'
  | 'size'
  | 'mode'
  | 'chinese'
  | 'feed'
  | 'cut'
  | 'qr-module'
  | 'qr-store'
  | 'qr-print'
  | 'raster'
  | 'ask-status'
  | 'recover'
  | 'clear'
  | 'automatic-status'
  | 'transmit-paper-status'
  | 'nothing'
  | 'unknown'

interface Command {
  readonly name: CommandName
  readonly length: number
  readonly value: number
}

/** Commands of a fixed length, by their first two bytes; the value is the last byte. */
const fixed: Readonly<Record<string, readonly [CommandName, number]>> = {
  '10 04': ['ask-status', 3],
  '10 05': ['recover', 3],
  '10 14': ['clear', 10],
  '1b 40': ['initialize', 2],
  '1b 61': ['align', 3],
  '1b 45': ['bold', 3],
  '1b 21': ['mode', 3],
  '1b 64': ['feed', 3],
  '1b 32': ['nothing', 2],
  '1b 33': ['nothing', 3],
  '1b 52': ['nothing', 3],
  '1b 74': ['nothing', 3],
  '1c 26': ['chinese', 2],
  '1c 2e': ['chinese', 2],
  '1d 21': ['size', 3],
  '1d 56': ['cut', 3],
  '1d 61': ['automatic-status', 3],
  '1d 72': ['transmit-paper-status', 3],
}

/** The command at the beginning of these bytes; null while it is not complete. */
function readCommand(bytes: Uint8Array): Command | null {
  const [first, second] = bytes
  if (first === undefined || second === undefined) return null
  const key = `${first.toString(16).padStart(2, '0')} ${second.toString(16).padStart(2, '0')}`
  if (key === '1d 28') return readSymbol(bytes)
  if (key === '1d 76') return readPicture(bytes)
  const known = fixed[key]
  if (known === undefined) return { name: 'unknown', length: 2, value: second }
  const [name, length] = known
  if (bytes.length < length) return null
  if (name === 'chinese') return { name, length, value: second === 0x26 ? 1 : 0 }
  return { name, length, value: bytes[length - 1] ?? 0 }
}

/** How long the command that these bytes begin says that it is; 0 where it does not say. */
function lengthOfCommand(bytes: Uint8Array): number {
  if (bytes[0] !== 0x1d) return 0
  if (bytes[1] === 0x28) return lengthOfSymbol(bytes) ?? 0
  return bytes[1] === 0x76 ? (sizeOfPicture(bytes)?.length ?? 0) : 0
}

function lengthOfSymbol([, , , low, high]: Uint8Array): number | null {
  return low === undefined || high === undefined ? null : 5 + low + high * 256
}

function sizeOfPicture(bytes: Uint8Array): { across: number; length: number } | null {
  const [, , , , xLow, xHigh, yLow, yHigh] = bytes
  if (xLow === undefined || xHigh === undefined || yLow === undefined || yHigh === undefined) return null
  const across = xLow + xHigh * 256
  return { across, length: 8 + across * (yLow + yHigh * 256) }
}

/** `GS ( k`: `1D 28 6B pL pH 31 function …`, the length counting what follows it. */
function readSymbol(bytes: Uint8Array): Command | null {
  const [, , , , , , order, value] = bytes
  const length = lengthOfSymbol(bytes)
  if (length === null) return null
  if (length > 5 + longestSymbol) return { name: 'unknown', length: 2, value: 0x28 }
  if (bytes.length < length) return null
  const names: Readonly<Record<number, CommandName>> = {
    65: 'nothing',
    67: 'qr-module',
    69: 'nothing',
    80: 'qr-store',
    81: 'qr-print',
  }
  return { name: names[order ?? 0] ?? 'unknown', length, value: value ?? 0 }
}

/** `GS v 0`: `1D 76 30 m xL xH yL yH` and the rows, x in bytes. */
function readPicture(bytes: Uint8Array): Command | null {
  const size = sizeOfPicture(bytes)
  if (size === null) return null
  const { across, length } = size
  if (across > widestRow || length > longestRaster) return { name: 'unknown', length: 2, value: 0x76 }
  return bytes.length < length ? null : { name: 'raster', length, value: 0 }
}

function readRaster(bytes: Uint8Array): Bitmap {
  const [, , , , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = bytes
  return {
    width: (xLow + xHigh * 256) * 8,
    height: yLow + yHigh * 256,
    bytes: Uint8Array.from(bytes.subarray(8)),
  }
}

/** Decodes a whole ticket; what is no paper (status requests and the like) is left out. */
export function decodePaper(bytes: Uint8Array): PaperLine[] {
  return new EscposDecoder()
    .feed(bytes)
    .flatMap((command) => (command.kind === 'paper' ? [command.line] : []))
}

/** The characters of a line, whatever their sizes; empty for what holds none. */
export function textOf(line: PaperLine): string {
  return line.kind === 'text' ? line.runs.map((run) => run.text).join('') : ''
}
