import { bytesOf, columnsOf, printable } from './paper-columns.ts'

/** The colours that every strip of the three families has. */
export type StripColour = 'red' | 'green' | 'yellow'

/** What a screen shall show: lines of at most its columns, in one colour. */
export interface StripText {
  readonly lines: readonly string[]
  readonly colour: StripColour
}

/** How wide and high a screen is, in half-width characters. */
export interface StripSize {
  readonly columns: number
  readonly lines: number
}

/**
 * The bytes of a text: GBK, lines one after the other, each cut and padded to the screen's width, so that the screen
 * needs no command for a new line. What GBK does not hold becomes 〓, as on paper: a gap would pass for another name.
 */
export function stripBytes(text: StripText, size: StripSize): Uint8Array {
  const lines = Array.from({ length: size.lines }, (_, line) => padded(text.lines[line] ?? '', size.columns))
  return Uint8Array.from(bytesOf(lines.join('')))
}

/** The first of several wordings that fits; the last is cut where none does. */
export function firstThatFits(wordings: readonly string[], columns: number): string {
  const clean = wordings.map((wording) => printable(wording).trim())
  return clean.find((wording) => columnsOf(wording) <= columns) ?? cut(clean.at(-1) ?? '', columns)
}

/** Lines as they stand on a screen, from the bytes of a whole text: the other way round. */
export function linesOf(bytes: Uint8Array, columns: number, decode: (bytes: Uint8Array) => string): string[] {
  const lines: string[] = []
  for (let place = 0; place < bytes.length; place += columns)
    lines.push(decode(bytes.subarray(place, place + columns)).trimEnd())
  return lines.every((line) => line === '') ? [] : lines
}

function padded(line: string, columns: number): string {
  const fitting = cut(printable(line), columns)
  return fitting + ' '.repeat(columns - columnsOf(fitting))
}

function cut(text: string, columns: number): string {
  let fitting = ''
  for (const character of text) {
    if (columnsOf(fitting) + columnsOf(character) > columns) break
    fitting += character
  }
  return fitting
}
