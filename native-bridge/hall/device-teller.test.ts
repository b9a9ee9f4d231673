import { type Logger, pino } from 'pino'
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

function setUp(log: Logger = pino({ level: 'silent' })) {
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
    tell: ({ state, detail, counters }) => told.push(`${state} ${detail || counters.framesIn}`),
    log,
  })
  teller.start()
  return { status, told, teller }
}

it('tells each change of state at once, and counters that changed once a minute', () => {
  const { status, told, teller } = setUp()
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

it('tells a device that comes and goes every second ten times, then once a minute as it is by then', () => {
  const { status, told, teller } = setUp()
  const flap = (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      status.counters.opened += 1
      status.become(second % 2 === 0 ? { state: 'fault', detail: `no-answer ${second}` } : ready)
      vi.advanceTimersByTime(1000)
    }
  }
  flap(9)
  expect(told).toHaveLength(9)
  flap(3600)
  const states = told.length
  // An hour of it; counters that are told once a minute besides say the same row.
  expect(states).toBeLessThanOrEqual(10 + 2 * 61)
  // The last word is heard, though it came between two that may be told.
  status.become({ state: 'fault', detail: 'in the end' })
  vi.advanceTimersByTime(60_000)
  expect(told.at(-1)).toBe('fault in the end')
  // It rests, and has its ten again.
  vi.advanceTimersByTime(700_000)
  const before = told.length
  flap(8)
  expect(told.slice(before).filter((row) => row.startsWith('fault'))).toHaveLength(4)
  teller.stop()
})

it('says what still waited when it is stopped', () => {
  const { status, told, teller } = setUp()
  for (let change = 0; change < 30; change += 1)
    status.become({ state: 'fault', detail: `no-answer ${change}` })
  expect(told.at(-1)).toBe('fault no-answer 9')
  teller.stop()
  expect(told.at(-1)).toBe('fault no-answer 29')
})

it('logs the error of a driver that broke, loudly', () => {
  const lines: string[] = []
  const { status, told } = setUp(pino({ level: 'error' }, { write: (line: string) => void lines.push(line) }))
  status.broke(new Error('no such code'))
  expect(told).toEqual(['fault program-error'])
  expect(lines.map((line) => JSON.parse(line).err.message)).toEqual(['no such code'])
})
