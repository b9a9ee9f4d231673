import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { openPtyPort } from '../simulator/pty-port.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { serialTransport } from '../transport/serial.ts'
import { tcpTransport } from '../transport/tcp.ts'
import { CountDecoder, DoorCounter, encodeCount, SimulatedDoorCounter } from './example-device.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const counts = (decoder: CountDecoder, bytes: Uint8Array) =>
  decoder.feed(bytes).flatMap((one) => (one.kind === 'message' ? [one.message] : []))

describe('the example of a new device', () => {
  it('reads any split of a stream the same, and loses no message to noise before it', () => {
    const said = fc.array(fc.tuple(fc.uint8Array({ maxLength: 6 }), fc.nat({ max: 9999 })), { maxLength: 10 })
    fc.assert(
      fc.property(said, fc.array(fc.nat({ max: 9 })), (messages, cuts) => {
        // A figure after a message, or an N, would be another one's beginning: noise here is neither.
        const stream = Buffer.concat(
          messages.flatMap(([noise, count]) => [noise.map((byte) => byte | 0x80), encodeCount(count)]),
        )
        const decoder = new CountDecoder()
        const read: number[] = []
        let at = 0
        for (const cut of cuts) {
          read.push(...counts(decoder, stream.subarray(at, at + cut)))
          at += cut
        }
        read.push(...counts(decoder, stream.subarray(at)))
        expect(read).toEqual(messages.map(([, count]) => count))
        expect(decoder.pending).toBe(0)
      }),
    )
  })

  it.each(['tcp', 'serial'])(
    'counts over %s, and knows the count again after the cable was out',
    async (way) => {
      const folder = mkdtempSync(join(tmpdir(), 'example-'))
      const device = new SimulatedDoorCounter()
      const port =
        way === 'tcp'
          ? await openTcpPort(device)
          : openPtyPort(device, { link: join(folder, 'by-id', 'door') })
      const driver = new DoorCounter(
        'door',
        way === 'tcp' ? tcpTransport(port.address) : serialTransport(port.address, 9600),
      )
      driver.start()
      ends.push(async () => {
        await driver.stop()
        device.stop()
        await port.close()
        rmSync(folder, { recursive: true })
      })
      await expect.poll(() => driver.row().state, { timeout: 3000 }).toBe('ready')
      device.pass()
      await expect.poll(() => driver.count).toBe(1)
      device.plug(false)
      await expect.poll(() => driver.row().state, { timeout: 3000 }).toBe('absent')
      device.pass()
      device.plug(true)
      await expect.poll(() => driver.count, { timeout: 3000 }).toBe(2)
    },
  )

  it('stands in the guide as it is here, in under a hundred lines', () => {
    const root = join(import.meta.dirname, '..', '..')
    const file = readFileSync(join(import.meta.dirname, 'example-device.ts'), 'utf8')
    expect(file.split('\n').length).toBeLessThan(100)
    expect(readFileSync(join(root, 'docs', 'devices.md'), 'utf8')).toContain(`\`\`\`ts\n${file}\`\`\``)
  })
})
