import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LedBench, type LedBenchOptions, setUpLed } from '../testing/led-bench.ts'

let folder: string
let bench: LedBench | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'led-'))
})
afterEach(async () => {
  await bench?.close()
  bench = null
  rmSync(folder, { recursive: true })
})

async function setUp(options: Pick<LedBenchOptions, 'driver' | 'way'> & Partial<LedBenchOptions>) {
  bench = await setUpLed({ folder, ...options })
  return bench
}

const red = (line: string) => ({ lines: [line], colour: 'red' as const })
/** Silence is noticed by asking, and believed the second time. */
const noticed = { timeout: 8000, interval: 10 }
/** Long enough for a machine that does other work besides: the two seconds are held to by a clock in `led-silence.test.ts`. */
const back = { timeout: 3000, interval: 10 }

const families = [
  { driver: 'onbon-bx5k', way: 'tcp' },
  { driver: 'onbon-bx5k', way: 'serial' },
  { driver: 'a090', way: 'tcp' },
  { driver: 'a090', way: 'serial' },
  { driver: 'aabb', way: 'tcp' },
  { driver: 'aabb', way: 'serial' },
] as const

describe.each(families)('$driver screens over $way', ({ driver, way }) => {
  it('show what each is told, by address', async () => {
    const { screens, simulator } = await setUp({ driver, way })
    screens.show(1, red('请A012号'))
    screens.show(2, { lines: ['暂停服务'], colour: 'yellow' })
    await expect.poll(() => [simulator.seen(1), simulator.seen(2)], back).toEqual(['请A012号', '暂停服务'])
    expect([simulator.colour(1), simulator.colour(2)]).toEqual(['red', 'yellow'])
    await expect.poll(() => screens.row().state).toBe('ready')
  })

  it('show it again after their power was cut while the line stayed', async () => {
    const { screens, simulator } = await setUp({ driver, way, bootMs: 1000, asInHalls: true })
    screens.show(1, red('请A012号'))
    screens.show(2, red('请A013号'))
    await expect.poll(() => simulator.seen(2), back).toBe('请A013号')
    await expect.poll(() => simulator.seen(1), back).toBe('请A012号')
    simulator.powerOf(1, false)
    expect(simulator.seen(1)).toBe('')
    simulator.powerOf(1, true)
    await expect.poll(() => simulator.seen(1), { ...back, timeout: 4000 }).toBe('请A012号')
    expect(simulator.seen(2)).toBe('请A013号')
  })

  it('show it again after the cable was pulled, with what came meanwhile and nothing in between', async () => {
    const { screens, simulator } = await setUp({ driver, way })
    screens.show(1, red('请A012号'))
    await expect.poll(() => simulator.seen(1), back).toBe('请A012号')
    simulator.power(false)
    await expect.poll(() => screens.row().state, back).toBe('absent')
    for (const number of ['A013', 'A014', 'A015']) screens.show(1, red(`请${number}号`))
    const before = simulator.told.length
    simulator.power(true)
    await expect.poll(() => simulator.seen(1), back).toBe('请A015号')
    expect(simulator.told.slice(before).filter((line) => !line.includes('A015'))).toEqual([])
    await expect.poll(() => screens.row().state, back).toBe('ready')
  })

  it('show it after noise on the line', async () => {
    const { screens, simulator } = await setUp({ driver, way })
    screens.show(1, red('请A012号'))
    await expect.poll(() => simulator.seen(1), back).toBe('请A012号')
    simulator.faults.noise = Uint8Array.of(0xa5, 0xa0, 0x90, 0x01, 0xaa, 0x5a)
    screens.show(1, red('请A013号'))
    screens.show(2, red('请A014号'))
    await expect.poll(() => [simulator.seen(1), simulator.seen(2)], back).toEqual(['请A013号', '请A014号'])
  })
})

