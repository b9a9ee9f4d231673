import { afterEach, describe, expect, it } from 'vitest'
import { ticketBytes } from '../printing/ticket-paper.ts'
import { SimulatedDevice } from '../simulator/device.ts'
import { SimulatedEscposPrinter } from '../simulator/escpos-printer.ts'
import { openUsbSocket } from '../simulator/usb-port.ts'
import { examplePaper } from '../testing/example-paper.ts'
import { drive } from '../testing/printer-bench.ts'
import { usbTransport } from './usb-bulk.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const ticket = ticketBytes(examplePaper, 48)

/** No USB can be made in software here: the library's device is a stand-in, everything above it is the real thing. */
function setUp(speedMmPerSecond = Number.POSITIVE_INFINITY) {
  const device = new SimulatedEscposPrinter({ speedMmPerSecond })
  const socket = openUsbSocket(device)
  const on = drive(usbTransport('04B8:0e15', { find: socket.find }))
  ends.push(
    () => device.stop(),
    () => on.printer.stop(),
  )
  return { device, socket, ...on }
}

describe('a printer over USB bulk', () => {
  it('is found by its numbers, prints by proof, and gives its interface back when stopped', async () => {
    const on = setUp()
    await on.until('ready')
    expect(on.printer.row().place).toBe('usb 04b8:0e15')
    expect(await on.printer.print(ticket, () => {})).toEqual({ state: 'printed' })
    expect(on.device.papers).toHaveLength(1)
    expect(on.socket.claims()).toBe(1)
    await on.printer.stop()
    expect(on.socket.claims()).toBe(0)
  })

  it('pulled out is absent, and in service within two seconds at another address', async () => {
    const on = setUp()
    await on.until('ready')
    for (let round = 0; round < 5; round++) {
      on.device.plug(false)
      await on.until('absent')
      on.device.plug(true)
      const backMs = performance.now()
      await on.until('ready')
      expect(performance.now() - backMs).toBeLessThan(2000)
    }
    expect(on.socket.claims()).toBe(1)
    expect(await on.printer.print(ticket, () => {})).toEqual({ state: 'printed' })
  })

  it('pulled out in the middle of a ticket leaves it unknown, and nothing prints twice', async () => {
    const on = setUp(400)
    await on.until('ready')
    on.device.unplugAfterLines(6)
    expect(await on.printer.print(ticket, () => {})).toEqual({ state: 'unknown', reason: 'absent' })
    on.device.plug(true)
    await on.until('ready')
    expect(on.device.papers.length).toBeLessThanOrEqual(1)
  })

  it('that is not there, or on a machine without USB, is absent', async () => {
    const listener = { onData: () => {}, onClose: () => {} }
    const nowhere = usbTransport('ffff:fffe')
    expect(await nowhere.open(listener)).toEqual({ ok: false, problem: 'absent' })
    const noPrinter = openUsbSocket(new SimulatedEscposPrinter(), { interfaceClass: 3 })
    const other = usbTransport('04b8:0e15', { find: noPrinter.find })
    expect(await other.open(listener)).toEqual({ ok: false, problem: 'absent' })
  })
})

/** Answers each whole request of eleven bytes, seven of head and four of body, with as many of its own. */
class TwoPipes extends SimulatedDevice {
  readonly pieces: number[] = []

  protected hear(bytes: Uint8Array): void {
    this.pieces.push(bytes.length)
    if (this.pieces.length % 2 === 0) this.say(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
  }
}

describe('a device with its messages on two pairs of pipes', () => {
  it('is written to and read from in turn: head, then body', async () => {
    const device = new TwoPipes()
    const socket = openUsbSocket(device, { interfaceClass: 255, out: [2, 6], in: [1, 5], headBytes: 7 })
    const heard: number[] = []
    const transport = usbTransport('0400:c35a', {
      find: socket.find,
      pipes: { out: 2, in: 1, body: { afterBytes: 7, out: 6, in: 5 } },
    })
    const opened = await transport.open({
      onData: (bytes) => heard.push(...bytes),
      onClose: () => {},
    })
    if (!opened.ok) throw new Error(opened.problem)
    ends.push(() => opened.value.close())
    for (let round = 1; round <= 3; round++) {
      expect(await opened.value.write(new Uint8Array(11))).toEqual({ ok: true, value: undefined })
      await expect.poll(() => heard.length).toBe(round * 10)
    }
    expect(device.pieces).toEqual([7, 4, 7, 4, 7, 4])
    expect(heard.slice(0, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })
})
