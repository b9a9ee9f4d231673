import { describe, expect, it } from 'vitest'
import { lowReachMm, reachTopMm, standBottomMm, usualBottomMm } from './stand.ts'

describe('the stand', () => {
  it('is the address’s, then the configured one, then the usual', () => {
    expect(standBottomMm('?bottomMm=650', 720, true)).toBe(650)
    expect(standBottomMm('?bottomMm=x', 720, true)).toBe(720)
    expect(standBottomMm('?bottomMm=', null, true)).toBe(usualBottomMm(true))
    expect(standBottomMm('', null, false)).toBe(usualBottomMm(false))
  })
  it('keeps the low band inside what everybody reaches', () => {
    expect(lowReachMm).toEqual({ from: 800, to: 1100 })
    expect(lowReachMm.to).toBeLessThan(reachTopMm)
  })
})
