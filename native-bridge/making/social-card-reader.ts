import type { SocialSecurityCardConfig } from '../../contract/devices/scanner.ts'
import { ok, type Result } from '../../core/result.ts'
import type { IdCardReader } from '../driver/id-card-reader.ts'
import { SocialCardReader } from '../driver/social-card-reader.ts'
import { vpcdSlot } from '../driver/vpcd-slot.ts'
import { SimulatedSocialCard } from '../simulator/social-card.ts'
import { pcscSlot } from '../transport/pcsc.ts'
import { type Made, type MakeFault, wayTo } from './made.ts'

export type MadeSocialCardReader = Made<SocialSecurityCardConfig, IdCardReader, SimulatedSocialCard>

export async function makeSocialCardReader(
  config: SocialSecurityCardConfig,
): Promise<Result<MadeSocialCardReader, MakeFault>> {
  const { kind, name, transport } = config
  if ('pcsc' in transport) {
    const slot = pcscSlot(transport.pcsc)
    const device = new SocialCardReader({ name, place: slot.place, slot: () => slot })
    return ok({ kind, config, device, simulator: null, close: async () => {} })
  }
  // A card in software, or one behind a network reader of the virtual smart card project.
  const way = await wayTo(transport, () => new SimulatedSocialCard())
  if (!way.ok) return way
  const { transport: line, simulator, close } = way.value
  const device = new SocialCardReader({
    name,
    place: line.place,
    slot: (status) => vpcdSlot(line, status),
  })
  return ok({ kind, config, device, simulator, close })
}
