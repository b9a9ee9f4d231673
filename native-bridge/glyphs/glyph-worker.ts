import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { create, type Font } from 'fontkit'
import { z } from 'zod'
import type { Bitmap } from '../codec/bitmap.ts'
import { fillOutline } from './fill.ts'
import { unpackWoff } from './woff.ts'

/**
 * Draws characters from fonts, in a thread of its own: a font of all Chinese characters takes a second to unpack and
 * much memory, and the terminal must go on meanwhile. It ends when it has answered.
 */
const request = z.object({ fonts: z.array(z.string()), characters: z.array(z.string()) })

/** A Chinese character's cell; a half-width one is half as wide. */
const cell = 48
/** Where the baseline is in the em square of a Chinese font, from its top. */
const baseline = 0.875

function open(path: string): Font | null {
  try {
    const opened = create(unpackWoff(readFileSync(path)))
    if (!('fonts' in opened)) return opened
    return opened.fonts.find(({ fullName }) => /\bSC\b/.test(fullName)) ?? opened.fonts[0] ?? null
  } catch {
    return null
  }
}

function draw(fonts: readonly Font[], character: string): Bitmap | null {
  const code = character.codePointAt(0) ?? 0
  const font = fonts.find((one) => one.hasGlyphForCodePoint(code))
  if (font === undefined) return null
  const glyph = font.glyphForCodePoint(code)
  const width = code < 0x80 ? cell / 2 : cell
  const scale = cell / font.unitsPerEm
  const left = (width - glyph.advanceWidth * scale) / 2
  return fillOutline(glyph.path.commands, width, cell, (x, y) => [
    left + x * scale,
    baseline * cell - y * scale,
  ])
}

parentPort?.once('message', (message: unknown) => {
  const { fonts, characters } = request.parse(message)
  const own = createRequire(import.meta.url).resolve(
    '@fontsource/unifontex/files/unifontex-latin-400-normal.woff',
  )
  const opened = [...fonts, own].flatMap((path) => open(path) ?? [])
  parentPort?.postMessage(characters.map((character) => [character, draw(opened, character)]))
})
