import { describe, expect, it } from 'vitest'
import { codeOf, showCode } from '../../core/appointment/code.ts'
import { KeyScan } from './key-scan.ts'
import { readScan } from './read-scan.ts'

const code = 'http://hall/phone/#abcdefghijklmnop'

function typed(text: string, gapMs: number, scan = new KeyScan(), beginMs = 1000) {
  const steps = [...text].map((key, index) => scan.press(key, beginMs + index * gapMs).kind)
  return { steps, end: scan.press('Enter', beginMs + text.length * gapMs), scan }
}

describe('keys', () => {
  it('of a scanner are told from a person’s by their pace', () => {
    expect(typed(code, 5).end).toEqual({ kind: 'scanned', code })
    expect(typed(code, 29).end).toEqual({ kind: 'scanned', code })
    expect(typed(code, 60).end).toEqual({ kind: 'typing' })
    expect(typed(code, 60).steps.every((step) => step === 'typing')).toBe(true)
  })

  it('are a scan’s from the fourth on, so that no field gets more than three', () => {
    expect(typed('K7QM-3HX9', 5).steps).toEqual([...Array(3).fill('typing'), ...Array(6).fill('scanning')])
  })

  it.each([1, 2, 6])('make a scan with capitals, and with one key that came late: that at %i', (late) => {
    const scan = new KeyScan()
    let at = 0
    for (const [index, key] of [...'K7QM-3HX9'].entries()) {
      if (index === late) at += 60
      scan.press('Shift', at)
      at += 4
      scan.press(key, at)
    }
    expect(scan.press('Enter', at + 4)).toEqual({ kind: 'scanned', code: 'K7QM-3HX9' })
  })

  it('of an input method make none, and neither do few keys, or Enter long after', () => {
    const scan = new KeyScan()
    for (const [index, key] of [...code].entries()) scan.press(key, index * 5, true)
    expect(scan.press('Enter', code.length * 5)).toEqual({ kind: 'typing' })
    expect(typed('ab12', 5).end).toEqual({ kind: 'typing' })
    const slow = new KeyScan()
    for (const [index, key] of [...code].entries()) slow.press(key, index * 5)
    expect(slow.press('Enter', code.length * 5 + 500)).toEqual({ kind: 'typing' })
  })

  it('begin anew after a pause: what a person typed is no part of the code', () => {
    const scan = new KeyScan()
    scan.press('x', 0)
    expect(typed(code, 5, scan, 400).end).toEqual({ kind: 'scanned', code })
    scan.press('Backspace', 5000)
    expect(typed(code, 5, scan, 5001).end).toEqual({ kind: 'scanned', code })
  })
})

describe('a code', () => {
  it('is a ticket’s or a booking’s by the page that it opens', () => {
    expect(readScan(code)).toEqual({ kind: 'ticket', secret: 'abcdefghijklmnop' })
    expect(readScan('https://hall.example:8443/phone#abcdefghijklmnop')).toMatchObject({ kind: 'ticket' })
    expect(readScan('http://hall/booking/#abcdefghijklmnop')).toEqual({
      kind: 'booking',
      with: { secret: 'abcdefghijklmnop' },
    })
  })

  it('is a booking’s where it is a booking code', () => {
    const written = showCode(codeOf(123_456_789n))
    expect(readScan(written)).toMatchObject({ kind: 'booking' })
  })

  it('is unknown where it is anything else', () => {
    for (const text of ['6901234567892', 'https://qr.alipay.com/abc', 'http://hall/phone/', '', '今天天气'])
      expect(readScan(text)).toEqual({ kind: 'unknown' })
  })
})
