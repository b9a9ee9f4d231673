import { expect, it } from 'vitest'
import { soakTerminal } from './terminal.soak.ts'

it('a terminal whose cables are all pulled at once and put back loses and doubles nothing, and is soon in service', async () => {
  const soak = await soakTerminal(5, 20_261_124)
  expect(soak.wrongs).toEqual([])
  expect(soak.slowestBackMs).toBeLessThan(2000)
  expect(soak).toMatchObject({ tickets: 15, cards: 5 })
  expect(soak.printed).toBeGreaterThan(5)
  expect(soak.ratings).toBeGreaterThan(2)
}, 60_000)
