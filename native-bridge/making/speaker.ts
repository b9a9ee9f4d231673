import type { SpeakerConfig } from '../../contract/devices/speaker.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { readVoicePack, shippedPack } from '../../web/voice-pack.ts'
import { linePlayer, programPlayer } from '../driver/player.ts'
import { Speaker } from '../driver/speaker.ts'
import { SimulatedLoudspeaker } from '../simulator/loudspeaker.ts'
import { type Made, type MakeFault, type MakeOptions, wayTo } from './made.ts'

export type MadeSpeaker = Made<SpeakerConfig, Speaker, SimulatedLoudspeaker>

export async function makeSpeaker(
  config: SpeakerConfig,
  options: MakeOptions,
): Promise<Result<MadeSpeaker, MakeFault>> {
  const pack = await readVoicePack(config.pack ?? shippedPack)
  if (!pack.ok) return fail({ at: 'pack', message: pack.problem })
  const { kind, name, english, volumes, transport } = config
  const volume = () => options.volumeNow?.(volumes) ?? 1
  const given = { name, pack: pack.value, english, volume }
  if ('sound' in transport) {
    const device = new Speaker({ ...given, player: programPlayer(transport.sound) })
    return ok({ kind, config, device, simulator: null, close: async () => {} })
  }
  const way = await wayTo(transport, () => new SimulatedLoudspeaker())
  if (!way.ok) return way
  const { simulator, close } = way.value
  return ok({
    kind,
    config,
    device: new Speaker({ ...given, player: linePlayer(way.value.transport) }),
    simulator,
    close,
  })
}
