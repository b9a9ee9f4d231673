import type { Logger } from 'pino'
import type { DeviceConfig, TransportConfig } from '../contract/bridge.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { ConfigFault } from './config.ts'
import { EscposPrinter } from './driver/escpos-printer.ts'
import type { EscposTiming } from './driver/escpos-timing.ts'
import type { TicketPrinter } from './driver/ticket-printer.ts'
import { SimulatedEscposPrinter } from './simulator/escpos-printer.ts'
import { fileTransport } from './transport/file.ts'
import { tcpTransport } from './transport/tcp.ts'
import type { Transport } from './transport/transport.ts'
import { virtualTransport } from './transport/virtual.ts'

/** One device of a terminal as it was put together. */
export interface MadeDevice {
  readonly device: TicketPrinter
  /** The device itself, where it is simulated: its paper can be seen, and its faults made. */
  readonly simulator: SimulatedEscposPrinter | null
}

export interface MakeOptions {
  readonly log: Logger
  readonly timing?: EscposTiming
}

type Maker = (config: DeviceConfig, options: MakeOptions) => Result<MadeDevice, string>

/** Every kind and driver that this version has: a line each. */
const makers: Readonly<Record<`${DeviceConfig['kind']}/${DeviceConfig['driver']}`, Maker>> = {
  'ticket-printer/escpos': makeEscposPrinter,
}

/** Puts the configured devices together. Real or simulated is chosen here and nowhere else. */
export function makeDevices(
  configs: readonly DeviceConfig[],
  options: MakeOptions,
): Result<MadeDevice[], ConfigFault[]> {
  const made: MadeDevice[] = []
  const faults: ConfigFault[] = []
  for (const [index, config] of configs.entries()) {
    const result = makers[`${config.kind}/${config.driver}`](config, options)
    if (result.ok) made.push(result.value)
    else faults.push({ path: `devices[${index}].transport`, message: result.problem })
  }
  return faults.length > 0 ? fail(faults) : ok(made)
}

function makeEscposPrinter(config: DeviceConfig, options: MakeOptions): Result<MadeDevice, string> {
  const way = transportOf(config.transport)
  if (way === null) return fail('号票打印机在本版本中不支持串口，请用 tcp 或 file')
  const device = new EscposPrinter({
    name: config.name,
    columns: config.columns,
    transport: way.transport,
    onNoise: (discardedBytes) =>
      options.log.warn({ device: config.name, discardedBytes }, 'bytes that no printer says'),
    ...(config.model ? { model: config.model } : {}),
    ...(options.timing ? { timing: options.timing } : {}),
  })
  return ok({ device, simulator: way.simulator })
}

function transportOf(
  config: TransportConfig,
): { transport: Transport; simulator: SimulatedEscposPrinter | null } | null {
  if ('tcp' in config) return { transport: tcpTransport(config.tcp), simulator: null }
  if ('file' in config) return { transport: fileTransport(config.file), simulator: null }
  if ('serial' in config) return null
  const simulator = new SimulatedEscposPrinter()
  return { transport: virtualTransport(simulator), simulator }
}
