import type { Logger } from 'pino'
import type { DeviceConfig } from '../contract/bridge.ts'
import type { IdCardReaderConfig } from '../contract/devices/id-card-reader.ts'
import type { LedScreenConfig } from '../contract/devices/led-screen.ts'
import type { ScannerConfig } from '../contract/devices/scanner.ts'
import type { SpeakerConfig } from '../contract/devices/speaker.ts'
import type { TicketPrinterConfig } from '../contract/devices/ticket-printer.ts'
import type { TransportConfig } from '../contract/devices/transport.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { readVoicePack, shippedPack } from '../web/voice-pack.ts'
import type { PadProfile } from './codec/pad-profile.ts'
import type { ConfigFault } from './config.ts'
import type { Device } from './driver/device.ts'
import { EscposPrinter } from './driver/escpos-printer.ts'
import type { EscposTiming } from './driver/escpos-timing.ts'
import type { IdCardReader } from './driver/id-card-reader.ts'
import type { WindowScreens } from './driver/led-screens.ts'
import { LineScanner } from './driver/line-scanner.ts'
import { PadLine } from './driver/pad-line.ts'
import { linePlayer, programPlayer } from './driver/player.ts'
import { SamVReader, type SamVTiming } from './driver/sam-v-reader.ts'
import { Speaker } from './driver/speaker.ts'
import type { TicketPrinter } from './driver/ticket-printer.ts'
import { ledFamilyOf } from './led-family.ts'
import { type PadConfig, partsOfLine } from './pads/make-line.ts'
import type { Pluggable } from './simulator/device.ts'
import { SimulatedEscposPrinter } from './simulator/escpos-printer.ts'
import { SimulatedLedScreens } from './simulator/led-screens.ts'
import { SimulatedLoudspeaker } from './simulator/loudspeaker.ts'
import { SimulatedPadBus } from './simulator/pad-bus.ts'
import { SimulatedSamVReader } from './simulator/sam-v-reader.ts'
import { SimulatedScanner } from './simulator/scanner.ts'
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
export interface MadePadLine extends Made<PadConfig, PadLine, SimulatedPadBus> {
  readonly profile: PadProfile
}

export type MadeCardReader = Made<IdCardReaderConfig, IdCardReader, SimulatedSamVReader>

export type MadeScreens = Made<LedScreenConfig, WindowScreens, SimulatedLedScreens>
export type MadeScanner = Made<ScannerConfig, LineScanner, SimulatedScanner>

export type MadeSpeaker = Made<SpeakerConfig, Speaker, SimulatedLoudspeaker>

/** Every kind that a bridge can hold. */
export type MadeDevice = MadePrinter | MadePadLine | MadeCardReader | MadeScreens | MadeScanner | MadeSpeaker

/** The devices of one kind. */
export function devicesOf<Kind extends MadeDevice['kind']>(
  devices: readonly MadeDevice[],
  kind: Kind,
): Extract<MadeDevice, { kind: Kind }>[] {
  return devices.filter((one): one is Extract<MadeDevice, { kind: Kind }> => one.kind === kind)
}

export interface MakeOptions {
  readonly log: Logger
  readonly timing?: EscposTiming
  readonly readerTiming?: SamVTiming
  /** How loud it is by a configuration's hours now: the hall's clock is known only once it is reached. */
  readonly volumeNow?: (volumes: SpeakerConfig['volumes']) => number
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
      const { at, message } = faultOf(result.problem)
      faults.push({ path: `devices[${index}].${at}`, message })
    }
  }
  if (faults.length === 0) return ok(made)
  for (const one of made) await one.close()
  return fail(faults)
}

/** Why a device could not be made: the setting where it lies, and what the operator reads; of the transport unless told. */
type MakeFault = string | { readonly at: string; readonly message: string }

function faultOf(problem: MakeFault): { readonly at: string; readonly message: string } {
  return typeof problem === 'string' ? { at: 'transport', message: problem } : problem
}

/** Every kind of device that this version has: a line each. */
async function makeDevice(
  config: DeviceConfig,
  options: MakeOptions,
): Promise<Result<MadeDevice, MakeFault>> {
  switch (config.kind) {
    case 'ticket-printer':
      return makeTicketPrinter(config, options)
    case 'call-pad':
    case 'rating-pad':
      return makePadLine(config, options)
    case 'id-card-reader':
      return makeCardReader(config, options)
    case 'led-screen':
      return makeLedScreens(config)
    case 'scanner':
      return makeScanner(config)
    case 'speaker':
      return makeSpeaker(config, options)
    default:
      return fail('本版本尚不支持这种设备')
  }
}

async function makeTicketPrinter(
  config: TicketPrinterConfig,
  options: MakeOptions,
): Promise<Result<MadePrinter, string>> {
  const way = await wayTo(config.transport, () => simulatedPrinter(config))
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  const device = new EscposPrinter({
    name: config.name,
    columns: config.columns,
    transport,
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

async function makePadLine(config: PadConfig, options: MakeOptions): Promise<Result<MadePadLine, MakeFault>> {
  const parts = partsOfLine(config)
  if (!parts.ok) return parts
  const { name, kind } = config
  const way = await wayTo(config.transport, () => new SimulatedPadBus({ kind, ...parts.value }))
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  const device = new PadLine({
    name,
    kind,
    ...parts.value,
    transport,
    onNoPress: (why, address) => options.log.warn({ device: name, address, why }, 'no press of any pad'),
  })
  return ok({ kind, config, device, simulator, close, profile: parts.value.profile })
}

async function makeCardReader(
  config: IdCardReaderConfig,
  options: MakeOptions,
): Promise<Result<MadeCardReader, string>> {
  const way = await wayTo(config.transport, () => new SimulatedSamVReader())
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  const device = new SamVReader({
    name: config.name,
    transport,
    ...(options.readerTiming ? { timing: options.readerTiming } : {}),
  })
  return ok({ kind: config.kind, config, device, simulator, close })
}

async function makeLedScreens(config: LedScreenConfig): Promise<Result<MadeScreens, MakeFault>> {
  const family = ledFamilyOf(config)
  if (!family.ok) return family
  const { end, drive } = family.value
  const way = await wayTo(config.transport, () => new SimulatedLedScreens(end, { screens: config.screens }))
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  return ok({ kind: config.kind, config, device: drive(transport), simulator, close })
}

async function makeScanner(config: ScannerConfig): Promise<Result<MadeScanner, string>> {
  const way = await wayTo(config.transport, () => new SimulatedScanner())
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  const device = new LineScanner({ name: config.name, transport })
  return ok({ kind: config.kind, config, device, simulator, close })
}

async function makeSpeaker(
  config: SpeakerConfig,
  options: MakeOptions,
): Promise<Result<MadeSpeaker, string>> {
  const pack = await readVoicePack(config.pack ?? shippedPack)
  if (!pack.ok) return pack
  const { transport } = config
  const way = 'sound' in transport ? null : await wayTo(transport, () => new SimulatedLoudspeaker())
  if (way !== null && !way.ok) return way
  const player = way === null ? null : linePlayer(way.value.transport)
  const device = new Speaker({
    name: config.name,
    pack: pack.value,
    player: player ?? programPlayer('sound' in transport ? transport.sound : 'default'),
    english: config.english,
    volume: () => options.volumeNow?.(config.volumes) ?? 1,
  })
  return ok({
    kind: config.kind,
    config,
    device,
    simulator: way?.value.simulator ?? null,
    close: way?.value.close ?? (async () => {}),
  })
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
