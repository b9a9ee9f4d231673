import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import type { CardReading } from '../driver/id-card-reader.ts'
import { SimulatedSamVReader } from '../simulator/sam-v-reader.ts'
import { openUsbSocket } from '../simulator/usb-port.ts'
import { quickReader } from '../testing/card-bench.ts'
import type { UsbFinder } from '../transport/usb-library.ts'
import { makeCardReader } from './card-reader.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** No USB can be made in software here: the library's device is a stand-in, everything above it is the real thing. */
async function setUp() {
  const device = new SimulatedSamVReader()
  const socket = openUsbSocket(device, { interfaceClass: 0xff, out: [2, 6], in: [1, 5], headBytes: 7 })
  /** Which pipe each transfer to the reader used, and how many bytes it had. */
  const sent: string[] = []
  const findUsb: UsbFinder = async (...numbers) => {
    const found = await socket.find(...numbers)
    return found === null
      ? null
      : {
          ...found,
          transferOut(endpoint, bytes, timeoutMs) {
            sent.push(`${endpoint}: ${bytes.length}`)
            return found.transferOut(endpoint, bytes, timeoutMs)
          },
        }
  }
  const made = await makeCardReader(
    { name: 'reader', kind: 'id-card-reader', driver: 'sam-v', transport: { usb: '0400:C35A' } },
    { log: pino({ level: 'silent' }), readerTiming: quickReader, findUsb },
  )
  const { device: reader } = must(made.ok ? made.value : null, 'a reader can be on USB')
  const told: CardReading[] = []
  reader.onCard((reading) => told.push(reading))
  reader.start()
  ends.push(
    () => device.stop(),
    () => reader.stop(),
  )
  const state = () => reader.row().state
  await expect.poll(state).toBe('ready')
  return { device, reader, socket, sent, told, state }
}

describe('an ID-card reader on USB', () => {
  it('reads a card, each message’s first seven bytes on one pair of pipes and the rest on the other', async () => {
    const on = await setUp()
    expect(on.reader.row().place).toBe('usb 0400:c35a')
    on.device.lay('resident')
    await expect.poll(() => on.told.map(({ what }) => what)).toEqual(['read'])
    // Every request is preamble and length, then command, parameter and check.
    expect(on.sent.length).toBeGreaterThanOrEqual(8)
    const pairs = Math.floor(on.sent.length / 2)
    expect(on.sent.slice(0, pairs * 2)).toEqual(Array.from({ length: pairs }, () => ['2: 7', '6: 3']).flat())
    await on.reader.stop()
    expect(on.socket.claims()).toBe(0)
  })

  it('pulled out is absent, and reads again within two seconds at another address', async () => {
    const on = await setUp()
    for (let round = 1; round <= 3; round += 1) {
      on.device.plug(false)
      await expect.poll(on.state).toBe('absent')
      on.device.plug(true)
      const backMs = performance.now()
      await expect.poll(on.state, { timeout: 4000 }).toBe('ready')
      expect(performance.now() - backMs).toBeLessThan(2000)
      on.device.lift()
      on.device.lay('elder')
      await expect.poll(() => on.told.filter(({ what }) => what === 'read')).toHaveLength(round)
    }
  })
})
