import type { LedScreenConfig } from '../../contract/devices/led-screen.ts'
import { ok, type Result } from '../../core/result.ts'
import type { WindowScreens } from '../driver/led-screens.ts'
import { SimulatedLedScreens } from '../simulator/led-screens.ts'
import { ledFamilyOf } from './led-family.ts'
import { type Made, type MakeFault, wayTo } from './made.ts'

export type MadeScreens = Made<LedScreenConfig, WindowScreens, SimulatedLedScreens>

export async function makeLedScreens(config: LedScreenConfig): Promise<Result<MadeScreens, MakeFault>> {
  const family = ledFamilyOf(config)
  if (!family.ok) return family
  const { end, drive } = family.value
  const way = await wayTo(config.transport, () => new SimulatedLedScreens(end, { screens: config.screens }))
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  return ok({ kind: config.kind, config, device: drive(transport), simulator, close })
}
