import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterAll, describe, expect, it } from 'vitest'
import { type Bitmap, isBlackAt } from '../codec/bitmap.ts'
import { decodePaper } from '../codec/escpos-decoder.ts'
import { ticketBytes } from '../printing/ticket-paper.ts'
import { paperPicture } from '../simulator/paper-picture.ts'
import { examplePaper } from '../testing/example-paper.ts'
import { readLogo } from './logo.ts'

const folder = mkdtempSync(join(tmpdir(), 'logo-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

function read(path: string, widest = 576): Bitmap {
  const logo = readLogo(path, widest)
  if (!logo.ok) throw new Error(logo.problem)
  return logo.value
}

const rows = (bitmap: Bitmap) =>
  Array.from({ length: bitmap.height }, (_, y) =>
    Array.from({ length: bitmap.width }, (_, x) => (isBlackAt(bitmap, x, y) ? '#' : '.')).join(''),
  )

describe('a logo', () => {
  it('is read from PBM, as text and as bits', () => {
    const text = file('a.pbm', 'P1\n# a comment\n3 2\n1 0 1\n0 1 0\n')
    const bits = file('b.pbm', Buffer.from([...Buffer.from('P4\n3 2\n'), 0b1010_0000, 0b0100_0000]))
    expect(rows(read(text))).toEqual(['#.#', '.#.'])
    expect(rows(read(bits))).toEqual(['#.#', '.#.'])
  })

  it('is read from PNG: grey, colour, palette, and what is transparent is paper', () => {
    const grey = encode({ width: 2, height: 1, channels: 1, data: Uint8Array.of(0, 255) })
    const clear = encode({ width: 2, height: 1, channels: 4, data: Uint8Array.of(0, 0, 0, 255, 0, 0, 0, 0) })
    const colour = encode({ width: 2, height: 1, channels: 3, data: Uint8Array.of(139, 0, 0, 255, 255, 200) })
    for (const [index, bytes] of [grey, clear, colour].entries())
      expect(rows(read(file(`${index}.png`, bytes)))).toEqual(['#.'])
  })

  it('is dithered where it is grey, and made smaller where it is too wide', () => {
    const half = encode({ width: 1000, height: 200, channels: 1, data: new Uint8Array(200_000).fill(128) })
    const logo = read(file('half.png', half))
    expect([logo.width, logo.height]).toEqual([576, 115])
    const black = rows(logo).join('').replaceAll('.', '').length
    expect(black / (576 * 115)).toBeCloseTo(0.5, 1)
  })

  it('that is none is said so', () => {
    expect(readLogo(join(folder, 'missing.png'), 576)).toMatchObject({ ok: false })
    expect(readLogo(file('none.png', 'not a picture'), 576)).toMatchObject({ ok: false })
    expect(readLogo(file('short.pbm', 'P4\n800 800\n'), 576)).toMatchObject({ ok: false })
  })

  it('stands at the head of the ticket, comes back from its bytes, and is seen on the picture of the paper', () => {
    const logo = read(file('c.pbm', `P1\n16 8\n${'1'.repeat(128)}`))
    const [first] = decodePaper(ticketBytes(examplePaper, 48, { logo }))
    expect(first).toEqual({ kind: 'image', align: 'center', bitmap: logo })
    expect(paperPicture(first ? [first] : [], 48)).toContain('M0 0h16v1h-16z')
  })
})
