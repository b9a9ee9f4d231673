import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { textOf } from '../codec/escpos-decoder.ts'
import { ticketBytes } from '../printing/ticket-paper.ts'
import { SimulatedEscposPrinter } from '../simulator/escpos-printer.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { examplePaper } from '../testing/example-paper.ts'
import { drive } from '../testing/printer-bench.ts'
import { fileTransport } from '../transport/file.ts'

/** A device file that answers, as `/dev/usb/lp0` does; a pseudo-terminal stands in for it, the printer at its other end. */
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'escpos-file-'))
})
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  rmSync(folder, { recursive: true })
})

async function setUp() {
  const device = new SimulatedEscposPrinter({ speedMmPerSecond: Number.POSITIVE_INFINITY })
  const port = openPtyPort(device, { link: join(folder, 'lp0') })
  const transport = fileTransport(port.address)
  const on = drive(transport, { timing: { answerMs: 600, takenMs: 2000, finishedMs: 8000 } })
  ends.push(
    () => port.close(),
    () => device.stop(),
    () => on.printer.stop(),
  )
  await on.until('ready')
  const print = (number: string) => on.printer.print(ticketBytes({ ...examplePaper, number }, 48), () => {})
  const numbers = () =>
    device.papers.map(({ lines }) => lines.map(textOf).find((text) => /^[A-Z]\d{3}$/.test(text)))
  return { device, transport, print, numbers, ...on }
}

describe('a printer behind a device file that answers', () => {
  it('prints tickets that it confirms', async () => {
    const on = await setUp()
    expect(on.transport.answers).toBe('yes')
    for (const number of ['A001', 'A002', 'A003'])
      expect(await on.print(number)).toEqual({ state: 'printed' })
    expect(on.numbers()).toEqual(['A001', 'A002', 'A003'])
    expect([on.device.lostBytes, on.device.unknown]).toEqual([0, []])
    expect(on.printer.row().counters).toMatchObject({ opened: 1, discardedBytes: 0 })
  })

  it('says what is wrong with it, and prints nothing meanwhile', async () => {
    const on = await setUp()
    on.device.loadPaper(0)
    await on.until('fault', 'paper-out')
    expect(await on.print('A001')).toEqual({ state: 'failed', reason: 'paper-out' })
    on.device.loadPaper()
    await on.until('ready')
    expect(await on.print('A002')).toEqual({ state: 'printed' })
    expect(on.numbers()).toEqual(['A002'])
  })

  it('is absent when its file goes and in service again when it is back, and leaves no descriptor behind', async () => {
    const on = await setUp()
    const pull = async () => {
      on.device.plug(false)
      await on.until('absent')
      on.device.plug(true)
      await on.until('ready')
    }
    await pull()
    const descriptors = () => readdirSync('/proc/self/fd').length
    const before = descriptors()
    for (let round = 0; round < 3; round += 1) await pull()
    await expect.poll(descriptors).toBeLessThanOrEqual(before)
    expect(await on.print('A001')).toEqual({ state: 'printed' })
    expect(on.numbers()).toEqual(['A001'])
  })
})
