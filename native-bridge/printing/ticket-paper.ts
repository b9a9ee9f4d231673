import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer'
import type { TicketPaper } from '../../contract/routes.ts'
import type { Bitmap } from '../codec/bitmap.ts'
import {
  characterSize,
  chineseOn,
  feedLines,
  initialize,
  partialCut,
  qrCode,
  raster,
} from '../codec/escpos.ts'
import { bytesOf, columnsOf, isRare, printable, wrap } from '../codec/paper-columns.ts'
import type { Glyphs } from '../glyphs/glyph-source.ts'

/** What a printer's ticket has beside its words. */
export interface TicketDress {
  /** Stands at its head. */
  readonly logo?: Bitmap | null
  /** Draws lines with characters that the printer has no glyphs for; without it they become 〓. */
  readonly glyphs?: Glyphs | null
}

/**
 * Sizes as multiples of 12 × 24 dots at 8 dots/mm: a line of height 2 is 6 mm, above the 3.5 mm that paper asks
 * for; the number at height 5 is 15 mm high, its figures above 10 mm.
 */
const small = { width: 1, height: 2 }
const large = { width: 2, height: 2 }
const numberHeight = 5

const classNames = { ordinary: '普通', appointment: '预约', priority: '优先', green: '绿色通道' } as const
const bringShown = 5

/**
 * Lays out a ticket and gives the bytes for an ESC/POS printer with so many columns. The library makes the plain
 * commands (alignment, bold, line feeds); text is encoded and measured by us, and sizes, QR and cut are ours,
 * because its own have width and height exchanged, count characters for bytes, and reset the printer.
 */
export function ticketBytes(paper: TicketPaper, columns: number, dress: TicketDress = {}): Uint8Array {
  const sheet = new Sheet(columns, dress.glyphs ?? null)
  sheet.center()
  if (dress.logo) sheet.picture(dress.logo)
  sheet.heading(paper.hallName)
  sheet.text(paper.reprint ? '取号凭证（补打）' : '取号凭证', small)
  sheet.rule()
  sheet.number(paper.number)
  sheet.heading(paper.queueName)
  for (const line of ahead(paper)) sheet.heading(line)
  sheet.rule()
  sheet.left()
  sheet.field('类别', classNames[paper.class], large)
  if (paper.dueAt !== null) sheet.field('预约', localTime(paper.dueAt, paper.timeZone))
  if (paper.zoneName !== null) sheet.field('区域', paper.zoneName, large)
  if (paper.windowNumbers.length > 0) sheet.field('窗口', windows(paper.windowNumbers), large)
  sheet.field('时间', localTime(paper.issuedAt, paper.timeZone))
  if (paper.items.length > 0) sheet.field('事项', paper.items.join('；'))
  if (paper.bring.length > 0) sheet.field('请带', bring(paper.bring))
  sheet.rule()
  sheet.center()
  sheet.qr(paper.phoneUrl)
  sheet.text('手机扫码：看进度、取消、评价', small)
  sheet.left()
  for (const line of notice(paper)) sheet.text(line, small)
  return sheet.finish()
}

/** Every character that a ticket's lines may hold, for who draws the rare ones beforehand. */
export function charactersOf(paper: TicketPaper): string {
  const labels = '0123456789 取号凭证（补打）区域窗口事项请带、；等项，详见办事指南'
  const { hallName, queueName, zoneName, windowNumbers, items, bring: materials } = paper
  return [labels, hallName, queueName, zoneName ?? '', ...windowNumbers, ...items, ...materials].join('')
}

/** How many are ahead and how long it may take, in the words of the screens. */
function ahead(paper: TicketPaper): string[] {
  const people = paper.ahead === 0 ? '前面没有人等候' : `前面还有 ${paper.ahead} 人`
  if (paper.estimate === null) return [people]
  const low = Math.floor(paper.estimate.lowMinutes)
  const high = Math.max(Math.ceil(paper.estimate.highMinutes), low)
  if (high <= 1) return [people, '预计马上轮到您']
  return [people, low === high ? `预计等候 ${high} 分钟` : `预计等候 ${low}–${high} 分钟`]
}

/** Window numbers in order; a long run is given by its ends. */
function windows(numbers: readonly string[]): string {
  if (numbers.length <= 8) return `${numbers.join('、')} 号窗口`
  return `${numbers.slice(0, 7).join('、')} 等 ${numbers.length} 个窗口`
}

