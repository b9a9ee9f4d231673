import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../result.ts'
import { endedServices, estimateWait, type WaitFacts } from './estimate.ts'

const busy: WaitFacts = {
  ahead: 9,
  windowsOpen: 5,
  windowsIdle: 0,
  inHandSeconds: [],
  ended: endedServices([100, 200, 300, 200, 100, 300]),
}
const seconds = fc.array(fc.double({ min: 0, max: 7200, noNaN: true }), { minLength: 3, maxLength: 250 })
const windows = fc.double({ min: 0.05, max: 200, noNaN: true })
const lastWait = fc.option(fc.double({ min: 0, max: 86_400, noNaN: true }))

describe('Estimates are of minutes to wait, shown as a range', () => {
  it('the middle is people ahead and oneself × mean service ÷ windows (Ibrahim & Whitt, queue length)', () => {
    const range = estimateWait(busy)
    expect(((range?.lowMinutes ?? 0) + (range?.highMinutes ?? 0)) / 2).toBeCloseTo((10 * 200) / 60 / 5)
  })

  it('from recent service times of the queue: not from the day before yesterday', () => {
    const today: number[] = Array(200).fill(120)
    const range = estimateWait({
      ...busy,
      ended: endedServices([...today, ...Array<number>(500).fill(3600)]),
    })
    expect(range).toEqual(estimateWait({ ...busy, ended: endedServices(today) }))
  })

  it('from the windows open now: twice as many, half the wait', () => {
    const [five, ten] = [estimateWait(busy), estimateWait({ ...busy, windowsOpen: 10 })]
    expect((five?.lowMinutes ?? 0) / (ten?.lowMinutes ?? 1)).toBeCloseTo(2)
    expect((five?.highMinutes ?? 0) / (ten?.highMinutes ?? 1)).toBeCloseTo(2)
  })

  it('nobody can tell: no window open, or fewer than three services yet', () => {
    expect(estimateWait({ ...busy, windowsOpen: 0 })).toBeNull()
    expect(estimateWait({ ...busy, ended: endedServices([60, 60]) })).toBeNull()
    expect(estimateWait({ ...busy, ended: endedServices([60, 60, 60]) })).not.toBeNull()
  })

  it('a window is free and nobody is ahead: at once, even before the first service of the day', () => {
    const first = { ...busy, ahead: 0, windowsIdle: 1, ended: endedServices([]) }
    expect(estimateWait(first)).toEqual({ lowMinutes: 0, highMinutes: 1 })
    expect(estimateWait({ ...first, ahead: 1 })).toBeNull()
    expect(estimateWait({ ...busy, ahead: 1, windowsIdle: 3 })?.lowMinutes).toBe(0)
    expect(estimateWait({ ...busy, ahead: 1, windowsIdle: 3 })?.highMinutes).toBeLessThanOrEqual(1)
  })

  it('the more people ahead, the more it leans on the wait of the last who was called, by a half at most', () => {
    const middle = (facts: WaitFacts) => {
      const range = estimateWait(facts)
      return ((range?.lowMinutes ?? Number.NaN) + (range?.highMinutes ?? Number.NaN)) / 2
    }
    const lastWaitMinutes = 8
    const leaning = (ahead: number) => {
      const byLength = middle({ ...busy, ahead })
      const both = middle({ ...busy, ahead, lastWaitSeconds: lastWaitMinutes * 60 })
      return (both - byLength) / (lastWaitMinutes - byLength)
    }
    expect(leaning(0)).toBeGreaterThan(0)
    expect(leaning(0)).toBeLessThan(0.15)
    expect(leaning(20)).toBeGreaterThan(leaning(5))
    expect(leaning(100)).toBeGreaterThan(leaning(20))
    expect(leaning(100)).toBeLessThanOrEqual(0.5)
  })

  it('a last wait that is not known, or from before a window became free, changes nothing', () => {
    expect(estimateWait({ ...busy, lastWaitSeconds: null })).toEqual(estimateWait(busy))
    const free = { ...busy, windowsIdle: 2 }
    expect(estimateWait({ ...free, lastWaitSeconds: 3600 })).toEqual(estimateWait(free))
  })

  it('short services end first: those in hand count in part until there are many', () => {
    const middle = (facts: WaitFacts) => {
      const range = estimateWait(facts)
      return ((range?.lowMinutes ?? Number.NaN) + (range?.highMinutes ?? Number.NaN)) / 2
    }
    const inHandSeconds = [600, 600, 600]
    expect(middle({ ...busy, inHandSeconds })).toBeCloseTo((middle(busy) * (1200 + 0.35 * 1800)) / 1200)
    const many = { ...busy, ended: endedServices(Array<number>(200).fill(200)) }
    expect(middle({ ...many, inHandSeconds })).toBe(middle(many))
  })

  it('windows that pause come back, and windows that were at lunch yesterday go there today', () => {
    const middle = (facts: Partial<WaitFacts>) => {
      const range = estimateWait({ ...busy, ahead: 89, ...facts })
      return ((range?.lowMinutes ?? Number.NaN) + (range?.highMinutes ?? Number.NaN)) / 2
    }
    // 90 services of 200 s: 300 minutes of work, an hour for five windows.
    expect(middle({})).toBeCloseTo(60)
    // One more from the tenth minute on: 50 minutes of work are done, six do the rest.
    expect(middle({ pausedMinutes: [20] })).toBeCloseTo(10 + 250 / 6)
    expect(middle({ pausedMinutes: [90] })).toBeCloseTo(15 + 225 / 6)
    // One less from the tenth to the fiftieth minute.
    expect(middle({ awayAhead: [{ fromMinutes: 10, untilMinutes: 50 }] })).toBeCloseTo(50 + 90 / 5)
    expect(middle({ awayAhead: Array(5).fill({ fromMinutes: 0, untilMinutes: 1000 }) })).toBeCloseTo(
      300 / 1.7,
    )
  })

  it('a break of the hall is waited through; a range that it tears goes to where most of it is', () => {
    const range = must(estimateWait(busy), 'there is enough to tell')
    const told = (fromMinutes: number, untilMinutes: number) =>
      estimateWait({ ...busy, breaks: [{ fromMinutes, untilMinutes }] })
    const { lowMinutes: low, highMinutes: high } = range
    expect(told(high + 1, high + 91)).toEqual(range)
    expect(told(-10, 80)).toEqual({ lowMinutes: low + 80, highMinutes: high + 80 })
    expect(told(low / 2, low / 2 + 90)).toEqual({ lowMinutes: low + 90, highMinutes: high + 90 })
    const at = (share: number) => low + share * (high - low)
    expect(told(at(0.9), at(0.9) + 90)).toEqual({ lowMinutes: low, highMinutes: at(0.9) })
    expect(told(at(0.1), at(0.1) + 90)).toEqual({ lowMinutes: at(0.1) + 90, highMinutes: high + 90 })
    const torn = told(at(0.5), at(0.5) + 90)
    expect(torn?.lowMinutes).toBeCloseTo(low)
    expect(torn?.highMinutes).toBeCloseTo(high + 90)
  })

  it('is always a range of finite minutes from 0, low before high', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        windows,
        fc.nat(20),
        seconds,
        lastWait,
        (ahead, windowsOpen, windowsIdle, serviceSeconds, lastWaitSeconds) => {
          const range = estimateWait({
            ahead,
            windowsOpen,
            windowsIdle,
            inHandSeconds: [],
            ended: endedServices(serviceSeconds),
            lastWaitSeconds,
          })
          expect(range?.lowMinutes).toBeGreaterThanOrEqual(0)
          expect(range?.highMinutes).toBeGreaterThanOrEqual(range?.lowMinutes ?? Number.NaN)
          expect(range?.highMinutes).toBeLessThan(Number.POSITIVE_INFINITY)
        },
      ),
    )
  })

  it('neither end gets earlier with one more person ahead', () => {
    fc.assert(
      fc.property(
        fc.nat(300),
        windows,
        fc.nat(5),
        seconds,
        lastWait,
        (ahead, windowsOpen, windowsIdle, serviceSeconds, lastWaitSeconds) => {
          const facts = {
            windowsOpen,
            windowsIdle,
            inHandSeconds: [],
            ended: endedServices(serviceSeconds),
            lastWaitSeconds,
          }
          const [now, later] = [
            estimateWait({ ...facts, ahead }),
            estimateWait({ ...facts, ahead: ahead + 1 }),
          ]
          const rounding = 1e-9 * (later?.highMinutes ?? 0)
          expect(later?.lowMinutes).toBeGreaterThanOrEqual((now?.lowMinutes ?? Number.NaN) - rounding)
          expect(later?.highMinutes).toBeGreaterThanOrEqual((now?.highMinutes ?? Number.NaN) - rounding)
        },
      ),
    )
  })
})

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

