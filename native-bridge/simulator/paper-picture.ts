import { create } from 'qrcode'
import { type Bitmap, isBlackAt } from '../codec/bitmap.ts'
import type { PaperLine, PaperText } from '../codec/escpos-decoder.ts'

const marginDots = 24
/** A line of `ESC 2` spacing at 203 dots to the inch. */
const lineDots = 34
const glyph = { width: 12, height: 24 }
const family = "'Noto Sans SC Variable', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"

/**
 * The paper as a picture: SVG in the printer's dots, eight to the millimetre, so that it can be shown at true size.
 * Presentation attributes only, no styles: it may stand inline in a page with a strict policy, and takes the page's
 * own font there.
 */
export function paperPicture(lines: readonly PaperLine[], columns: number): string {
  const width = columns * glyph.width + 2 * marginDots
  let y = marginDots
  const parts: string[] = []
  for (const line of lines) {
    const drawn = drawLine(line, width, y)
    parts.push(drawn.svg)
    y += drawn.height
  }
  const height = Math.ceil(y + marginDots)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width / 8}mm" height="${height / 8}mm" role="img" aria-label="号票">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<g fill="#111" font-family="${family}">`,
    ...parts,
    '</g></svg>',
  ].join('\n')
}

function drawLine(line: PaperLine, width: number, y: number): { svg: string; height: number } {
  switch (line.kind) {
    case 'cut':
      return { svg: '', height: 0 }
    case 'feed':
      return { svg: '', height: line.lines * lineDots }
    case 'qr':
      return drawCode(line.content, line.moduleDots, startOf(line.align, width), y)
    case 'image':
      return drawImage(line.bitmap, startOf(line.align, width)(line.bitmap.width), y)
    case 'text':
      return drawText(line.runs, line.align, width, y)
  }
}

function drawText(
  runs: readonly PaperText[],
  align: 'left' | 'center' | 'right',
  width: number,
  y: number,
): { svg: string; height: number } {
  const total = runs.reduce((sum, run) => sum + dotsOf(run), 0)
  const tallest = Math.max(1, ...runs.map((run) => run.height)) * glyph.height
  let x = startOf(align, width)(total)
  const svg = runs.flatMap(pieces).map((run) => {
    const dots = dotsOf(run)
    // Characters stand in cells: stretched to the cells' width, at the cells' height, on one baseline.
    const stretch = run.width / run.height
    const place = `transform="translate(${x} ${y + tallest - run.height * 4}) scale(${round(stretch)} 1)"`
    const size = `font-size="${run.height * glyph.height}" textLength="${round(dots / stretch)}" lengthAdjust="spacingAndGlyphs"`
    x += dots
    if (run.text.trim() === '') return ''
    return `<text ${place} ${size}${run.bold ? ' font-weight="700"' : ''}>${cellText(run.text)}</text>`
  })
  return { svg: svg.join(''), height: Math.max(lineDots, tallest + 6) }
}

/** A run cut at wider gaps, so that an indent is a place and not something to stretch. */
function pieces(run: PaperText): PaperText[] {
  return run.text
    .split(/( {2,})/)
    .filter((text) => text !== '')
    .map((text) => ({ ...run, text }))
}

function drawCode(
  content: string,
  moduleDots: number,
  start: (dots: number) => number,
  y: number,
): { svg: string; height: number } {
  if (content === '') return { svg: '', height: 0 }
  const { modules } = create(content, { errorCorrectionLevel: 'M' })
  const size = modules.size * moduleDots
  let path = ''
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`
  return {
    svg: `<path transform="translate(${start(size)} ${y + 8}) scale(${moduleDots})" d="${path}" shape-rendering="crispEdges"/>`,
    height: size + 16,
  }
}

/** A picture's dots, as runs of a row. */
function drawImage(bitmap: Bitmap, x: number, y: number): { svg: string; height: number } {
  let path = ''
  for (let row = 0; row < bitmap.height; row++)
    for (let at = 0; at < bitmap.width; at++) {
      if (!isBlackAt(bitmap, at, row)) continue
      const from = at
      while (isBlackAt(bitmap, at, row)) at += 1
      path += `M${from} ${row}h${at - from}v1h-${at - from}z`
    }
  return {
    svg: `<path transform="translate(${x} ${y})" d="${path}" shape-rendering="crispEdges"/>`,
    height: bitmap.height,
  }
}

/** Where something of so many dots begins. */
function startOf(align: 'left' | 'center' | 'right', width: number): (dots: number) => number {
  return (dots) => {
    const free = width - 2 * marginDots - dots
    return marginDots + (align === 'left' ? 0 : align === 'center' ? free / 2 : free)
  }
}

/** Dots that a run takes: a Latin cell is half as wide as a Chinese one. */
function dotsOf(run: PaperText): number {
  let cells = 0
  for (const character of run.text) cells += character >= ' ' && character <= '~' ? 1 : 2
  return cells * glyph.width * run.width
}

/** Characters in their cells: a space may not collapse, and no name becomes markup. */
function cellText(text: string): string {
  return text
    .replaceAll(' ', '\u00a0')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
