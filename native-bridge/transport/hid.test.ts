import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { type HidDevice, hidTransport } from './hid.ts'

/** Stands in for the library's device: no HID device exists on a machine of tests. */
class StandIn extends EventEmitter implements HidDevice {
  readonly reports: number[][] = []
  gone = false
  closed = false

  async write(report: number[]): Promise<number> {
    if (this.gone) throw new Error('could not write to HID device')
    this.reports.push(report)
    return report.length
  }

  async close(): Promise<void> {
    this.closed = true
  }
}

async function setUp() {
  const device = new StandIn()
  const asked: number[] = []
  const heard: number[] = []
  let closes = 0
  const opened = await hidTransport('0c2e:0b61', {
    reportBytes: 4,
    open: async (vendor, product) => {
      asked.push(vendor, product)
      return device
    },
  }).open({
    onData: (bytes) => heard.push(...bytes),
    onClose: () => {
      closes += 1
    },
  })
  if (!opened.ok) throw new Error(opened.problem)
  return { device, asked, heard, closes: () => closes, connection: opened.value }
}

describe('a HID device', () => {
  it('is found by its numbers, hears whole reports, and hands each of its own on', async () => {
    const { device, asked, heard, connection } = await setUp()
    expect(asked).toEqual([0x0c2e, 0x0b61])
    expect(await connection.write(Uint8Array.of(1, 2, 3, 4, 5))).toEqual({ ok: true, value: undefined })
    expect(device.reports).toEqual([
      [0, 1, 2, 3, 4],
      [0, 5, 0, 0, 0],
    ])
    device.emit('data', Buffer.from([7, 8]))
    expect(heard).toEqual([7, 8])
  })

  it('that is pulled out tells so once, however it is noticed', async () => {
    const { device, closes, connection } = await setUp()
    device.gone = true
    device.emit('error', new Error('could not read from HID device'))
    expect(await connection.write(Uint8Array.of(1))).toEqual({ ok: false, problem: 'closed' })
    expect(closes()).toBe(1)
    const other = await setUp()
    other.device.gone = true
    expect(await other.connection.write(Uint8Array.of(1))).toEqual({ ok: false, problem: 'closed' })
    expect(other.closes()).toBe(1)
    expect(other.device.closed).toBe(true)
  })

  it('that we close ourselves is not told of', async () => {
    const { device, closes, heard, connection } = await setUp()
    await connection.close()
    device.emit('data', Buffer.from([7]))
    expect([closes(), heard, device.closed]).toEqual([0, [], true])
  })

  it('that is not there is absent, through the library too', async () => {
    const listener = { onData: () => {}, onClose: () => {} }
    expect(await hidTransport('ffff:fffe').open(listener)).toEqual({ ok: false, problem: 'absent' })
  })
})
