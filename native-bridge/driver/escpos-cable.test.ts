import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { textOf } from '../codec/escpos-decoder.ts'
import { ticketBytes } from '../printing/ticket-paper.ts'
import { SimulatedEscposPrinter, type SimulatorOptions } from '../simulator/escpos-printer.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { examplePaper } from '../testing/example-paper.ts'
import { plugRuns } from '../testing/plug-runs.ts'
import { drive } from '../testing/printer-bench.ts'
import { serialTransport } from '../transport/serial.ts'
import { tcpTransport } from '../transport/tcp.ts'

const plugs = plugRuns(20)

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'escpos-cable-'))
})
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  rmSync(folder, { recursive: true })
})

async function over(way: 'tcp' | 'pty', options: SimulatorOptions = {}, baudRate?: number) {
  const device = new SimulatedEscposPrinter({ speedMmPerSecond: Number.POSITIVE_INFINITY, ...options })
  const pace = baudRate === undefined ? {} : { baudRate }
  const port =
    way === 'tcp'
      ? await openTcpPort(device, 0, pace)
      : openPtyPort(device, { link: join(folder, 'by-id', 'printer'), ...pace })
  const transport =
    way === 'tcp' ? tcpTransport(port.address) : serialTransport(port.address, baudRate ?? 115_200)
  // The wire's own time comes on top of the delays of a test.
  const on = drive(transport, {
    timing: { answerMs: 600, takenMs: 2000, readyMs: 3000, finishedMs: 8000 },
  })
  ends.push(
    () => port.close(),
    () => device.stop(),
    () => on.printer.stop(),
  )
  return { device, ...on }
}
const ticket = (number: string) => ticketBytes({ ...examplePaper, number }, 48)
const numbers = (device: SimulatedEscposPrinter) =>
  device.papers.map(({ lines }) => lines.map(textOf).find((text) => /^[A-Z]\d{3}$/.test(text)))
setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')
const collectGarbage = () => {
  if (typeof collect === 'function') collect()
}
const descriptors = () => readdirSync('/proc/self/fd').length

describe('a printer on a serial line at its pace', () => {
  it('stops its host with XOFF in the middle of tickets and loses nothing of them', async () => {
    const on = await over('pty', { bufferBytes: 640, speedMmPerSecond: 800 }, 57_600)
    await on.until('ready')
    for (const number of ['A001', 'A002', 'A003'])
      expect(await on.printer.print(ticket(number), () => {})).toEqual({ state: 'printed' })
    expect(numbers(on.device)).toEqual(['A001', 'A002', 'A003'])
    expect([on.device.lostBytes, on.device.unknown]).toEqual([0, []])
  }, 20_000)

  it('counts what went over the line, and the paper', async () => {
    const on = await over('pty')
    await on.until('ready')
    await on.printer.print(ticket('A001'), () => {})
    const { framesIn, framesOut, opened, paperMm, discardedBytes } = on.printer.row().counters
    expect(framesIn).toBeGreaterThan(4)
    expect(framesOut).toBeGreaterThan(4)
    expect([opened, discardedBytes]).toEqual([1, 0])
    expect(Math.abs((paperMm ?? 0) - (on.device.papers[0]?.lengthMm ?? 0))).toBeLessThan(2)
  })

  it('garbage on the line is counted and costs no ticket', async () => {
    const on = await over('pty')
    await on.until('ready')
    on.device.faults.noise = Uint8Array.of(0xff, 0x80, 0xfe)
    expect(await on.printer.print(ticket('A001'), () => {})).toEqual({ state: 'printed' })
    expect(on.printer.row().counters.discardedBytes).toBe(3)
  })
})

describe('what a printer says of itself', () => {
  it('a head too hot is named, and fails a ticket as an error', async () => {
    const on = await over('tcp')
    await on.until('ready')
    on.device.heatHead(true)
    await on.until('fault', 'head-hot')
    expect(await on.printer.print(ticket('A001'), () => {})).toEqual({ state: 'failed', reason: 'error' })
    on.device.heatHead(false)
    await on.until('ready')
    on.device.breakDown(true)
    await on.until('fault', 'error')
  }, 15_000)

  it('one without a sensor near the end says so by what was printed, until a new roll is in', async () => {
    const device = new SimulatedEscposPrinter({ speedMmPerSecond: Number.POSITIVE_INFINITY, nearEndMm: 0 })
    const port = await openTcpPort(device)
    const on = drive(tcpTransport(port.address), { roll: { rollMm: 1000, lowTickets: 5 } })
    ends.push(
      () => port.close(),
      () => device.stop(),
      () => on.printer.stop(),
    )
    await on.until('ready')
    for (const number of ['A001', 'A002', 'A003']) await on.printer.print(ticket(number), () => {})
    await on.until('ready', 'paper-low')
    const used = on.printer.row().counters
    expect(used.paperMm).toBeGreaterThan(300)
    expect(used.printedMm).toBe(used.paperMm)
    device.loadPaper(0)
    await on.until('fault', 'paper-out')
    device.loadPaper()
    await on.until('ready')
    expect(on.printer.row().counters).toMatchObject({ paperMm: 0, printedMm: used.printedMm })
  }, 15_000)

  it('a presenter that holds a ticket for long says so, and goes on printing', async () => {
    const device = new SimulatedEscposPrinter({
      speedMmPerSecond: Number.POSITIVE_INFINITY,
      model: 'presenter',
    })
    const port = await openTcpPort(device)
    const on = drive(tcpTransport(port.address), { model: 'presenter' })
    ends.push(
      () => port.close(),
      () => device.stop(),
      () => on.printer.stop(),
    )
    await on.until('ready')
    expect(await on.printer.print(ticket('A001'), () => {})).toEqual({ state: 'printed' })
    await on.until('ready', 'ticket-not-taken')
    expect(await on.printer.print(ticket('A002'), () => {})).toEqual({ state: 'printed' })
    device.takeTicket()
    await on.until('ready')
  })
})

describe.each(['tcp', 'pty'] as const)('a cable over %s', (way) => {
  it(
    `pulled and put in ${plugs} times is in service again, and leaves no descriptor and no memory behind`,
    async () => {
      const on = await over(way)
      await on.until('ready')
      const pull = async () => {
        on.device.plug(false)
        await on.until('absent')
        on.device.plug(true)
        const backMs = performance.now()
        await on.until('ready')
        return performance.now() - backMs
      }
      for (let warm = 0; warm < 5; warm++) await pull()
      const before = descriptors()
      collectGarbage()
      const heapBefore = process.memoryUsage().heapUsed
      let slowestMs = 0
      for (let round = 0; round < plugs; round++) slowestMs = Math.max(slowestMs, await pull())
      collectGarbage()
      const grownMb = (process.memoryUsage().heapUsed - heapBefore) / 1_048_576
      expect(slowestMs).toBeLessThan(2000)
      await expect.poll(descriptors, { timeout: 5000 }).toBeLessThanOrEqual(before + 1)
      expect(grownMb).toBeLessThan(8)
      expect(await on.printer.print(ticket('A001'), () => {})).toEqual({ state: 'printed' })
      if (plugs > 100)
        process.stderr.write(
          `${way}: ${plugs} plugs, slowest ${slowestMs.toFixed(0)} ms, ${grownMb.toFixed(1)} MB\n`,
        )
    },
    60_000 + plugs * 1000,
  )
})
