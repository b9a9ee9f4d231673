import type { DeviceConfig } from '../contract/bridge.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { ConfigFault } from './config.ts'
import { type MadeCardReader, makeCardReader } from './making/card-reader.ts'
import { type MadeScreens, makeLedScreens } from './making/led-screens.ts'
import type { MakeFault, MakeOptions } from './making/made.ts'
import { type MadePadLine, makePadLine } from './making/pad-line.ts'
import { type MadeScanner, makeScanner } from './making/scanner.ts'
import { type MadeSocialCardReader, makeSocialCardReader } from './making/social-card-reader.ts'
import { type MadeSpeaker, makeSpeaker } from './making/speaker.ts'
import { type MadePrinter, makeTicketPrinter } from './making/ticket-printer.ts'

/** Every kind that a bridge can hold. */
export type MadeDevice =
  | MadePrinter
  | MadeCardReader
  | MadeSocialCardReader
  | MadePadLine
  | MadeScreens
  | MadeScanner
  | MadeSpeaker

/** Every kind of device that this version has: a line each. */
async function makeDevice(
  config: DeviceConfig,
  options: MakeOptions,
): Promise<Result<MadeDevice, MakeFault>> {
  switch (config.kind) {
    case 'ticket-printer':
      return makeTicketPrinter(config, options)
    case 'id-card-reader':
      return makeCardReader(config, options)
    case 'call-pad':
    case 'rating-pad':
      return makePadLine(config, options)
    case 'led-screen':
      return makeLedScreens(config)
    case 'scanner':
      return makeScanner(config)
    case 'social-security-card':
      return makeSocialCardReader(config)
    case 'speaker':
      return makeSpeaker(config, options)
  }
}

/** Puts the configured devices together; every fault is named by its path. */
export async function makeDevices(
  configs: readonly DeviceConfig[],
  options: MakeOptions,
): Promise<Result<MadeDevice[], ConfigFault[]>> {
  const made: MadeDevice[] = []
  const faults: ConfigFault[] = []
  for (const [index, config] of configs.entries()) {
    const result = await makeDevice(config, options)
    if (result.ok) {
      made.push(result.value)
      continue
    }
    const { problem } = result
    const { at, message } = typeof problem === 'string' ? { at: 'transport', message: problem } : problem
    faults.push({ path: `devices[${index}].${at}`, message })
  }
  if (faults.length === 0) return ok(made)
  for (const one of made) await one.close()
  return fail(faults)
}

/** The devices of one kind. */
export function devicesOf<Kind extends MadeDevice['kind']>(
  devices: readonly MadeDevice[],
  kind: Kind,
): Extract<MadeDevice, { kind: Kind }>[] {
  return devices.filter((one): one is Extract<MadeDevice, { kind: Kind }> => one.kind === kind)
}
