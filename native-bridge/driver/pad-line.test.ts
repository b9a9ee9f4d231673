import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { encodePadFrame } from '../codec/pad-frames.ts'
import { readPadProfile } from '../codec/pad-profile.ts'
import { SimulatedPadBus } from '../simulator/pad-bus.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { openTcpPort, type SimulatedPort } from '../simulator/tcp-port.ts'
import { serialTransport } from '../transport/serial.ts'
import { tcpTransport } from '../transport/tcp.ts'
import type { Transport } from '../transport/transport.ts'
import { PadLine, type PadPlace } from './pad-line.ts'

/** Real: the driver, serialport or a socket, bytes at 9600 baud. Simulated: the pads. */
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pads-'))
})
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  rmSync(folder, { recursive: true })
})

const baudRate = 9600
const ways: Record<string, (bus: SimulatedPadBus) => Promise<[SimulatedPort, Transport]>> = {
  'a serial port': async (bus) => {
    const port = openPtyPort(bus, { link: join(folder, 'by-id', 'pads'), baudRate })
    return [port, serialTransport(port.address, baudRate)]
  },
  TCP: async (bus) => {
    const port = await openTcpPort(bus, 0, { baudRate })
    return [port, tcpTransport(port.address)]
  },
}

const callPads = (count: number): PadPlace[] =>
  Array.from({ length: count }, (_, at) => ({ address: at + 1, windowId: `w${at + 1}`, is: 'call-pad' }))

async function setUp(way: string, pads: readonly PadPlace[], profileName = 'qs') {
  const read = readPadProfile(profileName)
  const profile = must(read.ok ? read.value : null, 'the profile ships')
  const kind = must(pads[0], 'a bus has pads').is
  const bus = new SimulatedPadBus({ kind, profile, pads, resendMs: 250 })
  const [port, transport] = await must(ways[way], way)(bus)
  const told: string[] = []
  const noPresses: string[] = []
  const line = new PadLine({
    name: 'pads',
    kind,
    profile,
    pads,
    transport,
    baudRate,
    onNoPress: (why, address) => noPresses.push(`${why} ${address}`),
  })
  line.onPress((press) =>
    told.push(
      press.kind === 'key'
        ? `${press.pad.address} ${press.digits}${press.key}`
        : `${press.pad.address} ${press.level}`,
    ),
  )
  let opened = 0
  line.onOpen(() => {
    opened += 1
  })
  line.start()
  ends.push(async () => {
    await line.stop()
    bus.stop()
    await port.close()
  })
  await expect.poll(() => line.row().state).toBe('ready')
  return { bus, line, told, noPresses, opened: () => opened }
}

