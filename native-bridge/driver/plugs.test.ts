import { getEventListeners } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ledScreenConfig } from '../../contract/devices/led-screen.ts'
import { must } from '../../core/result.ts'
import { readPadProfile } from '../codec/pad-profile.ts'
import { ledFamilyOf } from '../making/led-family.ts'
import type { SimulatedDevice } from '../simulator/device.ts'
import { SimulatedLedScreens } from '../simulator/led-screens.ts'
import { SimulatedPadBus } from '../simulator/pad-bus.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { SimulatedSamVReader } from '../simulator/sam-v-reader.ts'
import { SimulatedScanner } from '../simulator/scanner.ts'
import { SimulatedSocialCard } from '../simulator/social-card.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { quickReader } from '../testing/card-bench.ts'
import { plugRuns } from '../testing/plug-runs.ts'
import { serialTransport } from '../transport/serial.ts'
import { tcpTransport } from '../transport/tcp.ts'
import type { Transport } from '../transport/transport.ts'
import type { Device } from './device.ts'
import { LineScanner } from './line-scanner.ts'
import { PadLine, type PadPlace } from './pad-line.ts'
import { SamVReader } from './sam-v-reader.ts'
import { SocialCardReader } from './social-card-reader.ts'
import { vpcdSlot } from './vpcd-slot.ts'

/** Every kind of device but the printer, whose own test does more: the cable is pulled and put in, again and again. */
const plugs = plugRuns(5)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plugs-'))
})
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  rmSync(folder, { recursive: true })
})

/** A simulated device, its driver on a given way, and something to see that both work, as often as it is asked. */
interface Kind {
  readonly device: SimulatedDevice
  drive(transport: Transport): Device
  works(): Promise<void>
}
const soon = { timeout: 5000, interval: 5 }

const kinds: Record<string, () => Kind> = {
  'card reader'() {
    const device = new SimulatedSamVReader()
    const told: string[] = []
    return {
      device,
      drive(transport) {
        const reader = new SamVReader({ name: 'reader', transport, timing: quickReader })
        reader.onCard(({ what }) => told.push(what))
        return reader
      },
      async works() {
        device.lay('resident')
        await expect.poll(() => told.splice(0), soon).toEqual(['read'])
        device.lift()
      },
    }
  },
  pads() {
    const read = readPadProfile('qs')
    const profile = must(read.ok ? read.value : null, 'the profile ships')
    const pads: PadPlace[] = [{ address: 1, windowId: 'w1', is: 'call-pad' }]
    const device = new SimulatedPadBus({ kind: 'call-pad', profile, pads, resendMs: 250 })
    const told: string[] = []
    let key = 'call'
    return {
      device,
      drive(transport) {
        const line = new PadLine({
          ...{ name: 'pads', kind: 'call-pad', profile, pads, transport },
          baudRate: 9600,
          onNoPress: () => {},
        })
        line.onPress((press) => told.push(press.kind === 'key' ? press.key : press.level))
        return line
      },
      async works() {
        // The same key again could be taken for one frame that was sent twice.
        key = key === 'call' ? 'recall' : 'call'
        device.press(1, key)
        await expect.poll(() => told.splice(0), soon).toEqual([key])
      },
    }
  },
  'LED screens'() {
    const screens = [{ address: 1, windowId: 'w1' }]
    const family = ledFamilyOf(
      ledScreenConfig.parse({
        ...{ name: 'strips', kind: 'led-screen', driver: 'a090', columns: 12, lines: 1, screens },
        transport: { virtual: true },
      }),
    )
    const { end, drive } = must(family.ok ? family.value : null, 'the configuration is good')
    const device = new SimulatedLedScreens(end, { screens, bootMs: 20 })
    return {
      device,
      drive(transport) {
        const driver = drive(transport, { answerMs: 120, againMs: 150, refreshMs: 600, retryMs: 100 })
        driver.show(1, { lines: ['请A012号'], colour: 'red' })
        return driver
      },
      async works() {
        await expect.poll(() => device.seen(1), soon).toBe('请A012号')
      },
    }
  },
  scanner() {
    const device = new SimulatedScanner()
    const told: string[] = []
    return {
      device,
      drive(transport) {
        const scanner = new LineScanner({ name: 'scanner', transport, sameScanMs: 0, reconnectMs: [20] })
        scanner.onScan((code) => told.push(code))
        return scanner
      },
      async works() {
        device.scan('K7QM-3HX9')
        await expect.poll(() => told.splice(0), soon).toEqual(['K7QM-3HX9'])
      },
    }
  },
  'social-card reader'() {
    const device = new SimulatedSocialCard()
    const told: string[] = []
    return {
      device,
      drive(transport) {
        const slot: ConstructorParameters<typeof SocialCardReader>[0]['slot'] = (status) =>
          vpcdSlot(transport, status)
        const reader = new SocialCardReader({ name: 'social', place: transport.place, slot })
        reader.onCard(({ what }) => told.push(what))
        return reader
      },
      async works() {
        device.insert('social')
        await expect.poll(() => told.splice(0), soon).toEqual(['read'])
        device.remove()
        await expect.poll(() => device.seenEmpty, soon).toBe(true)
      },
    }
  },
}

