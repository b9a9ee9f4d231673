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
} from '../../core/voice/announcement-queue.ts'
import { atVolume, joinSounds, type Sound } from '../../core/voice/sound.ts'
import type { VoiceLanguage } from '../../core/voice/spoken-call.ts'
import type { VoicePack } from '../../web/voice-pack.ts'
import { absent, type Condition, type Device, DeviceStatus, ready } from './device.ts'
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
/** A call that no sound could say is shown on screens all the same; after so long it helps nobody any more. */
const staleMs = 60_000

/** A recorder of what a pack lacks, in the words of a device's row. */
const clipsMissing: Condition = { state: 'ready', detail: 'clips-missing' }

/**
 * A zone's loudspeaker: one voice queue. One announcement at a time, in the order of the journal, each whole; a late
 * one, whose ticket is no longer called, is dropped when its turn comes. What could not sound is said when the sound is
 * back, if it is still true and not a minute old.
 */
export class Speaker implements Device {
  readonly #options: SpeakerOptions
  readonly #timing: SpeakerTiming
  readonly #status: DeviceStatus
  readonly #stopping = new AbortController()
  readonly #heardAtMs = new Map<number, number>()
  #queue: AnnouncementQueue = emptyQueue
  #woken = Promise.withResolvers<void>()
  #running: Promise<void> = Promise.resolve()

  constructor(options: SpeakerOptions) {
    this.#options = options
    this.#timing = options.timing ?? usualTiming
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

  onChange(listener: (row: DeviceRow) => void): () => void {
    return this.#status.onChange(listener)
  }

  start(): void {
    this.#running = this.#run()
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
    this.#heardAtMs.set(call.seq, performance.now())
    this.#woken.resolve()
  }

  /** What became of a ticket. */
  learn(news: TicketNews): void {
    this.#queue = learn(this.#queue, news)
  }

  /** The hall's store is another one: nothing that waits is true any more. */
  forget(): void {
    this.#queue = emptyQueue
    this.#heardAtMs.clear()
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    // An outage must not stay unheard until somebody is called: what sounds is tried at the start, with silence.
    let sounds = await this.#tryOut()
    while (!signal.aborted) {
      if (!sounds) {
        await wait(this.#timing.againMs, undefined, { signal }).catch(() => {})
        if (!signal.aborted) sounds = await this.#tryOut()
        continue
      }
      if (this.#queue.waiting.length === 0) {
        this.#heardAtMs.clear()
        this.#woken = Promise.withResolvers()
        await this.#woken.promise
        if (signal.aborted) return
        await wait(this.#timing.gatherMs, undefined, { signal }).catch(() => {})
      }
      const step = next(this.#queue)
      this.#queue = step.queue
      if (step.call === null || this.#isStale(step.call)) continue
      sounds = await this.#announce(step.call)
      if (!sounds) this.#queue = giveBack(this.#queue, step.call)
    }
  }

  /** Says a call whole. False where it did not sound. */
  async #announce(call: Call): Promise<boolean> {
    const { pack, english } = this.#options
    const languages: VoiceLanguage[] = english ? ['zh-CN', 'en'] : ['zh-CN']
    let sounded = true
    for (const [index, language] of languages.entries()) {
      const sound = pack.say(call, language, { times: index === 0 ? 2 : 1, chime: index === 0 })
      if (sound === null || (index > 0 && !isWanted(this.#queue, call))) continue
      const played = await this.#play(sound, titleOf(call, language))
      // English that was lost is not worth a second Chinese call.
      if (index === 0) sounded = played === 'ended'
    }
    return sounded
  }

  async #play(sound: Sound, title: string): Promise<Played> {
    const { player, volume } = this.#options
    const played = await player.play(atVolume(sound, volume()), title, this.#stopping.signal)
    if (played === 'ended') this.#status.counters.framesOut += 1
    if (played !== 'stopped') this.#status.become(this.#conditionAfter(played))
    return played
  }

  async #tryOut(): Promise<boolean> {
    const silence = joinSounds([{ pauseMs: 50 }], 22_050)
    const { player } = this.#options
    const played = await player.play(silence, '', this.#stopping.signal)
    if (played === 'ended') this.#status.counters.opened += 1
    if (played !== 'stopped') this.#status.become(this.#conditionAfter(played))
    return played === 'ended'
  }

  #conditionAfter(played: Played): Condition {
    if (played === 'absent') return absent
    if (played === 'failed') return { state: 'fault', detail: 'no-sound' }
    const { missing } = this.#options.pack
    const lacks = missing['zh-CN'].length > 0 || (this.#options.english && missing.en.length > 0)
    return lacks ? clipsMissing : ready
  }

  #isStale(call: Call): boolean {
    return performance.now() - (this.#heardAtMs.get(call.seq) ?? 0) > staleMs
  }
}

/** What sounds, in words. */
function titleOf(call: Call, language: VoiceLanguage): string {
  return language === 'en'
    ? `Ticket ${call.number}, please go to window ${call.windowNumber}`
    : `请 ${call.number} 号到 ${call.windowNumber} 号窗口办理`
}