describe.each(Object.keys(ways))('a line of pads over %s', (way) => {
  it('tells each press once, with its digits, and acknowledges it', async () => {
    const { bus, told } = await setUp(way, callPads(2))
    bus.press(1, 'call')
    bus.type(2, '12', 'transfer')
    await expect.poll(() => told).toEqual(['1 call', '2 12transfer'])
    await expect.poll(() => bus.pads.map((pad) => pad.acknowledged)).toEqual([1, 1])
  })

  it('puts a ticket and a waiting count on the digits, beeps, and starts a rating', async () => {
    const mixed: PadPlace[] = [...callPads(2), { address: 0x81, windowId: 'w1', is: 'rating-pad' }]
    const { bus, line } = await setUp(way, mixed)
    line.show(1, [10, 10, 10, 0, 1, 2])
    line.show(2, [10, 1, 6, 10, 10, 10])
    line.ask(0x81)
    line.beep(2, 3)
    await expect.poll(() => bus.pad(1).cells).toBe('   012')
    await expect.poll(() => bus.pad(2).cells).toBe(' 16   ')
    await expect.poll(() => bus.pad(0x81, 'rating-pad').asking).toBe(true)
    await expect.poll(() => bus.pad(2).beeps).toBe(3)
    expect(bus.pad(1).beeps).toBe(0)
  })

  it('drops a frame that is sent again, and hears the same key pressed once more later', async () => {
    const { bus, line, told } = await setUp(way, callPads(1))
    // The first acknowledgement and the one of the first resend are lost: the pad says the same three times.
    bus.deafFor = 2
    bus.press(1, 'recall')
    await expect.poll(() => bus.pad(1).acknowledged).toBe(1)
    expect(told).toEqual(['1 recall'])
    // One more where the machine was too busy to acknowledge in time.
    expect(line.row().counters.doubles).toBeGreaterThanOrEqual(2)
    await expect
      .poll(
        () => {
          bus.press(1, 'recall')
          return told.length
        },
        { interval: 1500, timeout: 6000 },
      )
      .toBe(2)
  })

  it('counts what no profile knows and whom no pad is, and tells nobody of a press', async () => {
    const { bus, line, told, noPresses } = await setUp(way, callPads(1))
    bus.press(1, 'raw 11')
    bus.noise(encodePadFrame({ address: 77, func: 1, data: Uint8Array.of(0x0c) }))
    bus.noise(Uint8Array.of(0x68, 0x05, 0x05, 0x68, 0x16))
    await expect.poll(() => noPresses.toSorted()).toEqual(['stranger 77', 'unknown-key 1'])
    await expect.poll(() => line.row().counters.discardedBytes).toBe(5)
    expect(line.row().counters).toMatchObject({ strangers: 1, unknownPresses: 1 })
    expect(told).toEqual([])
    // It is acknowledged all the same: a pad that nobody answers would say it for ever.
    await expect.poll(() => bus.pad(1).acknowledged).toBe(1)
  })

  it('hears a press behind noise and a frame that was garbled, when it comes again', async () => {
    const { bus, told } = await setUp(way, callPads(1))
    bus.faults.noise = Uint8Array.of(0xff, 0x68, 0x2a, 0x2a, 0x68, 0x01)
    bus.faults.garbled = 1
    bus.press(1, 'call')
    await expect.poll(() => told, { timeout: 3000 }).toEqual(['1 call'])
    await expect.poll(() => bus.pad(1).acknowledged).toBe(1)
  })

  it('is absent while the cable is out, back within two seconds, and says so to whoever fills the digits', async () => {
    const { bus, line, told, opened } = await setUp(way, callPads(1))
    line.show(1, [10, 10, 10, 0, 0, 7])
    await expect.poll(() => bus.pad(1).cells).toBe('   007')
    bus.power(false)
    await expect.poll(() => line.row().state).toBe('absent')
    line.show(1, [10, 10, 10, 0, 0, 8])
    bus.power(true)
    await expect.poll(() => line.row().state, { timeout: 2000 }).toBe('ready')
    expect(opened()).toBe(2)
    line.show(1, [10, 10, 10, 0, 0, 9])
    await expect.poll(() => bus.pad(1).cells).toBe('   009')
    bus.press(1, 'call')
    await expect.poll(() => told).toEqual(['1 call'])
  })

  it('gives up half a frame when the power goes in the middle of it', async () => {
    const { bus, line, told } = await setUp(way, callPads(1))
    bus.faults.powerFailsAfterBytes = 5
    bus.press(1, 'call')
    await expect.poll(() => line.row().state).toBe('absent')
    bus.power(true)
    await expect.poll(() => line.row().state, { timeout: 2000 }).toBe('ready')
    bus.press(1, 'recall')
    await expect.poll(() => told).toEqual(['1 recall'])
  })

  it('knows its own bytes where the adapter returns them', async () => {
    const { bus, line, told, noPresses } = await setUp(way, callPads(1))
    bus.hearsItself = true
    line.show(1, [1, 2, 3, 10, 10, 10])
    await expect.poll(() => bus.pad(1).cells).toBe('123   ')
    bus.press(1, 'call')
    await expect.poll(() => bus.pad(1).acknowledged).toBe(1)
    line.beep(1, 1)
    await expect.poll(() => bus.pad(1).beeps).toBe(1)
    expect(told).toEqual(['1 call'])
    expect(noPresses).toEqual([])
  })

  it.each(['qs', 'hq'])(
    'takes a score of the profile %s, acknowledges it as it wants, and drops doubles',
    async (name) => {
      const raters: PadPlace[] = [{ address: 0x83, windowId: 'w1', is: 'rating-pad' }]
      const { bus, line, told } = await setUp(way, raters, name)
      bus.deafFor = 1
      bus.press(0x83, 'very-dissatisfied')
      await expect.poll(() => bus.pad(0x83).acknowledged, { timeout: 3000 }).toBe(1)
      expect(told).toEqual(['131 very-dissatisfied'])
      expect(line.row().counters.doubles).toBeGreaterThanOrEqual(1)
      bus.press(0x83, 'raw 07')
      await expect.poll(() => line.row().counters.unknownPresses).toBe(1)
      expect(told).toHaveLength(1)
    },
  )

  it('carries thirty-two pads that are pressed at once', async () => {
    const { bus, told } = await setUp(way, callPads(32))
    for (const { address } of bus.pads) bus.press(address, 'call')
    await expect.poll(() => bus.pads.every((pad) => pad.acknowledged === 1), { timeout: 5000 }).toBe(true)
    expect(told.toSorted()).toEqual(bus.pads.map(({ address }) => `${address} call`).toSorted())
  })
})
