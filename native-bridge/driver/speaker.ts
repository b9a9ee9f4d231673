import { setTimeout as wait } from 'node:timers/promises'
import type { DeviceRow } from '../../contract/devices/row.ts'
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
import { atVolume, joinSounds, type Sound } from '../../core/voice/sound.ts'
import { type VoiceLanguage, voiceLanguages } from '../../core/voice/spoken-call.ts'
import type { VoicePack } from '../../web/voice-pack.ts'
import { absent, type Condition, type Device, type DeviceListener, DeviceStatus, ready } from './device.ts'
import type { Played, Player } from './player.ts'

export interface SpeakerOptions {
  readonly name: string
  readonly pack: VoicePack
  readonly player: Player
  readonly english: boolean
  /** 0 to 1, asked before each sound. */
  readonly volume: () => number
  readonly timing?: SpeakerTiming
}

export interface SpeakerTiming {
  /** After a burst of news (a network that comes back), what ended meanwhile is known before the first word. */
  readonly gatherMs: number
  /** Between looks at a player that could not sound. */
  readonly againMs: number
}

const usualTiming: SpeakerTiming = { gatherMs: 150, againMs: 1000 }
const silence = joinSounds([{ pauseMs: 50 }], 22_050)

/**
 * A zone's loudspeaker: one voice queue. One announcement at a time, in the order of the journal, each whole; one that
 * is no longer true (its ticket is served, missed or called elsewhere) is dropped when its turn comes, and no other,
 * however late. What could not sound is said when the sound is back. While nothing is to be said the output is tried with
 * silence, so that an outage is known before anybody is called.
 */
export class Speaker implements Device {
  readonly #options: SpeakerOptions
  readonly #timing: SpeakerTiming
  readonly #status: DeviceStatus
  readonly #stopping = new AbortController()
  #queue: AnnouncementQueue = emptyQueue
  /** Whether English clips that are missing matter: every call is said in both, or a ticket was taken in English. */
  #needsEnglish: boolean
  #woken = Promise.withResolvers<void>()
  #running: Promise<void> = Promise.resolve()