/** The same way, which notes the signals by which its driver gives a write up: whatever waits in the driver listens to them. */
function noting(transport: Transport, signals: Set<AbortSignal>): Transport {
  return {
    ...transport,
    async open(listener, signal) {
      const opened = await transport.open(listener, signal)
      if (!opened.ok) return opened
      const { value: connection } = opened
      return {
        ok: true,
        value: {
          close: () => connection.close(),
          write(bytes, until) {
            if (until) signals.add(until)
            return connection.write(bytes, until)
          },
        },
      }
    },
  }
}

async function setUp(name: string, way: string) {
  const { device, drive, works } = must(kinds[name], name)()
  const port =
    way === 'TCP'
      ? await openTcpPort(device)
      : openPtyPort(device, { link: join(folder, 'by-id', 'device'), baudRate: 115_200 })
  const transport = way === 'TCP' ? tcpTransport(port.address) : serialTransport(port.address, 115_200)
  const signals = new Set<AbortSignal>()
  const driver = drive(noting(transport, signals))
  driver.start()
  ends.push(
    () => port.close(),
    () => device.stop(),
    () => driver.stop(),
  )
  const is = (state: string) => expect.poll(() => driver.row().state, soon).toBe(state)
  await is('ready')
  return {
    driver,
    works,
    async pull() {
      device.plug(false)
      await is('absent')
      device.plug(true)
      await is('ready')
    },
    listeners: () =>
      [...signals].reduce((sum, signal) => sum + getEventListeners(signal, 'abort').length, 0) +
      process.eventNames().reduce((sum, event) => sum + process.listenerCount(event), 0),
  }
}
const descriptors = () => readdirSync('/proc/self/fd').length
const running = () => process.getActiveResourcesInfo().length

it.each(
  Object.keys(kinds).flatMap((name) =>
    // A card's slot behind a line of its own is a thing of TCP alone.
    (name === 'social-card reader' ? ['TCP'] : ['TCP', 'a serial port']).map((way) => ({ name, way })),
  ),
)(
  `$name over $way: pulled and put in ${plugs} times it works, and leaves no descriptor, listener or timer behind`,
  async ({ name, way }) => {
    const on = await setUp(name, way)
    await on.works()
    for (let warm = 0; warm < 2; warm += 1) await on.pull()
    const before = { descriptors: descriptors(), listeners: on.listeners(), running: running() }
    const { opened } = on.driver.row().counters
    for (let round = 0; round < plugs; round += 1) await on.pull()
    expect(on.driver.row().counters.opened).toBeGreaterThanOrEqual(opened + plugs)
    await expect.poll(descriptors, soon).toBeLessThanOrEqual(before.descriptors)
    await expect.poll(on.listeners, soon).toBeLessThanOrEqual(before.listeners)
    // The poll and a driver's own pause are among them: what is left behind is one for each plug.
    await expect.poll(running, soon).toBeLessThan(before.running + plugs)
    await on.works()
  },
  30_000 + plugs * 2000,
)
