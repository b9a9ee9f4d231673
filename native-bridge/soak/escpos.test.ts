import { describe, expect, it } from 'vitest'
import { escposSoaks } from './escpos.soak.ts'

describe.each(['tcp', 'pty'] as const)('tickets over %s while things go wrong at random', (way) => {
  it('are printed once, or known as failed or unknown; none is printed twice', async () => {
    const report = await escposSoaks({ count: 120, seed: 20_261_123, way }, 12)
    expect(report.wrongs).toEqual([])
    expect(report.printed + report.failed + report.unknown).toBe(120)
    expect(report.printed).toBeGreaterThan(60)
    expect(report.failed).toBeGreaterThan(0)
  }, 30_000)
})
