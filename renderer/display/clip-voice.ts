import { routePath } from '../../contract/client.ts'
import type { SpokenCall, VoiceLanguage } from '../../core/voice/spoken-call.ts'
import type { Spoken } from '../ui/voice.ts'

/** Calls said with the hall's voice pack. */
export interface ClipVoice {
  /** Whether the pack can say calls in the language. */
  available(language: VoiceLanguage): boolean
  /** Says a call so often; resolves when it has ended. Never throws. */
  say(call: SpokenCall, language: VoiceLanguage, how: { times: number; volume: number }): Promise<Spoken>
  /** Which languages the hall's pack has, once that is known. */
  has(languages: readonly VoiceLanguage[]): void
}

/** The part of the browser that plays sound. */
export interface Player {
  /** Plays a WAV file to its end; `no-sound` where this machine does not sound. */
  play(wav: ArrayBuffer, volume: number): Promise<'ended' | 'no-sound' | 'failed'>
}

/** Fetches each call as one sound and plays it: no clip waits for the next, so nothing stutters. */
export function createClipVoice(fetchCall: FetchCall, player: Player): ClipVoice {
  let languages: readonly VoiceLanguage[] = []
  return {
    available: (language) => languages.includes(language),
    has(known) {
      languages = known
    },
    async say(call, language, { times, volume }) {
      const wav = await fetchCall(call, language, times).catch(() => null)
      if (wav === null) return 'failed'
      const played = await player.play(wav, volume)
      return played === 'ended' ? 'spoken' : played === 'no-sound' ? 'no-voice' : 'failed'
    },
  }
}

/** A call as sound; null where it cannot be said. */
export type FetchCall = (
  call: SpokenCall,
  language: VoiceLanguage,
  times: number,
) => Promise<ArrayBuffer | null>

/** Calls as sound from the hall, asked for as this page's terminal: the hall gives its voice to nobody else. */
export function fetchFromHall(as: string | undefined): FetchCall {
  return async (call, language, times) => {
    const address = routePath(
      'voiceCall',
      {},
      { number: call.number, window: call.windowNumber, language, times },
    )
    const answer = await fetch(address, {
      ...(as === undefined ? {} : { headers: { 'govhall-as': as } }),
      signal: AbortSignal.timeout(4000),
    })
    return answer.ok ? answer.arrayBuffer() : null
  }
}

/** A sound that says nothing of its end for so long after it is due has hung. */
const graceMs = 2000

/** The browser's player. A machine without any audio output never starts its context. */
export function browserPlayer(): Player {
  const context = typeof AudioContext === 'undefined' ? null : new AudioContext()
  return {
    async play(wav, volume) {
      if (context === null) return 'no-sound'
      // The gesture was given to the page already; a context that does not start now has nothing to sound with.
      await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 300))])
      if (context.state !== 'running') return 'no-sound'
      const sound = await context.decodeAudioData(wav).catch(() => null)
      if (sound === null) return 'failed'
      const source = context.createBufferSource()
      const loudness = context.createGain()
      source.buffer = sound
      loudness.gain.value = volume
      source.connect(loudness).connect(context.destination)
      return new Promise((resolve) => {
        const hung = setTimeout(() => resolve('failed'), sound.duration * 1000 + graceMs)
        source.onended = () => {
          clearTimeout(hung)
          resolve('ended')
        }
        source.start()
      })
    },
  }
}