describe.each(families.filter(({ driver }) => driver !== 'aabb'))('$driver screens over $way', (family) => {
  it('are told apart when one is silent, by what people call it', async () => {
    const { screens, simulator } = await setUp(family)
    screens.name(1, '3')
    screens.show(1, red('请A012号'))
    screens.show(2, red('请A013号'))
    await expect.poll(() => simulator.seen(2), back).toBe('请A013号')
    simulator.powerOf(1, false)
    await expect.poll(() => screens.row(), noticed).toMatchObject({ state: 'fault', detail: 'no-answer 3' })
    // The others go on meanwhile.
    screens.show(2, red('请A014号'))
    await expect.poll(() => simulator.seen(2), back).toBe('请A014号')
    simulator.powerOf(1, true)
    await expect.poll(() => screens.row().state, back).toBe('ready')
    expect(simulator.seen(1)).toBe('请A012号')
  })

  it('are absent when none answers, though the line is open, and found again', async () => {
    const { screens, simulator } = await setUp(family)
    for (const address of [1, 2]) screens.show(address, red('请A012号'))
    await expect.poll(() => screens.row().state, back).toBe('ready')
    simulator.faults.silent = true
    await expect.poll(() => screens.row(), noticed).toMatchObject({ state: 'absent', detail: 'no-answer' })
    simulator.faults.silent = false
    await expect.poll(() => screens.row().state, back).toBe('ready')
  })

  it('go on after a garbled and after a late answer', async () => {
    const { screens, simulator } = await setUp(family)
    simulator.faults.garbled = 1
    screens.show(1, red('请A012号'))
    await expect.poll(() => simulator.faults.garbled, back).toBe(0)
    simulator.faults.lateMs = 300
    screens.show(1, red('请A013号'))
    screens.show(2, red('请A014号'))
    await expect.poll(() => [simulator.seen(1), simulator.seen(2)], back).toEqual(['请A013号', '请A014号'])
    simulator.faults.lateMs = 0
    await expect.poll(() => screens.row().state, back).toBe('ready')
  })

  it('lose their power in the middle of an answer and are back', async () => {
    const { screens, simulator } = await setUp(family)
    screens.show(1, red('请A012号'))
    await expect.poll(() => simulator.seen(1), back).toBe('请A012号')
    simulator.faults.powerFailsAfterBytes = 3
    screens.show(1, red('请A013号'))
    await expect.poll(() => simulator.powerOn, back).toBe(false)
    simulator.power(true)
    await expect.poll(() => simulator.seen(1), back).toBe('请A013号')
  })
})

describe('an Onbon card', () => {
  it('does not take another screen’s frames, nor one whose check is wrong', async () => {
    const { screens, simulator } = await setUp({ driver: 'onbon-bx5k', way: 'tcp', addresses: [7] })
    screens.show(7, red('请A012号'))
    await expect.poll(() => simulator.seen(7), back).toBe('请A012号')
    const { onbonFrame } = await import('../codec/onbon.ts')
    const { showData } = await import('../codec/onbon-commands.ts')
    const data = showData(red('别的屏'), { columns: 12, lines: 1 })
    const wrong = onbonFrame({ to: 7, data })
    wrong[30] = (wrong[30] ?? 0) ^ 1
    const cable = simulator.attach({ receive: () => {}, drop: () => {} })
    cable.send(onbonFrame({ to: 8, data }))
    cable.send(wrong)
    expect(simulator.seen(7)).toBe('请A012号')
    expect(simulator.discardedBytes).toBe(wrong.length)
  })

  it('is found again when its power went and the connection stayed open as if nothing were', async () => {
    const { screens, simulator } = await setUp({ driver: 'onbon-bx5k', way: 'tcp', addresses: [1] })
    screens.show(1, red('请A012号'))
    await expect.poll(() => simulator.seen(1), back).toBe('请A012号')
    const { opened } = screens.row().counters
    simulator.powerOf(1, false)
    await expect.poll(() => screens.row().counters.opened, noticed).toBeGreaterThan(opened)
    expect(screens.row().detail).toBe('no-answer')
    expect(screens.row().faults.length).toBe(1)
    simulator.powerOf(1, true)
    await expect.poll(() => simulator.seen(1), back).toBe('请A012号')
  })
})

it('two lines stand one below the other', async () => {
  const { screens, simulator } = await setUp({ driver: 'a090', way: 'serial', lines: 2, columns: 8 })
  screens.show(1, { lines: ['3号窗口', '请A012号'], colour: 'green' })
  await expect.poll(() => simulator.seen(1), back).toBe('3号窗口\n请A012号')
})