  constructor(options: SpeakerOptions) {
    this.#options = options
    this.#timing = options.timing ?? usualTiming
    this.#needsEnglish = options.english
    this.#status = new DeviceStatus({
      name: options.name,
      kind: 'speaker',
      driver: 'voice-pack',
      place: options.player.place,
    })
  }

  row(): DeviceRow {
    return this.#status.row()
  }

  onChange(listener: DeviceListener): () => void {
    return this.#status.onChange(listener)
  }

  start(): void {
    // A call on which the program breaks is not said again: it would break on it for ever, and say nothing else.
    this.#running = this.#status.keepDoing(() => this.#run(), this.#stopping.signal)
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#woken.resolve()
    await this.#running
    this.#status.become({ state: 'off', detail: '' })
  }

  /** A call or a recall in this zone. The same one told again (by its `seq`) changes nothing. */
  hear(call: Call): void {
    this.#queue = hear(this.#queue, call)
    this.#woken.resolve()
  }

  /** What became of a ticket. */
  learn(news: TicketNews): void {
    this.#queue = learn(this.#queue, news)
  }

  /** The hall's store is another one: nothing that waits is true any more. */
  forget(): void {
    this.#queue = emptyQueue
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    let sounds = await this.#tryOut()
    while (!signal.aborted) {
      if (!sounds) {
        await wait(this.#timing.againMs, undefined, { signal }).catch(() => {})
        if (!signal.aborted) sounds = await this.#tryOut()
        continue
      }
      if (this.#queue.waiting.length === 0) {
        const woken = await this.#rest()
        if (signal.aborted) return
        if (!woken) {
          sounds = await this.#tryOut()
          continue
        }
        await wait(this.#timing.gatherMs, undefined, { signal }).catch(() => {})
      }
      const step = next(this.#queue)
      this.#queue = step.queue
      if (step.call === null) continue
      sounds = await this.#announce(step.call)
      if (!sounds) this.#queue = giveBack(this.#queue, step.call)
    }
  }

  /** Waits for a call: true when one came, false when it is time to try the output again. */
  async #rest(): Promise<boolean> {
    this.#woken = Promise.withResolvers()
    const over = new AbortController()
    const woken = await Promise.race([
      this.#woken.promise.then(() => true),
      wait(this.#options.player.tryEveryMs, false, { signal: over.signal }).catch(() => false),
    ])
    over.abort()
    return woken
  }

  /** Says a call whole. False where it did not sound. */
  async #announce(call: Call): Promise<boolean> {
    const { pack } = this.#options
    const saying = sayingOf(call, {
      waitingBehind: wantedIn(this.#queue),
      english: this.#options.english,
    })
    if (saying.english) this.#needsEnglish = true
    const first = this.#firstOf(call, saying.times)
    if ((await this.#play(first.sound, titleOf(call, first.language))) !== 'ended') return false
    const lacks = [...pack.lacks(call, 'zh-CN'), ...(saying.english ? pack.lacks(call, 'en') : [])]
    const { counters } = this.#status
    if (lacks.length > 0) counters.callsLacking = (counters.callsLacking ?? 0) + 1
    if (!saying.english || first.language === 'en' || !isWanted(this.#queue, call)) return true
    const english = pack.say(call, 'en', { times: 1, chime: false })
    // English that was lost is not worth a second Chinese call.
    if (english) await this.#play(english, titleOf(call, 'en'))
    return true
  }

  /** A call in Chinese; numbers that its clips lack in English; where that lacks them too the chime sends people to a screen. */
  #firstOf(call: Call, times: number): { readonly sound: Sound; readonly language: VoiceLanguage } {
    const { pack } = this.#options
    for (const language of voiceLanguages) {
      const sound = pack.say(call, language, { times, chime: true })
      if (sound) return { sound, language }
    }
    return { sound: pack.chime, language: 'zh-CN' }
  }

  async #play(sound: Sound, title: string): Promise<Played> {
    const { player, volume } = this.#options
    const played = await player.play(atVolume(sound, volume()), title, this.#stopping.signal)
    if (played === 'ended') this.#status.counters.framesOut += 1
    if (played !== 'stopped') this.#status.become(this.#conditionAfter(played))
    return played
  }

  async #tryOut(): Promise<boolean> {
    const before = this.#status.condition.state
    const played = await this.#options.player.play(silence, '', this.#stopping.signal)
    if (played === 'ended' && before !== 'ready') this.#status.counters.opened += 1
    if (played !== 'stopped') this.#status.become(this.#conditionAfter(played))
    return played === 'ended'
  }

  #conditionAfter(played: Played): Condition {
    if (played === 'absent') return absent
    if (played === 'failed') return { state: 'fault', detail: 'no-sound' }
    const { missing } = this.#options.pack
    return clipsMissing([
      ...missing['zh-CN'].map((clip) => `zh-CN/${clip}`),
      ...(this.#needsEnglish ? missing.en.map((clip) => `en/${clip}`) : []),
    ])
  }
}

/** A device's row and its report hold so much of a detail. */
const detailLength = 110

/** What a pack lacks, in the words of a device's row: the files to record, as many as fit. */
function clipsMissing(files: readonly string[]): Condition {
  if (files.length === 0) return ready
  let listed = ''
  for (const [index, file] of files.entries()) {
    const longer = listed === '' ? file : `${listed}, ${file}`
    const rest = files.length - index - 1
    if (longer.length + `, +${rest}`.length > detailLength - 'clips-missing '.length) {
      listed += `, +${rest + 1}`
      break
    }
    listed = longer
  }
  return { state: 'ready', detail: `clips-missing ${listed}` }
}

/** What sounds, in words. */
function titleOf(call: Call, language: VoiceLanguage): string {
  return language === 'en'
    ? `Ticket ${call.number}, please go to window ${call.windowNumber}`
    : `请 ${call.number} 号到 ${call.windowNumber} 号窗口办理`
}