function bring(materials: readonly string[]): string {
  const shown = materials.slice(0, bringShown).join('；')
  return materials.length > bringShown ? `${shown}；等 ${materials.length} 项，详见办事指南` : shown
}

function notice(paper: TicketPaper): string[] {
  const missed =
    paper.returnWithinMinutes > 0
      ? `过号后 ${paper.returnWithinMinutes} 分钟内可回到队列一次，逾期请重新取号。`
      : '过号作废，请重新取号。'
  return ['请留意叫号屏和语音呼叫。', missed]
}

/** `11月23日 星期一 14:05`, in the hall's own time zone. */
function localTime(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('zh-CN', {
    timeZone,
    month: 'numeric',
    day: 'numeric',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('month')}月${part('day')}日 ${part('weekday')} ${part('hour')}:${part('minute')}`
}

interface Size {
  readonly width: number
  readonly height: number
}

/** A ticket as it grows, from top to bottom. */
class Sheet {
  readonly #columns: number
  // Without an interface the library opens nothing and only makes bytes.
  readonly #printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '' })
  readonly #glyphs: Glyphs | null
  #size: Size = { width: 1, height: 1 }

  constructor(columns: number, glyphs: Glyphs | null) {
    this.#columns = columns
    this.#glyphs = glyphs
    this.#add(initialize)
    this.#add(chineseOn)
  }

  center(): void {
    this.#printer.alignCenter()
  }

  left(): void {
    this.#printer.alignLeft()
  }

  /** Text in lines that fit. */
  text(text: string, size: Size): void {
    this.#resize(size)
    for (const line of this.#wrap(text, Math.floor(this.#columns / size.width))) this.#line(line)
  }

  /** Large where it fits a line, else as wide as usual; no lonely character falls to a second line by its size. */
  heading(text: string): void {
    const fits = (size: Size) => this.#wrap(text, Math.floor(this.#columns / size.width)).length <= 1
    this.text(text, fits(large) || !fits(small) ? large : small)
  }

  /** A label and its value, the value's further lines under its first; `wish` where it fits a line, else small. */
  field(label: string, value: string, wish: Size = small): void {
    const indent = columnsOf(label) + 2
    const size = indent + columnsOf(this.#printable(value)) <= this.#columns / wish.width ? wish : small
    this.#resize(size)
    for (const [index, line] of this.#wrap(value, Math.floor(this.#columns / size.width) - indent).entries())
      this.#line(index === 0 ? `${label}  ${line}` : ' '.repeat(indent) + line)
  }

  /** The ticket's number, as text, as wide as the paper lets it be and always of full height. */
  number(number: string): void {
    const text = printable(number)
    const width = Math.max(1, Math.min(numberHeight, Math.floor(this.#columns / columnsOf(text))))
    this.#printer.bold(true)
    this.#resize({ width, height: numberHeight })
    this.#line(text)
    this.#printer.bold(false)
  }

  /** Dots on lines of their own. */
  picture(bitmap: Bitmap): void {
    this.#add(raster(bitmap))
  }

  rule(): void {
    this.#resize({ width: 1, height: 1 })
    this.#line('-'.repeat(this.#columns))
  }

  /** The code is as large as the paper carries well: about 35 mm on 80 mm paper. */
  qr(content: string): void {
    const dots = this.#columns * 12
    this.#add(qrCode(content, dots >= 500 ? 7 : 6))
    this.#printer.newLine()
  }

  finish(): Uint8Array {
    this.#resize({ width: 1, height: 1 })
    // The blade stands above the print head: four lines bring the last one past it.
    this.#add(feedLines(4))
    this.#add(partialCut)
    return this.#printer.getBuffer()
  }

  #resize(size: Size): void {
    this.#size = size
    this.#add(characterSize(size.width, size.height))
  }

  /** A line; one that holds a rare character is drawn whole, because a picture cannot stand beside text. */
  #line(text: string): void {
    const drawn = [...text].some(isRare) ? this.#glyphs?.line(text, this.#size) : null
    if (drawn) {
      this.picture(drawn)
      return
    }
    this.#add(bytesOf(printable(text)))
    this.#printer.newLine()
  }

  #printable(text: string): string {
    return printable(text, (character) => this.#glyphs?.has(character) === true)
  }

  #wrap(text: string, columns: number): string[] {
    return wrap(text, columns, (character) => this.#glyphs?.has(character) === true)
  }

  #add(bytes: Uint8Array): void {
    this.#printer.add(Buffer.from(bytes))
  }
}
