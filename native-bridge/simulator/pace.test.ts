import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PacedWire } from './pace.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a paced wire', () => {
  it('lets 960 bytes a second through at 9600 baud, in order and none lost', () => {
    const passed: number[] = []
    const wire = new PacedWire(9600, (bytes) => passed.push(...bytes))
    const sent = Array.from({ length: 960 }, (_, index) => index % 256)
    wire.send(Uint8Array.from(sent.slice(0, 100)))
    wire.send(Uint8Array.from(sent.slice(100)))
    vi.advanceTimersByTime(500)
    expect(passed.length).toBeGreaterThan(470)
    expect(passed.length).toBeLessThanOrEqual(480)
    vi.advanceTimersByTime(505)
    expect(passed).toEqual(sent)
  })

  it('takes as long for a byte after a pause as for the first: an idle line saves nothing up', () => {
    const passed: number[] = []
    const wire = new PacedWire(300, (bytes) => passed.push(...bytes))
    wire.send(Uint8Array.of(1))
    vi.advanceTimersByTime(1000)
    wire.send(Uint8Array.of(2))
    vi.advanceTimersByTime(30)
    expect(passed).toEqual([1])
    vi.advanceTimersByTime(5)
    expect(passed).toEqual([1, 2])
  })

  it('forgets what is on the wire when the cable is pulled', () => {
    const passed: number[] = []
    const wire = new PacedWire(9600, (bytes) => passed.push(...bytes))
    wire.send(new Uint8Array(960))
    vi.advanceTimersByTime(100)
    wire.stop()
    const before = passed.length
    vi.advanceTimersByTime(2000)
    expect(passed.length).toBe(before)
  })
})
