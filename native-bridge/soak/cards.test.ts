import { expect, it } from 'vitest'
import { soakCards } from './cards.soak.ts'

it('each of many cards is told once, or said not to be read, and never another in its place', async () => {
  const count = 120
  const result = await soakCards(count, 7)
  expect(result).toMatchObject({ laid: count, readTwice: 0, wrong: 0, lost: 0, swallowed: 0 })
  expect(result.read + result.saidNotRead + result.neverSeen).toBe(count)
  expect(result.read).toBeGreaterThan(count / 3)
}, 60_000)
