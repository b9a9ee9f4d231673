import { join } from 'node:path'
import { type LedScreenConfig, ledScreenConfig } from '../../contract/devices/led-screen.ts'
import { must } from '../../core/result.ts'
import type { WindowScreens } from '../driver/led-screens.ts'
import { type LedFamily, ledFamilyOf } from '../making/led-family.ts'
import { SimulatedLedScreens } from '../simulator/led-screens.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { serialTransport } from '../transport/serial.ts'
import { tcpTransport } from '../transport/tcp.ts'
import type { Transport } from '../transport/transport.ts'
import { straightWire } from './straight-wire.ts'

/** A driver, and simulated screens at the other end of a real line. */
export interface LedBench {
  readonly screens: WindowScreens
  readonly simulator: SimulatedLedScreens
  close(): Promise<void>
}

export interface LedBenchOptions {
  readonly driver: LedScreenConfig['driver']
  /** `straight`: no port between, for a clock that is moved by hand. */
  readonly way: 'tcp' | 'serial' | 'straight'
  /** A folder for the serial port's link. */
  readonly folder: string
  readonly addresses?: readonly number[]
  readonly columns?: number
  readonly lines?: 1 | 2
  readonly bootMs?: number
  readonly baudRate?: number
  /** The protocol's own delays, in place of quick ones. */
  readonly asInHalls?: boolean
}

/** Delays of a test that waits for silence. */
const quick = { answerMs: 120, againMs: 150, refreshMs: 600, retryMs: 100, deadLineMs: 700 }

/** Puts both ends together and starts the driver. */
export async function setUpLed(options: LedBenchOptions): Promise<LedBench> {
  const { driver, way, folder, addresses = [1, 2], columns = 12, lines = 1, bootMs = 50, baudRate } = options
  const screens = addresses.map((address) => ({ address, windowId: `window-${address}` }))
  const config = ledScreenConfig.parse({
    name: 'strips',
    kind: 'led-screen',
    driver,
    columns,
    lines,
    screens,
    transport: { virtual: true },
  })
  const family = ledFamilyOf(config)
  const { end, drive }: LedFamily = must(family.ok ? family.value : null, 'the configuration is good')
  const simulator = new SimulatedLedScreens(end, { screens, bootMs })
  const paced = baudRate === undefined ? {} : { baudRate }
  const { transport, close } = await wireTo()
  const device = drive(transport, options.asInHalls ? {} : quick)
  device.start()
  return {
    screens: device,
    simulator,
    async close() {
      await device.stop()
      simulator.stop()
      await close()
    },
  }

  async function wireTo(): Promise<{ transport: Transport; close(): Promise<void> }> {
    if (way === 'straight') return { transport: straightWire(simulator, baudRate), close: async () => {} }
    if (way === 'tcp') {
      const port = await openTcpPort(simulator, 0, paced)
      return { transport: tcpTransport(port.address), close: () => port.close() }
    }
    const port = openPtyPort(simulator, { link: join(folder, 'by-id', 'strips'), ...paced })
    return { transport: serialTransport(port.address, 9600), close: () => port.close() }
  }
}
