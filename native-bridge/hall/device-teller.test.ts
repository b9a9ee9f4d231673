import { pino } from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DeviceStatus, ready } from '../driver/device.ts'
import { DeviceTeller } from './device-teller.ts'

/** What the hall is told of a device. By hand: the clock and the device. */
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('tells each change of state at once, and counters that changed once a minute', () => {
  const status = new DeviceStatus({
    name: 'pads',
    kind: 'call-pad',
    driver: 'frames',
    place: 'tcp 127.0.0.1:4001',
  })
  const device = {
    row: () => status.row(),
    onChange: (listener: Parameters<typeof status.onChange>[0]) => status.onChange(listener),
    start: () => {},
    stop: async () => {},
  }
  const told: string[] = []
  const teller = new DeviceTeller({
    devices: [device],
    tell: ({ state, counters }) => told.push(`${state} ${counters.framesIn}`),
    log: pino({ level: 'silent' }),
  })
  teller.start()
  teller.tellAll()
  expect(told).toEqual(['absent 0'])
  status.become(ready)
  for (let frames = 1; frames <= 500; frames += 1) status.counters.framesIn = frames
  vi.advanceTimersByTime(59_000)
  expect(told).toEqual(['absent 0', 'ready 0'])
  vi.advanceTimersByTime(1000)
  expect(told.at(-1)).toBe('ready 500')
  // A line on which nothing happens is not told again.
  vi.advanceTimersByTime(600_000)
  expect(told).toHaveLength(3)
  teller.stop()
  status.become({ state: 'off', detail: '' })
  vi.advanceTimersByTime(120_000)
  expect(told).toHaveLength(3)
})
