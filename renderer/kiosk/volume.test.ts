import { describe, expect, it } from 'vitest'
import { gainOf, nextVolumeStep, usualVolumeStep, volumeSteps } from './volume.ts'

describe('the volume', () => {
  it('changes by at most 12 dB a step, over 18 dB or more', () => {
    const db = volumeSteps.map((gain) => 20 * Math.log10(gain))
    for (const [at, level] of db.entries())
      if (at > 0) expect(level - (db[at - 1] ?? 0)).toBeLessThanOrEqual(12)
    expect((db.at(-1) ?? 0) - (db[0] ?? 0)).toBeGreaterThanOrEqual(18)
  })
  it('stays at its ends', () => {
    expect(nextVolumeStep(0, -1)).toBe(0)
    expect(nextVolumeStep(volumeSteps.length - 1, 1)).toBe(volumeSteps.length - 1)
    expect(nextVolumeStep(usualVolumeStep, 1)).toBe(usualVolumeStep + 1)
    expect(gainOf(99)).toBe(volumeSteps[usualVolumeStep])
  })
})
