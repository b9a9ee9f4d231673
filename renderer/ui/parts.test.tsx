import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ratingLevels } from '../../core/rating/level.ts'
import { LevelDrawing } from './level-face.tsx'
import { QrCode, qrPath } from './qr-code.tsx'
import { pixelsPerMm, screenFromAddress } from './screen.ts'
import { TicketNumber } from './ticket-number.tsx'

describe('parts', () => {
  it('a ticket’s number reads as one word', () => {
    const markup = renderToStaticMarkup(<TicketNumber number="AB012" />)
    expect(markup.replace(/<[^>]*>/g, '')).toBe('AB012')
  })

  it('the five faces differ in their lines, not only in colour', () => {
    const faces = ratingLevels.map((level) => renderToStaticMarkup(<LevelDrawing level={level} />))
    expect(new Set(faces).size).toBe(5)
  })

  it('a QR code has its quiet zone, and dark modules where the three finders are', () => {
    const { path, edge } = qrPath('https://hall.example/phone/#secret')
    expect(edge).toBeGreaterThanOrEqual(21 + 8)
    expect(path).toContain('M4 4h7v1h-7z')
    expect(path).toContain(`M${edge - 11} 4h7v1h-7z`)
    expect(path).toContain(`M4 ${edge - 5}h7v1h-7z`)
    expect(renderToStaticMarkup(<QrCode text="A001" size="10mm" label="号票" />)).toContain(
      'aria-label="号票"',
    )
  })

  it('a millimetre of glass is as many pixels as the screen has for it', () => {
    expect(pixelsPerMm(1920, 597)).toBeCloseTo(3.216, 3)
    expect(pixelsPerMm(1080, 336)).toBeCloseTo(3.2143, 4)
  })

  it('a screen’s measures may stand in its address, if a screen can have them', () => {
    const usual = { widthMm: 1200, distanceM: 8 }
    expect(screenFromAddress('?widthMm=900&distanceM=15', usual)).toEqual({ widthMm: 900, distanceM: 15 })
    expect(screenFromAddress('?widthMm=-1&distanceM=x', usual)).toEqual(usual)
  })
})
