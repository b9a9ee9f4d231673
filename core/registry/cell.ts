import { isDay } from '../day.ts'
import { fail, ok, type Result } from '../result.ts'

/** What is wrong with a cell of a table: a stable code, and a sentence that says what to do. */
export interface CellFault {
  readonly code: string
  readonly message: string
}

/** Reads a cell as people type it and gives it back as the hall writes it; '' is an empty cell. */
export type ReadCell = (typed: string) => Result<string, CellFault>

/** What may stand in no text that is shown on screens and tickets; null when there is nothing of the kind. */
export function textFault(text: string, longest: number): CellFault | null {
  // U+FFFD is what a wrong decoding leaves behind: the characters themselves are lost.
  if (text.includes('\ufffd'))
    return { code: 'unreadable', message: '含有无法识别的字符，请以 UTF-8 编码重新保存文件。' }
  if (/[\p{Cc}\u2028\u2029]/u.test(text))
    return { code: 'control-character', message: '含有控制字符（如换行、制表符），请删除。' }
  // Zero-width and direction marks are not seen, and make two names that look alike differ.
  if (/\p{Cf}/u.test(text))
    return { code: 'invisible-character', message: '含有看不见的字符，请重新输入此项。' }
  if ([...text].length > longest)
    return { code: 'too-long', message: `最多 ${longest} 个字符，现有 ${[...text].length} 个。` }
  return null
}

const empty: CellFault = { code: 'empty', message: '不能为空。' }
const wrong = (message: string): CellFault => ({ code: 'bad-value', message })

/** One line of text of at most so many characters. Spaces around it are dropped. */
export function textCell(longest: number, options: { required?: boolean } = {}): ReadCell {
  return (typed) => {
    const text = typed.trim()
    if (text === '') return options.required ? fail(empty) : ok('')
    const fault = textFault(text, longest)
    return fault ? fail(fault) : ok(text)
  }
}

/** A short code: full-width letters and figures count as plain ones. `says` tells what it looks like. */
export function codeCell(
  pattern: RegExp,
  says: string,
  options: { required?: boolean; upper?: boolean } = {},
): ReadCell {
  return (typed) => {
    const plain = typed.normalize('NFKC').trim()
    const text = options.upper ? plain.toUpperCase() : plain
    if (text === '') return options.required ? fail(empty) : ok('')
    return pattern.test(text) ? ok(text) : fail(wrong(`${says}，现为“${text}”。`))
  }
}

/** A whole number between two bounds; may be empty unless required. */
export function numberCell(least: number, most: number, options: { required?: boolean } = {}): ReadCell {
  return (typed) => {
    const text = typed.normalize('NFKC').trim()
    if (text === '') return options.required ? fail(empty) : ok('')
    const value = /^\d{1,9}(\.0+)?$/.test(text) ? Number(text) : Number.NaN
    return value >= least && value <= most
      ? ok(String(value))
      : fail(wrong(`应为 ${least}–${most} 的整数，现为“${text}”。`))
  }
}

/** 是 or 否, as people also write it: yes, no, 1, 0, √. Empty counts as `unless`. */
export function yesNoCell(unless: '是' | '否'): ReadCell {
  return (typed) => {
    const text = typed.normalize('NFKC').trim().toLowerCase()
    if (text === '') return ok(unless)
    if (['是', 'yes', 'y', 'true', '1', '√', '✓'].includes(text)) return ok('是')
    if (['否', 'no', 'n', 'false', '0', '×'].includes(text)) return ok('否')
    return fail(wrong(`请填“是”或“否”，现为“${text}”。`))
  }
}

/** Texts between 、 , ; or spaces, each read by `one`; written with 、 and each kept once. */
export function listCell(one: ReadCell, options: { required?: boolean; separator?: RegExp } = {}): ReadCell {
  return (typed) => {
    const parts = typed.split(options.separator ?? /[、，,；;\s]+/).filter((part) => part.trim() !== '')
    if (parts.length === 0) return options.required ? fail(empty) : ok('')
    const read: string[] = []
    for (const part of parts) {
      const cell = one(part)
      if (!cell.ok) return cell
      if (!read.includes(cell.value)) read.push(cell.value)
    }
    return ok(read.join('、'))
  }
}

/** What a cell lists. */
export function listed(cell: string): string[] {
  return cell === '' ? [] : cell.split('、')
}

/** One of a few words. `names` gives the word of each value; the value itself may be written too. */
export function choiceCell(
  names: Readonly<Record<string, string>>,
  options: { required?: boolean } = {},
): ReadCell {
  return (typed) => {
    const text = typed.trim()
    if (text === '') return options.required ? fail(empty) : ok('')
    const found = Object.entries(names).find(([value, name]) => name === text || value === text.toLowerCase())
    return found ? ok(found[1]) : fail(wrong(`可填：${Object.values(names).join('、')}；现为“${text}”。`))
  }
}

/** A day of the calendar: 2026-10-01, 2026/10/1, 2026年10月1日 or 20261001. */
export const dayCell: ReadCell = (typed) => {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return fail(empty)
  const found =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const day = found ? `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}` : ''
  return isDay(day) ? ok(day) : fail(wrong(`日期写作 2026-10-01，现为“${text}”。`))
}

/** Spans of a day's opening in order, `09:00-12:00 13:30-17:00`; empty on a day that is closed. */
export const spansCell: ReadCell = (typed) => {
  const text = typed.normalize('NFKC').trim()
  if (text === '' || text === '休息' || text === '休') return ok('')
  const spans: [string, string][] = []
  for (const part of text.split(/[、,;\s]+/).filter(Boolean)) {
    const found = /^(\d{1,2}):(\d{2})[-–—~至](\d{1,2}):(\d{2})$/.exec(part)
    const from = found ? `${found[1]?.padStart(2, '0')}:${found[2]}` : ''
    const to = found ? `${found[3]?.padStart(2, '0')}:${found[4]}` : ''
    if (!isClock(from) || !isClock(to) || from >= to)
      return fail(wrong(`时段写作 09:00-12:00，先早后晚；现为“${part}”。`))
    const before = spans.at(-1)
    if (before && from < before[1]) return fail(wrong(`时段应从早到晚、互不重叠；“${part}”与前一段重叠。`))
    spans.push([from, to])
  }
  return ok(writeSpans(spans))
}

/** Spans as a cell shows them. */
export function writeSpans(spans: readonly (readonly [string, string])[]): string {
  return spans.map(([from, to]) => `${from}-${to}`).join(' ')
}

/** The spans of a cell that was read. */
export function spansOf(cell: string): [string, string][] {
  return cell === ''
    ? []
    : cell.split(' ').map((span) => {
        const [from = '', to = ''] = span.split('-')
        return [from, to]
      })
}

function isClock(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text)
}
