import iconv from 'iconv-lite'

/** Stands for a character that a printer has no glyph for: the geta mark 〓, as in Chinese and Japanese print. */
const missing = '〓'
/** Signs that have a common form in the two-byte set where their own is a four-byte one. */
const sameSign: Readonly<Record<string, string>> = {
  '¥': '￥',
  '‒': '–',
  '‐': '-',
  '‑': '-',
  '−': '－',
  '•': '·',
}
const mayNotBegin = /^[，。、；：？！）」』】》〉”’％…—～·,.;:?!)\]}%]/u
const mayNotEnd = /[（「『【《〈“‘([{]$/u

/**
 * Text as a ticket printer can print it: control characters out (one inside a name from a catalogue would be a
 * command), and what the two-byte set of GB18030 does not hold replaced by 〓 rather than by noise, unless it can be
 * drawn. Firmware has glyphs for the two-byte set; of the four-byte ones most have none.
 */
export function printable(text: string, canDraw: (character: string) => boolean = () => false): string {
  let clean = ''
  for (const character of text.normalize('NFC')) {
    const sign = sameSign[character] ?? character
    // Control and format characters, lone surrogates and joiners stand for nothing on paper.
    if (/^[\p{Cc}\p{Cf}\p{Cs}\p{Mn}]$/u.test(sign)) continue
    if (/^[\p{Zs}]$/u.test(sign)) clean += sign === '\u3000' ? sign : ' '
    else clean += !isRare(sign) || canDraw(sign) ? sign : missing
  }
  return clean
}

/** Whether printers have no glyph for a character: it is beyond the two-byte set of GB18030. */
export function isRare(character: string): boolean {
  return bytesOf(sameSign[character] ?? character).length > 2
}

/** The bytes of text that holds nothing rare: GB18030, one and two bytes a character. */
export function bytesOf(text: string): Buffer {
  return iconv.encode(text, 'gb18030')
}

/** Columns of half width that printable text takes: one for ASCII, two for everything else. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += character <= '\u007f' ? 1 : 2
  return columns
}

/**
 * Breaks text into lines of at most so many columns. Words and numbers stay whole where they fit a line; no line
 * begins with a closing sign or ends with an opening one.
 */
export function wrap(text: string, columns: number, canDraw?: (character: string) => boolean): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(printable(text, canDraw).trim())) {
    if (columnsOf(line) + columnsOf(piece.trimEnd()) <= columns) {
      line += piece
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = ''
    for (const part of cutToFit(piece, columns)) {
      if (line !== '') lines.push(line.trimEnd())
      line = part
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

/** What may not be broken: a run of Latin letters and figures, or one character with the signs that cling to it. */
function pieces(text: string): string[] {
  const found: string[] = []
  for (const token of text.match(/[!-~]+ *| +|[^!-~ ]/gu) ?? []) {
    const last = found.at(-1)
    if (last !== undefined && (mayNotBegin.test(token) || mayNotEnd.test(last)))
      found[found.length - 1] = last + token
    else found.push(token)
  }
  return found
}

/** A piece longer than a line is cut, because nothing may be lost. */
function cutToFit(piece: string, columns: number): string[] {
  const parts: string[] = []
  let part = ''
  for (const character of piece) {
    if (columnsOf(part) + columnsOf(character) > columns) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return part.trim() === '' ? parts : [...parts, part]
}