interface Told {
  readonly wait: number
  readonly low: number
  readonly high: number
}

/** A day first come, first served: people by chance, services of a long-tailed kind that get slower after noon. */
function day(seed: number, windowCount: number, load: number): Told[] {
  const number = numbersFrom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - number())) * Math.cos(2 * Math.PI * number())
  const freeAt: number[] = Array(windowCount).fill(0)
  const served: { start: number; end: number; service: number }[] = []
  const told: Told[] = []
  for (let now = 0; now < 8 * 3600; now += (-Math.log(1 - number()) * 200) / (windowCount * load)) {
    const slower = now > 4 * 3600 ? 1.15 : 1
    const service = slower * 200 * Math.exp(normal() * 0.8 - 0.32)
    const window = freeAt.indexOf(Math.min(...freeAt))
    const start = Math.max(now, freeAt[window] ?? 0)
    const inHand = served.filter((one) => one.start <= now && one.end > now)
    if (inHand.length === windowCount) {
      const done = served.filter((one) => one.end <= now).sort((a, b) => b.end - a.end)
      const range = estimateWait({
        ahead: served.filter((one) => one.start > now).length,
        windowsOpen: windowCount,
        windowsIdle: 0,
        inHandSeconds: inHand.map((one) => now - one.start),
        ended: endedServices(done.map((one) => one.service)),
      })
      if (range !== null)
        told.push({ wait: (start - now) / 60, low: range.lowMinutes, high: range.highMinutes })
    }
    freeAt[window] = start + service
    served.push({ start, end: start + service, service })
  }
  return told
}

describe('their error is measured', () => {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

  it.each([
    [1, 5, 0.95],
    [2, 5, 1.15],
    [3, 6, 1.05],
    [4, 2, 1.1],
    [5, 12, 1.1],
  ])(
    'day %i, %i windows, load %d: eight waits in ten lie in the range, which is narrow enough to help',
    (seed, windowCount, load) => {
      const told = day(seed, windowCount, load)
      const meanWait = mean(told.map(({ wait }) => wait))
      expect(told.length).toBeGreaterThan(100)
      expect(
        mean(told.map(({ wait, low, high }) => (low <= wait && wait <= high ? 1 : 0))),
      ).toBeGreaterThanOrEqual(0.8)
      expect(mean(told.map(({ low, high }) => high - low))).toBeLessThanOrEqual(Math.max(5, meanWait))
      expect(mean(told.map(({ wait, low, high }) => Math.abs((low + high) / 2 - wait)))).toBeLessThan(
        meanWait / 2,
      )
    },
  )
})
