import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkAims } from '../bench/devices/aims.ts'
import { type BesideWire, measureDevices, type Quantiles } from '../bench/devices/measure.ts'
import { benchTable } from '../build/bench-devices.ts'
import { spawnNode } from './support/spawn.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-bench-devices-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the benchmark of the devices', () => {
  it('measures every part over a real hall and real bridges, each beside its wire', async () => {
    const steps: string[] = []
    const figures = await measureDevices(
      folder,
      { touches: 3, cards: 3, presses: 3, restSeconds: 0.5 },
      (says) => steps.push(says),
    )
    const { touchSerial, touchTcp, card, pad, rest } = figures
    for (const part of [touchSerial, touchTcp, card, pad]) isWhole(part)
    expect([touchSerial.count, touchTcp.count, card.count + card.laidAgain, pad.count]).toEqual([3, 3, 3, 3])

    // A line of so many baud takes no less, whatever the machine: ten bits a byte.
    const bitsMs = (bytes: number, baudRate: number) => (bytes * 10 * 1000) / baudRate
    expect(touchSerial.bytes).toBeGreaterThan(300)
    expect(touchSerial.wireMs.p50).toBeGreaterThanOrEqual(bitsMs(touchSerial.bytes, 115_200) * 0.95)
    expect(card.wireMs.p50).toBeGreaterThanOrEqual(bitsMs(1295, card.baudRate))
    expect(pad.wireMs.p50).toBeGreaterThanOrEqual(bitsMs(9, pad.baudRate))
    expect(card.totalMs.p50).toBeGreaterThan(card.wireMs.p50)
    expect(card.pollMs.p50).toBeGreaterThan(0)
    expect(pad.pads).toBe(32)
    expect(rest.padsPercent).toBeGreaterThanOrEqual(0)
    expect(steps.length).toBeGreaterThan(5)

    const table = benchTable(figures, checkAims(figures), { before: 0, after: 0 })
    expect(table).not.toContain('NaN')
    expect(table.match(/达到/g)).toHaveLength(7)
  }, 120_000)

  it('names an option that it does not know, and measures nothing', async () => {
    const spawned = spawnNode(['build/bench-devices.mjs', '--fast'])
    expect((await spawned.ended).code).toBe(1)
    expect(spawned.stderr()).toContain('--fast')
    expect(spawned.stdout()).toBe('')
  })
})

function isWhole({ totalMs, wireMs, beyondMs }: BesideWire): void {
  for (const { p50, p99, max } of [totalMs, wireMs, beyondMs] satisfies Quantiles[]) {
    expect(Number.isFinite(p50)).toBe(true)
    expect(p99).toBeGreaterThanOrEqual(p50)
    expect(max).toBeGreaterThanOrEqual(p99)
  }
  expect(wireMs.p50).toBeGreaterThan(0)
  expect(totalMs.max - wireMs.p50).toBeGreaterThanOrEqual(beyondMs.max - 0.001)
}

it('an aim is met up to its figure, and not beyond it', () => {
  const same = (value: number): Quantiles => ({ p50: value, p99: value, max: value })
  const all = (value: number) => {
    const part = {
      count: 1,
      totalMs: same(value),
      wireMs: same(1),
      beyondMs: same(value),
      baudRate: 1,
      bytes: 1,
      pads: 1,
      pollMs: same(1),
      laidAgain: 0,
    }
    const rest = { seconds: 1, padsPercent: value, kioskPercent: value }
    return checkAims({ touchSerial: part, touchTcp: part, card: part, pad: part, rest })
  }
  const met = (value: number) =>
    all(value)
      .filter((one) => one.met)
      .map(({ aim }) => aim)
  expect(met(2)).toEqual([150, 150, 350, 550, 50, 80, 2])
  expect(met(80)).toEqual([150, 150, 350, 550, 80])
  expect(met(350.5)).toEqual([550])
})
