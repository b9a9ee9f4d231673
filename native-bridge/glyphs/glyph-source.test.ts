import { describe, expect, it } from 'vitest'
import { isBlackAt } from '../codec/bitmap.ts'
import { decodePaper, type PaperLine, textOf } from '../codec/escpos-decoder.ts'
import { charactersOf, ticketBytes } from '../printing/ticket-paper.ts'
import { examplePaper } from '../testing/example-paper.ts'
import { fillOutline } from './fill.ts'
import { FontGlyphs } from './glyph-source.ts'

const step = (command: string, ...args: number[]) => ({ command, args })
const same = (x: number, y: number) => [x, y] as const

describe('an outline', () => {
  it('is filled with its holes open, whichever way it turns', () => {
    const square = (from: number, to: number) => [
      step('moveTo', from, from),
      step('lineTo', to, from),
      step('lineTo', to, to),
      step('lineTo', from, to),
      step('closePath'),
    ]
    const hole = [step('moveTo', 2, 2), step('lineTo', 2, 4), step('lineTo', 4, 4), step('lineTo', 4, 2)]
    const filled = fillOutline([...square(0, 6), ...hole], 6, 6, same)
    expect([isBlackAt(filled, 0, 0), isBlackAt(filled, 3, 3), isBlackAt(filled, 5, 5)]).toEqual([
      true,
      false,
      true,
    ])
  })

  it('follows curves', () => {
    const k = 5.52
    const circle = [
      step('moveTo', 20, 10),
      step('bezierCurveTo', 20, 10 + k, 10 + k, 20, 10, 20),
      step('bezierCurveTo', 10 - k, 20, 0, 10 + k, 0, 10),
      step('bezierCurveTo', 0, 10 - k, 10 - k, 0, 10, 0),
      step('bezierCurveTo', 10 + k, 0, 20, 10 - k, 20, 10),
      step('closePath'),
    ]
    const filled = fillOutline(circle, 20, 20, same)
    let black = 0
    for (let y = 0; y < 20; y++) for (let x = 0; x < 20; x++) if (isBlackAt(filled, x, y)) black += 1
    expect(Math.abs(black - Math.PI * 100)).toBeLessThan(8)
  })
})

describe('characters that printers do not have', () => {
  const paper = { ...examplePaper, hallName: '㛃塘区政务服务中心', items: ['㵑家坪 2 组户口登记'] }
  const rare = 'a㛃㵑𬭚'

  it('are drawn: the whole line becomes a picture of the same columns, other lines stay text', async () => {
    const glyphs = new FontGlyphs()
    await glyphs.prepare(charactersOf(paper))
    expect([...rare].map((one) => glyphs.has(one))).toEqual([false, true, true, false])
    const lines = decodePaper(ticketBytes(paper, 48, { glyphs }))
    const images = lines.filter((line): line is PaperLine & { kind: 'image' } => line.kind === 'image')
    // 9 characters of 48 × 48 dots, and 25 columns of 12 × 48, filled up to whole bytes.
    expect(images.map(({ bitmap }) => [bitmap.width, bitmap.height])).toEqual([
      [9 * 48, 48],
      [25 * 12 + 4, 48],
    ])
    for (const { bitmap } of images) {
      const black = bitmap.bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
      expect(black).toBeGreaterThan(bitmap.width * bitmap.height * 0.1)
    }
    expect(lines.map(textOf).join('')).not.toContain('〓')
    expect(lines.map(textOf)).toContain('社会保险综合业务')
  })

  it('of no font at hand are 〓, and the line stays text', async () => {
    const glyphs = new FontGlyphs(['/no/such/font.ttf'])
    const unknown = { ...examplePaper, hallName: '𬭚区政务服务中心' }
    await glyphs.prepare(charactersOf(unknown))
    const lines = decodePaper(ticketBytes(unknown, 48, { glyphs }))
    expect(lines.map(textOf)).toContain('〓区政务服务中心')
    expect(lines.some(({ kind }) => kind === 'image')).toBe(false)
  })

  it('cost nothing where there are none: no font is opened', async () => {
    const glyphs = new FontGlyphs()
    await glyphs.prepare(charactersOf(examplePaper))
    expect(glyphs.has('社')).toBe(false)
  })
})
