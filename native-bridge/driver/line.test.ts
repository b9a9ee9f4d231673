import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Decoded, Decoder } from '../codec/codec.ts'
import { SimulatedDevice } from '../simulator/device.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { openTcpPort, type SimulatedPort } from '../simulator/tcp-port.ts'
import { serialTransport } from '../transport/serial.ts'
import { tcpTransport } from '../transport/tcp.ts'
import type { Transport } from '../transport/transport.ts'
import type { Counting } from './device.ts'
import { DeviceLine } from './line.ts'

/** A device that says what it hears, a line at a time. */
class Echo extends SimulatedDevice {
  readonly heardLines: string[] = []
  #text = ''

  speak(text: string): void {
    this.say(Buffer.from(text))
  }

  protected hear(bytes: Uint8Array): void {
    this.#text += Buffer.from(bytes).toString('latin1')
    const lines = this.#text.split('\r')
    this.#text = lines.pop() ?? ''
    for (const line of lines) {
      this.heardLines.push(line)
      this.say(Buffer.from(`${line}\r`))
    }
  }
}

class Lines implements Decoder<string> {
  #text = ''

  get pending(): number {
    return this.#text.length
  }

  feed(bytes: Uint8Array): Decoded<string>[] {
    this.#text += Buffer.from(bytes).toString('latin1')
    const lines = this.#text.split('\r')
    this.#text = lines.pop() ?? ''
    return lines.map((message) => ({ kind: 'message', message }))
  }

  flush(): Decoded<string>[] {
    const bytes = this.#text.length
    this.#text = ''
    return bytes > 0 ? [{ kind: 'discarded', bytes }] : []
  }
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'line-'))
})
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  rmSync(folder, { recursive: true })
})

const ways: Record<string, (device: Echo) => Promise<[SimulatedPort, Transport]>> = {
  'a serial port': async (device) => {
    const port = openPtyPort(device, { link: join(folder, 'by-id', 'echo') })
    return [port, serialTransport(port.address, 115_200)]
  },
  TCP: async (device) => {
    const port = await openTcpPort(device)
    return [port, tcpTransport(port.address)]
  },
}

async function setUp(way: keyof typeof ways) {
  const device = new Echo()
  const made = await ways[way]?.(device)
  if (made === undefined) throw new Error('no such way')
  const [port, transport] = made
  const counters: Counting = { framesIn: 0, framesOut: 0, discardedBytes: 0, retries: 0, opened: 0 }
  const told: string[] = []
  const waiters: { what: string; resolve: () => void }[] = []
  const tell = (what: string) => {
    told.push(what)
    for (const waiter of waiters) if (waiter.what === what) waiter.resolve()
  }
  const line = new DeviceLine<string>({
    transport,
    decoder: () => new Lines(),
    onMessage: (message) => tell(`unasked ${message}`),
    onOpen: () => tell('open'),
    onAbsent: () => tell('absent'),
    onBug: (error) => tell(`bug ${error}`),
    counters,
    reconnectMs: [10],
    flushMs: 30,
  })
  const next = (what: string) =>
    new Promise<void>((resolve) => {
      waiters.push({ what, resolve })
    })
  const open = next('open')
  line.start()
  ends.push(async () => {
    await line.stop()
    device.stop()
    await port.close()
  })
  await open
  return { device, line, counters, told, next }
}

const anything = (message: string) => message

describe.each(Object.keys(ways))('a line over %s', (way) => {
  it('carries requests one at a time, each with its own answer', async () => {
    const { line, device } = await setUp(way)
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((text) => line.request(Buffer.from(`${text}\r`), anything, { timeoutMs: 2000 })),
    )
    expect(answers).toEqual(['a', 'b', 'c'].map((value) => ({ ok: true, value })))
    expect(device.heardLines).toEqual(['a', 'b', 'c'])
  })

  it('is not open any more once a write failed: who tries for as long as it is comes to an end', async () => {
    const { line, device, told, next } = await setUp(way)
    device.plug(false)
    let tries = 0
    while (line.open && tries < 100_000) {
      await line.send(Buffer.from('a\r'))
      tries += 1
    }
    expect(line.open).toBe(false)
    const open = next('open')
    device.plug(true)
    await open
    expect(told).toEqual(['open', 'absent', 'open'])
    expect(await line.request(Buffer.from('b\r'), anything, { timeoutMs: 2000 })).toEqual({
      ok: true,
      value: 'b',
    })
  })

  it('hands on what nobody asked for, and an answer that is not the request’s', async () => {
    const { line, device, told } = await setUp(way)
    const asked = line.request(Buffer.from('mine\r'), (message) => (message === 'mine' ? message : null), {
      timeoutMs: 2000,
    })
    device.speak('another\r')
    expect(await asked).toEqual({ ok: true, value: 'mine' })
    expect(told).toContain('unasked another')
  })

  it('gives up after silence, having asked again as often as it may', async () => {
    const { line, device, counters } = await setUp(way)
    device.faults.silent = true
    const asked = await line.request(Buffer.from('a\r'), anything, { timeoutMs: 60, retries: 2 })
    expect(asked).toEqual({ ok: false, problem: 'timeout' })
    expect(counters.retries).toBe(2)
    await expect.poll(() => device.heardLines).toEqual(['a', 'a', 'a'])
  })

  it('is absent while the cable is out, and in service again once it is in', async () => {
    const { line, device, next, counters } = await setUp(way)
    const gone = next('absent')
    device.plug(false)
    await gone
    expect(await line.request(Buffer.from('a\r'), anything, { timeoutMs: 500 })).toEqual({
      ok: false,
      problem: 'absent',
    })
    const back = next('open')
    device.plug(true)
    await back
    expect(await line.request(Buffer.from('b\r'), anything, { timeoutMs: 2000 })).toEqual({
      ok: true,
      value: 'b',
    })
    expect(counters.opened).toBe(2)
  })

  it('loses the request that the cable was pulled under, at once', async () => {
    const { line, device } = await setUp(way)
    device.faults.silent = true
    const asked = line.request(Buffer.from('a\r'), anything, { timeoutMs: 60_000 })
    await expect.poll(() => device.heardLines).toEqual(['a'])
    device.plug(false)
    expect(await asked).toEqual({ ok: false, problem: 'absent' })
  })

  it('gives up half a message after a silence, and counts its bytes', async () => {
    const { line, device, counters } = await setUp(way)
    // A pseudo-terminal's other end learns of its host by the first byte.
    await line.request(Buffer.from('a\r'), anything, { timeoutMs: 2000 })
    device.speak('half')
    await expect.poll(() => counters.discardedBytes).toBe(4)
    expect(await line.request(Buffer.from('b\r'), anything, { timeoutMs: 2000 })).toEqual({
      ok: true,
      value: 'b',
    })
  })

  it('ends what it carries when it is stopped', async () => {
    const { line, device } = await setUp(way)
    device.faults.silent = true
    const asked = line.request(Buffer.from('a\r'), anything, { timeoutMs: 60_000 })
    await expect.poll(() => device.heardLines).toEqual(['a'])
    await line.stop()
    expect(await asked).toEqual({ ok: false, problem: 'stopped' })
  })
})
