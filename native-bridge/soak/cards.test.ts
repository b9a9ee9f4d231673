import { expect, it } from 'vitest'
import { soakCards, timeCards } from './cards.soak.ts'

it('each of many cards is told once, or said not to be read, and never another in its place', async () => {
  const count = 120
  const result = await soakCards(count, 7)
  expect(result).toMatchObject({ laid: count, readTwice: 0, wrong: 0, lost: 0 })
  expect(result.read + result.saidNotRead + result.neverSeen).toBe(count)
  expect(result.read).toBeGreaterThan(count / 3)
}, 60_000)

it('a laid card becomes a ticket, at the speed of a real line', async () => {
  const { laidToEventMs, laidToTicketMs } = await timeCards(5, 3)
  // No sooner than 1.3 kB take at 115200 baud.
  expect(laidToEventMs.p50).toBeGreaterThan(110)
  expect(laidToTicketMs.max).toBeLessThan(3000)
}, 60_000)
