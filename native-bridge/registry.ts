import { existsSync } from 'node:fs'
import type { Logger } from 'pino'
import type { DeviceConfig } from '../contract/bridge.ts'
import type { TicketPrinterConfig } from '../contract/devices/ticket-printer.ts'
import type { TransportConfig } from '../contract/devices/transport.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { ConfigFault } from './config.ts'
import type { Device } from './driver/device.ts'
import { EscposPrinter } from './driver/escpos-printer.ts'
import type { EscposTiming } from './driver/escpos-timing.ts'
import type { RollMemory } from './driver/paper-roll.ts'
import type { TicketPrinter } from './driver/ticket-printer.ts'
import { FontGlyphs } from './glyphs/glyph-source.ts'
import { readLogo } from './glyphs/logo.ts'
import type { Pluggable } from './simulator/device.ts'
import { SimulatedEscposPrinter } from './simulator/escpos-printer.ts'
import { openTcpPort } from './simulator/tcp-port.ts'
import { tcpTransport } from './transport/tcp.ts'
import type { Transport } from './transport/transport.ts'
import { transportOf } from './transport/way.ts'

/** One device of a terminal as it was put together: its driver, and the device itself where it is simulated. */
interface Made<Config extends DeviceConfig, Driver extends Device, Simulator> {
  readonly kind: Config['kind']
  readonly config: Config
  readonly device: Driver
  /** What a test or the dock can see and do at the other end; null for a real device. */
  readonly simulator: Simulator | null
  /** Ends a simulated device and its port, after the driver. */
  close(): Promise<void>
}

export type MadePrinter = Made<TicketPrinterConfig, TicketPrinter, SimulatedEscposPrinter>

/** Every kind that a bridge can hold. */
export type MadeDevice = MadePrinter

export interface MakeOptions {
  readonly log: Logger
  /** Remembers how much of a printer's roll is used, by the device's name. */
  readonly rollOf?: (device: string) => RollMemory
  readonly timing?: EscposTiming
}

/** Puts the configured devices together. Real or simulated is chosen here and nowhere else. */
export async function makeDevices(
  configs: readonly DeviceConfig[],
  options: MakeOptions,
): Promise<Result<MadeDevice[], ConfigFault[]>> {
  const made: MadeDevice[] = []
  const faults: ConfigFault[] = []
  for (const [index, config] of configs.entries()) {
    const result = await makeDevice(config, options)
    if (result.ok) made.push(result.value)
    else {
      const { problem } = result
      const { setting, message } =
        typeof problem === 'string' ? { setting: 'transport', message: problem } : problem
      faults.push({ path: `devices[${index}].${setting}`, message })
    }
  }
  if (faults.length === 0) return ok(made)
  for (const one of made) await one.close()
  return fail(faults)
}

/** What the operator reads; of the transport unless another setting is named. */
type MakeProblem = string | { readonly setting: string; readonly message: string }

/** Every kind of device that this version has: a line each. */
async function makeDevice(
  config: DeviceConfig,
  options: MakeOptions,
): Promise<Result<MadeDevice, MakeProblem>> {
  switch (config.kind) {
    case 'ticket-printer':
      return makeTicketPrinter(config, options)
    default:
      return fail('本版本尚不支持这种设备')
  }
}

async function makeTicketPrinter(
  config: TicketPrinterConfig,
  options: MakeOptions,
): Promise<Result<MadePrinter, MakeProblem>> {
  const logo = config.logo === undefined ? ok(null) : readLogo(config.logo, config.columns * 12)
  if (!logo.ok) return fail({ setting: 'logo', message: logo.problem })
  if (config.font !== undefined && !existsSync(config.font))
    return fail({ setting: 'font', message: `字体文件读不到：${config.font}` })
  const way = await wayTo(config.transport, () => simulatedPrinter(config))
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  const device = new EscposPrinter({
    name: config.name,
    columns: config.columns,
    transport,
    dress: { logo: logo.value, glyphs: new FontGlyphs(config.font === undefined ? [] : [config.font]) },
    roll: {
      // 80 mm paper is sold in rolls of 80 m, 58 mm paper in rolls of 30 m.
      rollMm: config.rollMm ?? (config.columns >= 42 ? 80_000 : 30_000),
      lowTickets: config.lowTickets,
      memory: options.rollOf?.(config.name),
    },
    onNoise: (discardedBytes) =>
      options.log.warn({ device: config.name, discardedBytes }, 'bytes that no printer says'),
    ...(config.model ? { model: config.model } : {}),
    ...(options.timing ? { timing: options.timing } : {}),
  })
  return ok({ kind: config.kind, config, device, simulator, close })
}

function simulatedPrinter({ columns, model }: TicketPrinterConfig): SimulatedEscposPrinter {
  return new SimulatedEscposPrinter({ columns, ...(model ? { model } : {}) })
}

/** How a device is reached: really, or over a real socket to a simulator that is made for it. */
interface Way<Simulator> {
  readonly transport: Transport
  readonly simulator: Simulator | null
  close(): Promise<void>
}

async function wayTo<Simulator extends Pluggable & { stop(): void }>(
  config: TransportConfig,
  simulate: () => Simulator,
): Promise<Result<Way<Simulator>, string>> {
  if (!('virtual' in config)) {
    const transport = transportOf(config)
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
