import type { Language } from './i18n.ts'

/** How an announcement ended. `dropped`: it was no longer wanted when its turn came. */
export type Spoken = 'spoken' | 'no-voice' | 'blocked' | 'failed' | 'dropped'

export interface Announcement {
  readonly lang?: Language
  /** How often it is said; calls are said twice. */
  readonly times?: number
  /** Asked just before it is spoken: false drops it, for instance because the person is already served. */
  readonly stillWanted?: () => boolean
  /** 0.5 to 2; 1 is the voice's own pace. */
  readonly rate?: number
}

/** The part of the browser's speech that is used here. */
export interface Speech {
  getVoices(): readonly { readonly lang: string; readonly localService: boolean }[]
  speak(
    text: string,
    how: { lang: Language; volume: number; rate: number },
    ended: (how: 'end' | string) => void,
  ): void
  cancel(): void
  onVoices(listener: () => void): void
}

export interface Voice {
  /** Speaks when everything before it has ended: a second call never cuts off the first. Never throws. */
  speak(text: string, how?: Announcement): Promise<Spoken>
  /** Whether this machine can speak the language; a page shows a visible mark when it cannot. */
  available(lang?: Language): boolean
  /** Called when that may have changed: voices load after the page does. */
  onChange(listener: () => void): () => void
  /** 0 to 1, for what is spoken from now on. */
  setVolume(volume: number): void
  volume(): number
  /** Forgets what waits and stops what is being said. */
  silence(): void
}

/** A voice that says nothing for so long has hung: the engine's end event is lost now and then. */
const hangMs = (text: string): number => 6000 + text.length * 600

/** One announcement at a time, in order, none lost. */
export function createVoice(speech: Speech | null): Voice {
  let volume = 1
  let turn: Promise<unknown> = Promise.resolve()
  let generation = 0
  const listeners = new Set<() => void>()
  speech?.onVoices(() => {
    for (const listener of listeners) listener()
  })

  const available = (lang: Language = 'zh-CN'): boolean =>
    speech?.getVoices().some((voice) => voice.lang.replace('_', '-').startsWith(lang.slice(0, 2))) ?? false

  const sayOnce = (text: string, lang: Language, rate: number): Promise<Spoken> =>
    new Promise((resolve) => {
      if (speech === null || !available(lang)) return resolve('no-voice')
      const hung = setTimeout(() => {
        speech.cancel()
        resolve('failed')
      }, hangMs(text))
      speech.speak(text, { lang, volume, rate }, (how) => {
        clearTimeout(hung)
        resolve(how === 'end' ? 'spoken' : how === 'not-allowed' ? 'blocked' : 'failed')
      })
    })

  const announce = async (text: string, how: Announcement, born: number): Promise<Spoken> => {
    let last: Spoken = 'dropped'
    for (let time = 0; time < (how.times ?? 1); time += 1) {
      if (born !== generation || how.stillWanted?.() === false) return time === 0 ? 'dropped' : last
      last = await sayOnce(text, how.lang ?? 'zh-CN', how.rate ?? 1)
      if (last !== 'spoken') return last
    }
    return last
  }

  return {
    speak(text, how = {}) {
      const born = generation
      const mine = turn.then(() => announce(text, how, born))
      turn = mine.catch(() => undefined)
      return mine
    },
    available,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setVolume(next) {
      volume = Math.min(1, Math.max(0, next))
    },
    volume: () => volume,
    silence() {
      generation += 1
      speech?.cancel()
    },
  }
}

function browserSpeech(): Speech | null {
  if (typeof speechSynthesis === 'undefined') return null
  // Chromium forgets utterances that nobody holds, and with them their end.
  const held = new Set<SpeechSynthesisUtterance>()
  return {
    getVoices: () => speechSynthesis.getVoices(),
    speak(text, { lang, volume, rate }, ended) {
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.lang = lang
      utterance.volume = volume
      utterance.rate = rate
      // A voice that needs the internet goes silent with it; one of this machine is taken first.
      const voices = speechSynthesis
        .getVoices()
        .filter((one) => one.lang.replace('_', '-').startsWith(lang.slice(0, 2)))
      const chosen =
        voices.find((one) => one.localService && one.lang.replace('_', '-') === lang) ??
        voices.find((one) => one.localService) ??
        voices[0]
      if (chosen) utterance.voice = chosen
      const done = (how: string): void => {
        held.delete(utterance)
        ended(how)
      }
      utterance.onend = () => done('end')
      utterance.onerror = (event) => done(event.error)
      held.add(utterance)
      speechSynthesis.speak(utterance)
    },
    cancel: () => speechSynthesis.cancel(),
    onVoices: (listener) => speechSynthesis.addEventListener('voiceschanged', listener),
  }
}

/** The page's voice, for prompts and announcements. */
export const voice: Voice = createVoice(browserSpeech())

/** Speaks through the page's voice; see `Voice.speak`. */
export function speak(text: string, how?: Announcement): Promise<Spoken> {
  return voice.speak(text, how)
}
