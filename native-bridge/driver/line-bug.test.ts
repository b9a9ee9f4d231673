import { afterEach, expect, it } from 'vitest'
import { ok } from '../../core/result.ts'
import type { Decoder } from '../codec/codec.ts'
import { ScanLines } from '../codec/scan-lines.ts'
import type { Transport, TransportListener } from '../transport/transport.ts'
import { DeviceStatus, ready } from './device.ts'
import { DeviceLine } from './line.ts'

/** What a mistake of ours in a line's work does to its device. Stand-ins: the transport, and what is wrong. */

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

function setUp(options: {
  readonly open?: Transport['open']
  readonly decoder?: () => Decoder<string>
  readonly onMessage?: (text: string) => void
}) {
  let heard: TransportListener | null = null
  const transport: Transport = {
    place: 'nowhere',
    answers: 'yes',
    open:
      options.open ??
      (async (listener) => {
        heard = listener
        return ok({ write: async () => ok(undefined), close: async () => {} })
      }),
  }
  const status = new DeviceStatus({ name: 'one', kind: 'scanner', driver: 'lines', place: transport.place })
  const told: string[] = []
  const bugs: unknown[] = []
  status.onChange((row, bug) => {
    told.push(`${row.state}/${row.detail}`)
    if (bug !== undefined) bugs.push(bug)
  })
  const line = new DeviceLine<string>({
    transport,
    decoder: options.decoder ?? (() => new ScanLines()),
    onMessage: options.onMessage ?? (() => {}),
    onOpen: () => status.become(ready),
    onAbsent: (absence) => status.become(absence),
    onBug: (error) => status.broke(error),
    counters: status.counters,
    reconnectMs: [5],
  })
  ends.push(() => line.stop())
  line.start()
  return { status, line, told, bugs, says: (text: string) => heard?.onData(Buffer.from(text)) }
}

it('an open that throws is a fault of the device with its error told once, tried again until it works', async () => {
  let tries = 0
  const on = setUp({
    async open() {
      tries += 1
      if (tries < 4) throw new Error('spawn udevadm ENOENT')
      return ok({ write: async () => ok(undefined), close: async () => {} })
    },
  })
  await expect.poll(() => on.status.row().state).toBe('ready')
  expect(on.told).toEqual(['fault/program-error', 'ready/'])
  expect(on.bugs).toEqual([new Error('spawn udevadm ENOENT')])
})

it('a message that nobody here can take closes the line and is told, and the next one finds it open again', async () => {
  const taken: string[] = []
  const on = setUp({
    onMessage(text) {
      if (text === 'bad') throw new Error('no such code')
      taken.push(text)
    },
  })
  await expect.poll(() => on.status.row().state).toBe('ready')
  on.says('bad\r')
  expect(on.status.row()).toMatchObject({ state: 'fault', detail: 'program-error' })
  await expect.poll(() => on.status.row().state).toBe('ready')
  on.says('good\r')
  expect(taken).toEqual(['good'])
  expect(on.bugs).toEqual([new Error('no such code')])
})

it('a loop of a driver that throws is begun again after a while, and ends when the driver does', async () => {
  const { status } = setUp({})
  const stopping = new AbortController()
  let runs = 0
  const kept = status.keepDoing(
    async () => {
      runs += 1
      if (runs < 3) throw new Error(`run ${runs}`)
    },
    stopping.signal,
    1,
  )
  await kept
  expect(runs).toBe(3)
  const waiting = status.keepDoing(
    async () => {
      runs += 1
      throw new Error('for ever')
    },
    stopping.signal,
    60_000,
  )
  await expect.poll(() => runs).toBe(4)
  expect(status.row()).toMatchObject({ state: 'fault', detail: 'program-error' })
  stopping.abort()
  await waiting
  expect(runs).toBe(4)
})
