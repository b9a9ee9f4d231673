import { expect, it } from 'vitest'
import { soakPads } from './pads.soak.ts'

it('carries presses of thirty-two pads on one bad line: none lost, none doubled, one rating for each service', async () => {
  const soak = await soakPads({ count: 100, seed: 7 })
  expect(soak).toMatchObject({ lost: 0, doubled: 0, wrongRatings: 0 })
  expect(soak.acknowledged).toBeGreaterThan(50)
  expect(soak.resendsDropped).toBeGreaterThan(0)
  expect(soak.ratings).toBeGreaterThan(5)
}, 60_000)
