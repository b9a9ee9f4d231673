import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ticketBytes } from '../printing/ticket-paper.ts'
import { SimulatedEscposPrinter } from '../simulator/escpos-printer.ts'
import { examplePaper } from '../testing/example-paper.ts'
import { drive } from '../testing/printer-bench.ts'
import { straightWire } from '../testing/straight-wire.ts'
import type { Transport } from '../transport/transport.ts'
import { escposTiming } from './escpos-timing.ts'

/**
 * A printer whose answers come late or not at all, on a straight wire at the driver's own delays. Its answers do not say
 * which question they answer: none may be taken for another's. By hand: the clock.
 */
beforeEach(() => {
  vi.useFakeTimers()
})
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) {
    const ended = end()
    await vi.advanceTimersByTimeAsync(20_000)
    await ended
  }
  vi.useRealTimers()
})

/** `loseAnswers`: so many of the next bytes that the printer says never arrive. */
async function setUp() {
  const device = new SimulatedEscposPrinter({ speedMmPerSecond: Number.POSITIVE_INFINITY })
  const losing = { answers: 0 }
  const wire = straightWire(device)
  const transport: Transport = {
    ...wire,
    open: (listener) =>
      wire.open({
        ...listener,
        onData(bytes) {
          if (losing.answers > 0) losing.answers -= 1
          else listener.onData(bytes)
        },
      }),
  }
  const on = drive(transport, { timing: escposTiming })
  ends.push(() => on.printer.stop())
  const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  const row = () => `${on.printer.row().state}/${on.printer.row().detail}`
  await passes(2000)
  expect(row()).toBe('ready/')
  return { device, losing, passes, row, ...on }
}

/** Later than a question, its repetition and what is waited after it; and just as late as that moment between them. */
const lateness = [600, 1100, 1499, 1500, 1501, 1600, 2400, 2600, 3100, 4200]

describe.each(lateness)('answers that are all %i ms late', (lateMs) => {
  it('never name a fault that is not there, nor hide one', async () => {
    const on = await setUp()
    on.device.heatHead(true)
    await on.passes(3000)
    expect(on.row()).toBe('fault/head-hot')
    on.device.faults.lateMs = lateMs
    await on.passes(60_000)
    on.device.heatHead(false)
    await on.passes(30_000)
    on.device.openCover(true)
    await on.passes(30_000)
    // So late that it is as good as silent, or what it is.
    expect(['fault/cover-open', 'fault/offline']).toContain(on.row())
    on.device.faults.lateMs = 0
    await on.passes(10_000)
    expect(on.row()).toBe('fault/cover-open')
    on.device.openCover(false)
    await on.passes(3000)
    expect(on.row()).toBe('ready/')
    const right = ['ready/', 'fault/head-hot', 'fault/cover-open', 'fault/offline']
    expect(on.told.filter((told) => !right.includes(told))).toEqual([])
  })
})

it('answers that are all late tell of an open cover within seven seconds', async () => {
  const on = await setUp()
  on.device.faults.lateMs = 1500
  await on.passes(15_000)
  on.device.openCover(true)
  await on.passes(7000)
  expect(on.told).toEqual(['ready/', 'fault/cover-open'])
})

describe.each([300, 700, 1400, 1500, 1501, 2000, 2700, 5000, 6001])(
  'a single answer that is %i ms late',
  (lateMs) => {
    it.each([1, 2, 3, 4])('is taken for no other, whichever of the four it is: %i', async (which) => {
      const on = await setUp()
      on.device.openCover(true)
      await on.passes(3000)
      const before = on.told.length
      for (let round = 0; round < 4; round += 1) {
        // The one before it in this look are in time.
        on.device.answerLate(0, which)
        await on.passes(1000 + 50 * which)
        on.device.answerLate(lateMs)
        await on.passes(12_000)
      }
      expect(on.row()).toBe('fault/cover-open')
      expect(on.told.slice(before)).toEqual([])
    })
  },
)

it('an answer that is lost costs no ticket, and its question is asked once more', async () => {
  const on = await setUp()
  const { retries } = on.printer.row().counters
  on.losing.answers = 1
  const printed = on.printer.print(ticketBytes(examplePaper, 48), () => {})
  await on.passes(6000)
  expect(await printed).toEqual({ state: 'printed' })
  expect(on.printer.row().counters.retries).toBe(retries + 1)
  expect(on.told).toEqual(['ready/'])
})

it('a printer that was silent and speaks again is in service within two seconds', async () => {
  const on = await setUp()
  on.device.silence(true)
  await on.passes(20_000)
  expect(on.row()).toBe('fault/offline')
  for (let wait = 0; wait < 40; wait += 1) {
    on.device.silence(false)
    await on.passes(2000)
    expect(on.row()).toBe('ready/')
    on.device.silence(true)
    // Another moment of its rounds each time.
    await on.passes(15_000 + 97 * wait)
  }
  expect(new Set(on.told)).toEqual(new Set(['ready/', 'fault/offline']))
})
