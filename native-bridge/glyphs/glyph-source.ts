import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { type Bitmap, bitmapOf, isBlackAt } from '../codec/bitmap.ts'
import { columnsOf, isRare } from '../codec/paper-columns.ts'

const answer = z.array(
  z.tuple([
    z.string(),
    z.object({ width: z.number(), height: z.number(), bytes: z.instanceof(Uint8Array) }).nullable(),
  ]),
)
const cell = 48
/** Nobody at a kiosk waits longer for a beautiful name. */
const drawMs = 5000

/** Draws lines of text that hold characters which a printer has no glyphs for. */
export interface Glyphs {
  /** Whether a character can be drawn. Ask after `prepare`. */
  has(character: string): boolean
  /** A line as a picture, with sizes as multiples of 12 × 24 dots; null where a character of it has no glyph. */
  line(text: string, size: { readonly width: number; readonly height: number }): Bitmap | null
}

/**
 * Glyphs of rare characters, from a font of the operator's where one is set, and from GNU Unifont, which comes along
 * and holds every character of the first plane. Drawn once each and kept.
 */
export class FontGlyphs implements Glyphs {
  readonly #fonts: readonly string[]
  readonly #drawn = new Map<string, Bitmap | null>()

  constructor(fonts: readonly string[] = []) {
    this.#fonts = fonts
  }

  /** Draws what a text needs, if it holds rare characters; otherwise it does nothing, and no font is opened. */
  async prepare(text: string): Promise<void> {
    const characters = [...new Set(text.normalize('NFC'))]
    if (!characters.some((one) => isRare(one) && !this.#drawn.has(one))) return
    const missing = characters.filter((one) => !this.#drawn.has(one))
    for (const [character, bitmap] of await drawInThread(this.#fonts, missing))
      this.#drawn.set(character, bitmap)
  }

  has(character: string): boolean {
    return this.#drawn.get(character) != null
  }

  line(text: string, size: { readonly width: number; readonly height: number }): Bitmap | null {
    const glyphs: { bitmap: Bitmap; columns: number }[] = []
    for (const character of text) {
      const bitmap = this.#drawn.get(character)
      if (bitmap === null || (bitmap === undefined && character !== ' ')) return null
      glyphs.push({
        bitmap: bitmap ?? { width: 0, height: 0, bytes: new Uint8Array() },
        columns: columnsOf(character),
      })
    }
    const cells = glyphs.flatMap((glyph) =>
      Array.from({ length: glyph.columns }, (_, half) => ({ ...glyph, half })),
    )
    const cellWidth = 12 * size.width
    const height = 24 * size.height
    return bitmapOf(cells.length * cellWidth, height, (x, y) => {
      const at = cells[Math.floor(x / cellWidth)]
      if (at === undefined) return false
      const left = (at.half * cellWidth + (x % cellWidth)) * (cell / 2 / cellWidth)
      return anyBlack(at.bitmap, left, cell / 2 / cellWidth, y * (cell / height), cell / height)
    })
  }
}

/** Whether any dot of a part of a glyph is black: thin strokes must not vanish where it is made smaller. */
function anyBlack(bitmap: Bitmap, left: number, width: number, top: number, height: number): boolean {
  for (let y = Math.floor(top); y < Math.max(top + height, Math.floor(top) + 1); y++)
    for (let x = Math.floor(left); x < Math.max(left + width, Math.floor(left) + 1); x++)
      if (isBlackAt(bitmap, x, y)) return true
  return false
}

/** Runs the thread that draws; empty where it fails or takes too long: the ticket is printed without then. */
function drawInThread(
  fonts: readonly string[],
  characters: readonly string[],
): Promise<z.infer<typeof answer>> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./glyph-worker.ts', import.meta.url))
    const end = (drawn: z.infer<typeof answer>) => {
      clearTimeout(limit)
      void worker.terminate()
      resolve(drawn)
    }
    const limit = setTimeout(() => end([]), drawMs)
    worker.once('message', (message: unknown) => {
      const read = answer.safeParse(message)
      end(read.success ? read.data : [])
    })
    worker.once('error', () => end([]))
    worker.postMessage({ fonts, characters })
  })
}
