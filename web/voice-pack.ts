import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fail, must, ok, type Result } from '../core/result.ts'
import { joinSounds, readWav, type Sound, tone, trimSilence } from '../core/voice/sound.ts'
import {
  missingClips,
  type SpokenCall,
  sayableClips,
  type VoiceLanguage,
  voiceLanguages,
} from '../core/voice/spoken-call.ts'

/** The pack that ships with the program. */
export const shippedPack = join(import.meta.dirname, 'voice-pack')

const manifest = z.object({
  /** What people see: who speaks. */
  name: z.string().min(1).max(200),
  /** Samples a second of every clip. */
  rate: z.number().int().min(8000).max(48_000),
})

/** A folder of clips, read: `manifest.json`, and `<language>/<clip>.wav` for each clip. */
export interface VoicePack {
  readonly name: string
  /** Clips that a call may need and this pack lacks, or cannot be read. */
  readonly missing: Readonly<Record<VoiceLanguage, readonly string[]>>
  /**
   * A call as one sound, joined without gaps: chime, then the call `times` over, without clips that it can do without.
   * Null when this pack cannot say its numbers.
   */
  say(call: SpokenCall, language: VoiceLanguage, how: { times: number; chime: boolean }): Sound | null
  /** Clips that this call would need and this pack lacks. */
  lacks(call: SpokenCall, language: VoiceLanguage): readonly string[]
  /** The tones before a call, alone. */
  readonly chime: Sound
}

/** Between the first time a call is said and the second. */
const againMs = 700
const afterChimeMs = 120

/**
 * Reads a pack whole: a few megabytes. Clips that are there but are no WAV of the pack's rate count as missing. The
 * problem is one sentence for the operator.
 */
export async function readVoicePack(folder: string): Promise<Result<VoicePack, string>> {
  let read: z.infer<typeof manifest>
  try {
    read = manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  } catch {
    return fail(`语音包读不出来：${folder}。其中须有 manifest.json：{"name": "…", "rate": 22050}。`)
  }
  const { name, rate } = read
  const clips = {
    'zh-CN': await readClips(join(folder, 'zh-CN'), rate),
    en: await readClips(join(folder, 'en'), rate),
  }
  const chimed = joinSounds(
    [tone(659.26, 340, rate), tone(523.25, 660, rate), { pauseMs: afterChimeMs }],
    rate,
  )
  const missing = Object.fromEntries(
    voiceLanguages.map((language) => [language, missingClips(new Set(clips[language].keys()), language)]),
  )
  const sayable = (call: SpokenCall, language: VoiceLanguage) =>
    sayableClips(call, language, new Set(clips[language].keys()))
  return ok({
    name,
    missing: { 'zh-CN': missing['zh-CN'] ?? [], en: missing['en'] ?? [] },
    chime: chimed,
    lacks: (call, language) => sayable(call, language).missing,
    say(call, language, { times, chime }) {
      const once = sayable(call, language).clips?.map((part) =>
        typeof part === 'string' ? must(clips[language].get(part), 'it is at hand') : part,
      )
      if (!once) return null
      const said = joinSounds(once, rate)
      const parts = Array.from({ length: times }, (_, time) => [
        ...(time > 0 ? [{ pauseMs: againMs }] : []),
        said,
      ])
      return joinSounds([...(chime ? [chimed] : []), ...parts.flat()], rate)
    },
  })
}

async function readClips(folder: string, rate: number): Promise<Map<string, Sound>> {
  const clips = new Map<string, Sound>()
  for (const file of await readdir(folder).catch(() => [])) {
    if (!file.endsWith('.wav')) continue
    const wav = readWav(await readFile(join(folder, file)))
    if (wav.ok && wav.value.rate === rate && wav.value.samples.length > 0)
      clips.set(file.slice(0, -'.wav'.length), trimSilence(wav.value))
  }
  return clips
}
