import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readVoicePack, shippedPack, type VoicePack } from '../../web/voice-pack.ts'
import type { Hall } from '../hall.ts'

/** The voice pack that a hall speaks with. */
export interface HallVoice {
  readonly pack: VoicePack
  /** The hall's own recordings, and not those that ship. */
  readonly own: boolean
  /** What is wrong with the hall's own folder, where the shipped pack stands in for it. */
  readonly problem: string | null
}

interface Held {
  readonly changedAtMs: number
  readonly voice: Promise<HallVoice>
}

const held = new WeakMap<Hall, Held>()

/** The folder for a hall's own recordings: `voice/` beside its store. */
export function ownPackFolder(hall: Hall): string {
  return join(dirname(hall.db.name), 'voice')
}

/** The hall's pack, read once and again when its folder changed: an operator adds a clip and hears it. */
export async function voiceOf(hall: Hall): Promise<HallVoice> {
  const folder = ownPackFolder(hall)
  const changes = await Promise.all(
    [join(folder, 'manifest.json'), join(folder, 'zh-CN'), join(folder, 'en')].map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  )
  const changedAtMs = changes[0] === 0 ? 0 : Math.max(...changes)
  const before = held.get(hall)
  if (before?.changedAtMs === changedAtMs) return before.voice
  const voice = read(folder, changedAtMs > 0)
  held.set(hall, { changedAtMs, voice })
  return voice
}

async function read(folder: string, own: boolean): Promise<HallVoice> {
  const mine = own ? await readVoicePack(folder) : null
  if (mine?.ok) return { pack: mine.value, own: true, problem: null }
  const shipped = await readVoicePack(shippedPack)
  if (!shipped.ok) throw new Error(shipped.problem)
  return { pack: shipped.value, own: false, problem: mine?.problem ?? null }
}
