import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { must, ok } from '../../core/result.ts'
import type { Connection, Transport, TransportListener } from '../transport/transport.ts'
import { EscposLine } from './escpos-line.ts'
import { escposTiming } from './escpos-timing.ts'

/** A serial port that notes what was handed to it and when. A stand-in: how long its wire is busy is only counted. */
async function openLine(baudRate: number) {
  const handed: { readonly bytes: number; readonly atMs: number }[] = []
  let listener: TransportListener | null = null
  const connection: Connection = {
    async write(bytes) {
      handed.push({ bytes: bytes.length, atMs: performance.now() })
      return ok(undefined)
    },
    async close() {},
  }
  const transport: Transport = {
    place: 'serial test',
    answers: 'yes',
    baudRate,
    async open(heard) {
      listener = heard
      return ok(connection)
    },
  }
  const line = await EscposLine.open(transport, {
    timing: escposTiming,
    model: 'standard',
    counters: { framesIn: 0, framesOut: 0, discardedBytes: 0, retries: 0, opened: 0 },
    onStir: () => {},
  })
  return {
    line: must(line.ok ? line.value : null, 'it opens'),
    handed,
    says: (byte: number) => listener?.onData(Uint8Array.of(byte)),
  }
}

const going = new AbortController().signal

it('has the next bytes at a serial port before the wire stands still', async () => {
  const { line, handed } = await openLine(300)
  const cut = new AbortController()
  const sent = line.send(new Uint8Array(600), cut.signal)
  // The second piece waits for nothing: the wire has it when the first one is through, two seconds later, however late we are.
  await expect.poll(() => handed.length).toBeGreaterThanOrEqual(2)
  const [first, second] = handed
  expect(must(second, 'two').atMs - must(first, 'two').atMs).toBeLessThan(64 * (10_000 / 300))
  cut.abort()
  await line.close()
  await sent
})

it('never has more on its way than a printer takes after XOFF', async () => {
  const { line, handed } = await openLine(9600)
  const msPerByte = 10_000 / 9600
  const sent = line.send(new Uint8Array(600), going)
  expect(await sent).toBe(true)
  expect(handed.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(600)
  let freeAtMs = 0
  for (const { bytes, atMs } of handed) {
    const underWay = Math.round(Math.max(0, freeAtMs - atMs) / msPerByte)
    expect(underWay + bytes).toBeLessThanOrEqual(128)
    freeAtMs = Math.max(freeAtMs, atMs) + bytes * msPerByte
  }
})

it('hands nothing over between XOFF and XON', async () => {
  const { line, handed, says } = await openLine(115_200)
  const sent = line.send(new Uint8Array(6000), going)
  await expect.poll(() => handed.length).toBeGreaterThan(2)
  says(0x13)
  const before = handed.length
  // So long that twenty pieces would have gone.
  await wait(120)
  expect(handed.length).toBe(before)
  says(0x11)
  expect(await sent).toBe(true)
  expect(handed.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(6000)
})
