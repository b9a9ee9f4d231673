import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SimulatedSocialCard } from '../simulator/social-card.ts'
import { straightWire } from '../testing/straight-wire.ts'
import { SocialCardReader } from './social-card-reader.ts'
import { vpcdSlot } from './vpcd-slot.ts'

/** A slot behind a line, on a straight wire. By hand: the clock, and who puts which card in. */
beforeEach(() => {
  vi.useFakeTimers()
})
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) {
    const ended = end()
    await vi.advanceTimersByTimeAsync(2000)
    await ended
  }
  vi.useRealTimers()
})

async function setUp() {
  const device = new SimulatedSocialCard()
  const reader = new SocialCardReader({
    name: 'social',
    place: 'straight',
    slot: (status) => vpcdSlot(straightWire(device), status),
  })
  const read: string[] = []
  reader.onCard((reading) => read.push(reading.what === 'read' ? reading.card.person().name : reading.why))
  const told: string[] = []
  reader.onChange(({ state, detail }) => told.push(`${state} ${detail}`.trim()))
  ends.push(() => reader.stop())
  reader.start()
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual(['ready'])
  return { device, reader, read, told, passes: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}

it('that says nothing any more is a fault, told once however often its line is opened, and back within two seconds', async () => {
  const on = await setUp()
  const { opened } = on.reader.row().counters
  for (let round = 0; round < 20; round += 1) {
    on.device.faults.silent = true
    await on.passes(12_000 + 130 * round)
    expect(on.told.splice(0)).toEqual(round === 0 ? ['ready', 'fault silent'] : ['fault silent'])
    on.device.faults.silent = false
    await on.passes(2000)
    expect(on.told.splice(0)).toEqual(['ready'])
  }
  expect(on.reader.row().counters.opened).toBeGreaterThan(opened + 20)
  on.device.plug(false)
  await on.passes(1000)
  expect(on.told).toEqual(['absent'])
})

it('notices a card that was put in another’s place between two looks, though both begin alike', async () => {
  const on = await setUp()
  on.device.insert('social')
  await on.passes(5000)
  expect(on.read).toEqual(['钱样例'])
  on.device.insert('social-elder')
  await on.passes(1000)
  expect(on.read).toEqual(['钱样例', '孙样例'])
  on.device.insert('other-chip')
  await on.passes(1000)
  on.device.insert('social')
  await on.passes(5000)
  expect(on.read).toEqual(['钱样例', '孙样例', 'wrong-card', '钱样例'])
})

it('notices another card behind the moment in which nothing was heard', async () => {
  const on = await setUp()
  on.device.insert('social')
  await on.passes(1000)
  on.device.faults.silent = true
  await on.passes(1500)
  on.device.insert('social-elder')
  on.device.faults.silent = false
  await on.passes(2000)
  expect(on.read).toEqual(['钱样例', '孙样例'])
})

it('whose line fell out of step is opened anew, and reads the card that was put in meanwhile', async () => {
  const on = await setUp()
  const { opened } = on.reader.row().counters
  on.device.faults.noise = Uint8Array.of(0xff, 0xff, 0x01)
  on.device.insert('social')
  await on.passes(6000)
  expect(on.read).toEqual(['钱样例'])
  const { counters, state } = on.reader.row()
  expect(state).toBe('ready')
  expect(counters.opened).toBe(opened + 1)
  expect(counters.discardedBytes).toBeGreaterThan(3)
})
