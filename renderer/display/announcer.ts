import {
  type AnnouncementQueue,
  type Call,
  emptyQueue,
  giveBack,
  hear,
  isWanted,
  learn,
  next,
  type TicketNews,
  wantedIn,
} from '../../core/voice/announcement-queue.ts'
import { sayingOf } from '../../core/voice/saying.ts'
import { spellNumber } from '../ui/format.ts'
import { sayIn } from '../ui/i18n.ts'
import type { Spoken, Voice } from '../ui/voice.ts'
import type { Chime } from './chime.ts'
import type { ClipVoice } from './clip-voice.ts'
import { displayWords } from './words.ts'

/** What the announcer does now, and whether it is heard. */
export interface Announcing {
  /** What is being said, as text: every voice has its caption. */
  readonly caption: { readonly call: Call; readonly language: 'zh-CN' | 'en' } | null
  readonly sound: 'on' | 'off' | 'no-voice' | 'needs-gesture'
}

/** How announcements are made; asked again before each one, so that a change holds at once. */
export interface AnnouncerRules {
  readonly sound: boolean
  readonly english: boolean
  readonly volume: number
  /** Which voice is taken where there are both: the hall's clips, or the machine's own. */
  readonly prefer: 'clips' | 'system'
}

export interface AnnouncerParts {
  readonly voice: Pick<Voice, 'speak' | 'available' | 'onChange' | 'setVolume'>
  readonly clips: Pick<ClipVoice, 'say' | 'available'>
  readonly chime: Chime
  readonly rules: () => AnnouncerRules
  readonly wait: (ms: number) => Promise<void>
}

/** Waiting times of the announcer, in milliseconds. */
export const announcerDelays = {
  /** After a pause in the network news comes in a burst: what ended meanwhile must be known before the first word. */
  gather: 150,
  /** How long a caption stands where no voice says it. */
  silentCaption: 5000,
} as const

/**
 * Says one call after the other in the order of the journal and shows what it says. The queue decides what is said
 * (announcement-queue.ts), saying.ts how; this is its mouth: voice, chime, caption, and waiting for a gesture.
 */
export class Announcer {
  readonly #parts: AnnouncerParts
  readonly #listeners = new Set<() => void>()
  #queue: AnnouncementQueue = emptyQueue
  #caption: Announcing['caption'] = null
  #speaking = false
  #blocked = false
  #failing = false
  #now: Announcing

  constructor(parts: AnnouncerParts) {
    this.#parts = parts
    this.#now = this.#look()
    parts.voice.onChange(() => this.#tell())
    parts.chime.onChange(() => {
      this.#tell()
      void this.#run()
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly get = (): Announcing => this.#now

  /** A call or a recall. */
  hear(call: Call): void {
    this.#queue = hear(this.#queue, call)
    void this.#run()
  }

  /** What became of a ticket. */
  learn(news: TicketNews): void {
    this.#queue = learn(this.#queue, news)
    void this.#run()
  }

  /** The hall's store is another one: nothing that waits is true any more. */
  forget(): void {
    this.#queue = emptyQueue
  }

  /** Somebody touched the screen: the browser now lets it sound. */
  touched(): void {
    this.#parts.chime.unlock()
    this.#blocked = false
    this.#tell()
    void this.#run()
  }

  /** Says a sample at once, as calls are said: for whoever sets the screen up. */
  async sample(): Promise<void> {
    const call = { seq: 0, ticketId: '', number: 'A001', windowId: '', windowNumber: '1' }
    this.#parts.voice.setVolume(this.#parts.rules().volume)
    await this.#sayOnce(call, 'zh-CN', 1)
    if (this.#parts.rules().english && this.#canSay('en')) await this.#sayOnce(call, 'en', 1)
  }

  /** Settings changed. */
  rulesChanged(): void {
    this.#tell()
    void this.#run()
  }

  async #run(): Promise<void> {
    if (this.#speaking || this.#sound() === 'needs-gesture' || this.#queue.waiting.length === 0) return
    this.#speaking = true
    try {
      await this.#parts.wait(announcerDelays.gather)
      for (;;) {
        const step = next(this.#queue)
        this.#queue = step.queue
        if (step.call === null) return
        if ((await this.#announce(step.call)) === 'blocked') {
          this.#queue = giveBack(this.#queue, step.call)
          this.#blocked = true
          return
        }
      }
    } finally {
      this.#speaking = false
      this.#caption = null
      this.#tell()
    }
  }

  async #announce(call: Call): Promise<Spoken> {
    const { sound, english, volume } = this.#parts.rules()
    const { voice, chime, wait } = this.#parts
    this.#show(call, 'zh-CN')
    if (!sound) {
      await wait(announcerDelays.silentCaption)
      return 'spoken'
    }
    voice.setVolume(volume)
    await chime.ring(volume)
    // The tones take a second, in which the person may have come.
    if (!isWanted(this.#queue, call)) return 'dropped'
    const saying = sayingOf(call, { waitingBehind: wantedIn(this.#queue), english })
    const said = await this.#say(call, 'zh-CN', saying.times)
    if (said === 'blocked') return said
    if (said !== 'spoken') await wait(announcerDelays.silentCaption)
    if (saying.english && this.#canSay('en')) {
      this.#show(call, 'en')
      await this.#say(call, 'en', 1)
    }
    return said
  }

  /** An engine that failed once is asked once more: an announcement is not lost to a hiccup. */
  async #say(call: Call, lang: 'zh-CN' | 'en', times: number): Promise<Spoken> {
    const first = await this.#sayOnce(call, lang, times)
    const last = first === 'failed' ? await this.#sayOnce(call, lang, 1) : first
    this.#failing = last === 'failed'
    return last
  }

  /** With the preferred voice, and with the other one where that cannot: a call is heard if anything here can say it. */
  async #sayOnce(call: Call, lang: 'zh-CN' | 'en', times: number): Promise<Spoken> {
    const { voice, clips, rules } = this.#parts
    const { prefer, volume } = rules()
    const spoken = () => voice.speak(announcementText(call, lang), { lang, times })
    const hasVoice = voice.available(lang)
    if (!clips.available(lang) || (prefer === 'system' && hasVoice)) return spoken()
    const said = await clips.say(call, lang, { times, volume })
    return said !== 'spoken' && hasVoice ? spoken() : said
  }

  #canSay(lang: 'zh-CN' | 'en'): boolean {
    return this.#parts.clips.available(lang) || this.#parts.voice.available(lang)
  }

  #show(call: Call, language: 'zh-CN' | 'en'): void {
    this.#caption = { call, language }
    this.#tell()
  }

  #sound(): Announcing['sound'] {
    if (!this.#parts.rules().sound) return 'off'
    if (this.#blocked || !this.#parts.chime.allowed()) return 'needs-gesture'
    return this.#failing || !this.#canSay('zh-CN') ? 'no-voice' : 'on'
  }

  #look(): Announcing {
    return { caption: this.#caption, sound: this.#sound() }
  }

  #tell(): void {
    this.#now = this.#look()
    for (const listener of [...this.#listeners]) listener()
  }
}

/** “请 A 0 0 1 号到 3 号窗口办理”: figures one by one, as a voice must read them. */
export function announcementText(call: Call, language: 'zh-CN' | 'en'): string {
  return sayIn(displayWords, language)('announce', {
    number: spellNumber(call.number),
    window: call.windowNumber,
  })
}
