import { create } from 'qrcode'
import { decodePaper, type PaperLine } from './escpos-decoder.ts'

/** 203 dots to the inch. */
export const dotsPerMm = 8
/** A line of `ESC 2` spacing: a sixth of an inch. */
const lineMm = 4.23

/** How much paper a line takes, in millimetres. */
export function lengthOf(line: PaperLine): number {
  switch (line.kind) {
    case 'cut':
      return 0
    case 'feed':
      return line.lines * lineMm
    case 'qr':
      if (line.content === '') return 0
      return (create(line.content, { errorCorrectionLevel: 'M' }).modules.size * line.moduleDots) / dotsPerMm
    case 'text': {
      const height = Math.max(1, ...line.runs.map((run) => run.height))
      return Math.max(lineMm, (24 * height) / dotsPerMm)
    }
  }
}

/** How much paper a ticket's bytes take, in millimetres. */
export function paperMmOf(bytes: Uint8Array): number {
  return decodePaper(bytes).reduce((sum, line) => sum + lengthOf(line), 0)
}
