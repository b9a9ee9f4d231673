import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type LedBench, setUpLed } from '../testing/led-bench.ts'

/** Screens that fall silent and come back, on a straight wire, at the delays of a hall. By hand: the clock. */
beforeEach(() => {
  vi.useFakeTimers()
})
let bench: LedBench | null = null
afterEach(async () => {
  const closed = bench?.close()
  await vi.advanceTimersByTimeAsync(1000)
  await closed
  bench = null
  vi.useRealTimers()
})

const first = (many: number) => Array.from({ length: many }, (_, index) => index + 1)
const textOf = (address: number) => `请A${100 + address}号`

describe.each([
  { driver: 'onbon-bx5k', baudRate: 57_600 },
  { driver: 'a090', baudRate: 9600 },
] as const)('$driver screens on one line', ({ driver, baudRate }) => {
  /** They are told their texts, and the line is there. */
  async function told(addresses: readonly number[]) {
    bench = await setUpLed({
      driver,
      way: 'straight',
      folder: '',
      addresses,
      bootMs: 1000,
      asInHalls: true,
      baudRate,
    })
    const { screens, simulator } = bench
    for (const address of addresses) screens.show(address, { lines: [textOf(address)], colour: 'red' })
    return { screens, simulator, seen: () => addresses.map((address) => simulator.seen(address)) }
  }
  /** All of them in service, and what their row said from then on. */
  async function inService(addresses: readonly number[]) {
    const { screens, simulator, seen } = await told(addresses)
    await vi.advanceTimersByTimeAsync(5000)
    expect(screens.row().state).toBe('ready')
    const changes: string[] = []
    screens.onChange(({ state, detail }) => changes.push(`${state} ${detail}`.trim()))
    return { screens, simulator, told: changes, seen }
  }

  it('have their text within two seconds, sixteen of them', async () => {
    const addresses = first(16)
    const { seen } = await told(addresses)
    await vi.advanceTimersByTimeAsync(2000)
    expect(seen()).toEqual(addresses.map(textOf))
  })

  it('that all fall silent are one change, however long it lasts, and one when they are back', async () => {
    const { screens, simulator, told } = await inService([1, 2, 3])
    const { opened } = screens.row().counters
    simulator.faults.silent = true
    await vi.advanceTimersByTimeAsync(60_000)
    expect(told).toEqual(['absent no-answer'])
    expect(screens.row().counters.opened).toBeGreaterThan(opened + 10)
    simulator.faults.silent = false
    await vi.advanceTimersByTimeAsync(2000)
    expect(told).toEqual(['absent no-answer', 'ready'])
  })

  it('switched off for a night, and on again, are dark for no longer than two seconds after their start', async () => {
    const addresses = first(16)
    const { simulator, told, seen } = await inService(addresses)
    simulator.power(false)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(told).toEqual(['absent'])
    simulator.power(true)
    await vi.advanceTimersByTimeAsync(1000 + 2000)
    expect(seen()).toEqual(addresses.map(textOf))
    expect(told).toEqual(['absent', 'ready'])
  })

  it('of which several go are named once, and one that is back shows its text within two seconds', async () => {
    const addresses = first(16)
    const { simulator, told } = await inService(addresses)
    const dark = first(8)
    for (const address of dark) simulator.powerOf(address, false)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(told).toEqual([`fault no-answer ${dark.join(',')}`])
    expect(addresses.slice(8).map((address) => simulator.seen(address))).toEqual(
      addresses.slice(8).map(textOf),
    )
    simulator.powerOf(5, true)
    await vi.advanceTimersByTimeAsync(1000 + 2000)
    expect(simulator.seen(5)).toBe(textOf(5))
    await vi.advanceTimersByTimeAsync(2000)
    expect(told.slice(1)).toEqual([`fault no-answer ${dark.filter((address) => address !== 5).join(',')}`])
  })

  it('of which one loses a single answer are told of by nothing', async () => {
    const { simulator, told } = await inService([1, 2, 3])
    simulator.faults.garbled = 1
    await vi.advanceTimersByTimeAsync(10_000)
    expect([simulator.faults.garbled, told]).toEqual([0, []])
  })
})
