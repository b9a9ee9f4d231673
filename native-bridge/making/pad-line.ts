import { ok, type Result } from '../../core/result.ts'
import type { PadProfile } from '../codec/pad-profile.ts'
import { PadLine } from '../driver/pad-line.ts'
import { SimulatedPadBus } from '../simulator/pad-bus.ts'
import { type Made, type MakeFault, type MakeOptions, wayTo } from './made.ts'
import { type PadConfig, partsOfLine } from './parts-of-line.ts'

export interface MadePadLine extends Made<PadConfig, PadLine, SimulatedPadBus> {
  readonly profile: PadProfile
}

export async function makePadLine(
  config: PadConfig,
  options: MakeOptions,
): Promise<Result<MadePadLine, MakeFault>> {
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
