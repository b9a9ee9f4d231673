import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPtyPort } from '../simulator/pty-port.ts'
import { SimulatedScanner } from '../simulator/scanner.ts'
import { openTcpPort, type SimulatedPort } from '../simulator/tcp-port.ts'
import { serialTransport } from '../transport/serial.ts'
import { tcpTransport } from '../transport/tcp.ts'
import type { Transport } from '../transport/transport.ts'
import { LineScanner } from './line-scanner.ts'

let folder: string
const ends: (() => Promise<void>)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanner-'))
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  rmSync(folder, { recursive: true })
})

const ways: Record<string, (device: SimulatedScanner) => Promise<[SimulatedPort, Transport]>> = {
  'a serial port': async (device) => {
    const port = openPtyPort(device, { link: join(folder, 'scanner'), baudRate: 9600 })
    return [port, serialTransport(port.address, 9600)]
  },
  TCP: async (device) => {
    const port = await openTcpPort(device)
    return [port, tcpTransport(port.address)]
  },
}

async function setUp(way: string, sameScanMs = 1500) {
  const device = new SimulatedScanner()
  const made = await ways[way]?.(device)
  if (made === undefined) throw new Error('no such way')
  const [port, transport] = made
  const scanner = new LineScanner({ name: 'scanner', transport, sameScanMs, reconnectMs: [20] })
  const scans: string[] = []
  scanner.onScan((text) => scans.push(text))
  scanner.start()
  ends.push(async () => {
    await scanner.stop()
    device.stop()
    await port.close()
  })
  await expect.poll(() => scanner.row().state).toBe('ready')
  return { device, scanner, scans }
}

describe.each(Object.keys(ways))('a scanner over %s', (way) => {
  it('tells each code, in whatever script', async () => {
    const { device, scans } = await setUp(way)
    device.scan('K7QM-3HX9')
    device.scan('预约')
    await expect.poll(() => scans).toEqual(['K7QM-3HX9', '预约'])
  })

  it('that reads one code again and again tells it once', async () => {
    const { device, scans } = await setUp(way)
    for (let time = 0; time < 4; time += 1) device.scan('K7QM-3HX9')
    device.scan('another')
    await expect.poll(() => scans).toEqual(['K7QM-3HX9', 'another'])
  })

  it('tells the same code again when it was held to it again', async () => {
    const { device, scans } = await setUp(way, 0)
    device.scan('K7QM-3HX9')
    device.scan('K7QM-3HX9')
    await expect.poll(() => scans).toEqual(['K7QM-3HX9', 'K7QM-3HX9'])
  })

  it('loses a code that the cable was pulled under, and not the next', async () => {
    const { device, scanner, scans } = await setUp(way)
    device.scan('first')
    await expect.poll(() => scans).toEqual(['first'])
    device.faults.powerFailsAfterBytes = 5
    device.scan('half-a-code')
    await expect.poll(() => scanner.row().state).toBe('absent')
    device.power(true)
    await expect.poll(() => scanner.row().state, { timeout: 2000 }).toBe('ready')
    device.scan('whole')
    await expect.poll(() => scans).toEqual(['first', 'whole'])
  })

  it('is absent while it is not there, and counts what no code explains', async () => {
    const { device, scanner, scans } = await setUp(way)
    device.faults.noise = Uint8Array.of(0x00, 0x01, 0x0d)
    device.scan('good')
    await expect.poll(() => scans).toEqual(['good'])
    expect(scanner.row().counters).toMatchObject({ framesIn: 1, discardedBytes: 2 })
    device.plug(false)
    await expect.poll(() => scanner.row().state).toBe('absent')
    device.plug(true)
    await expect.poll(() => scanner.row().state, { timeout: 2000 }).toBe('ready')
  })
})

it('shows on the dock no more of a code than tells it apart', () => {
  const device = new SimulatedScanner()
  expect(device.panel()).toEqual({ kind: 'scanner', last: null })
  expect(device.act({ do: 'scan', code: 'http://hall/phone/#abcdefghijklmnop' })).toBe(true)
  expect(JSON.stringify(device.panel())).not.toContain('abcdef')
  expect(device.act({ do: 'lift-card' })).toBe(false)
  device.stop()
})
