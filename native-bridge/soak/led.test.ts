import { describe, expect, it } from 'vitest'
import { soakLed } from './led.soak.ts'

const lines = (['onbon-bx5k', 'a090', 'aabb'] as const).flatMap((driver) =>
  (['tcp', 'serial'] as const).map((way) => ({ driver, way })),
)

describe('screens while things go wrong at random', () => {
  it.concurrent.each(lines)(
    '$driver over $way show what their windows say, at every quiet moment',
    async (line) => {
      const soak = await soakLed({ count: 160, seed: 20_261_124, ...line })
      expect(soak.wrongs).toEqual([])
      expect(soak.quietMoments).toBe(5)
      expect(soak.opened).toBeGreaterThan(1)
      expect(soak.shown).toBeGreaterThan(10)
    },
    60_000,
  )
})
