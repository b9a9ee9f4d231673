import type { Logger } from 'pino'
import type { DeviceConfig } from '../../contract/bridge.ts'
import type { SpeakerConfig } from '../../contract/devices/speaker.ts'
import type { TransportConfig } from '../../contract/devices/transport.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Device } from '../driver/device.ts'
import type { EscposTiming } from '../driver/escpos-timing.ts'
import type { RollMemory } from '../driver/paper-roll.ts'
import type { SamVTiming } from '../driver/sam-v-reader.ts'
import type { Pluggable } from '../simulator/device.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { tcpTransport } from '../transport/tcp.ts'
import type { Transport } from '../transport/transport.ts'
import type { UsbOptions } from '../transport/usb-bulk.ts'
import type { UsbFinder } from '../transport/usb-library.ts'
import { transportOf } from '../transport/way.ts'

/** One device of a terminal as it was put together: its driver, and the device itself where it is simulated. */
export interface Made<Config extends DeviceConfig, Driver extends Device, Simulator> {
  readonly kind: Config['kind']
  readonly config: Config
  readonly device: Driver
  /** What a test or the dock can see and do at the other end; null for a real device. */
  readonly simulator: Simulator | null
  /** Ends a simulated device and its port, after the driver. */
  close(): Promise<void>
}

/** Why a device could not be made: the setting where it lies, and what the operator reads; of the transport unless told. */
export type MakeFault = string | { readonly at: string; readonly message: string }

export interface MakeOptions {
  readonly log: Logger
  /** Remembers how much of a printer's roll is used, by the device's name. */
  readonly rollOf?: (device: string) => RollMemory
  /** The printer's delays; tests shorten them. */
  readonly printerTiming?: EscposTiming
  /** The card reader's. */
  readonly readerTiming?: SamVTiming
  /** How USB devices are found, where not through the library: a stand-in for it in tests. */
  readonly findUsb?: UsbFinder
  /** How loud it is by a configuration's hours now: the hall's clock is known only once it is reached. */
  readonly volumeNow?: (volumes: SpeakerConfig['volumes']) => number
}

/** How a device is reached: really, or over a real socket to a simulator that is made for it. */
export interface Way<Simulator> {
  readonly transport: Transport
  readonly simulator: Simulator | null
  close(): Promise<void>
}

/** The way that a configuration names. Real or simulated is chosen here and nowhere else. `usb` where its pipes are no printer's. */
export async function wayTo<Simulator extends Pluggable & { stop(): void }>(
  config: TransportConfig,
  simulate: () => Simulator,
  usb: UsbOptions = {},
): Promise<Result<Way<Simulator>, string>> {
  if (!('virtual' in config)) {
    const transport = transportOf(config, usb)
    if (!transport.ok) return transport
    return ok({ transport: transport.value, simulator: null, close: async () => {} })
  }
  const simulator = simulate()
  const port = await openTcpPort(simulator)
  return ok({
    transport: { ...tcpTransport(port.address), place: 'virtual' },
    simulator,
    async close() {
      simulator.stop()
      await port.close()
    },
  })
}
