import type { Logger } from 'pino'
import type { DisplayView } from '../../contract/shapes.ts'
import { formatPosition } from '../../contract/stream.ts'
import { voiceNewsIn, voiceNewsOf } from '../../contract/voice-news.ts'
import type { Speaker } from '../driver/speaker.ts'
import type { HallLink } from '../hall/hall-link.ts'
import { HallStream } from '../hall/hall-stream.ts'

export interface ZoneVoiceParts {
  readonly link: HallLink
  readonly log: Logger
  readonly speakers: readonly { readonly zoneId: string; readonly device: Speaker }[]
  /** The hall's time zone and clock are known (again): volumes go by them. */
  readonly onClock: (timeZone: string, offsetMs: number) => void
}

/** Tells each loudspeaker what its zone's windows call. What was called while the bridge was away is not said late. */
export class ZoneVoices {
  readonly #speakers: ZoneVoiceParts['speakers']
  readonly #stream: HallStream
  #epoch: string | null = null
  #place: string | null = null

  constructor({ link, log, speakers, onClock }: ZoneVoiceParts) {
    this.#speakers = speakers
    this.#stream = new HallStream({
      link,
      log,
      topics: ['calls'],
      before: async () => {
        const view = await link.call('display', { query: {} })
        onClock(view.timeZone, Date.parse(view.now) - Date.now())
        this.#begin(view)
      },
      place: () => this.#place,
      onEvent: ({ id, type, body }) => {
        this.#noteEpoch(id.split(':')[0] ?? '')
        this.#place = id
        this.#take(type, body)
      },
      onHall: () => {},
    })
  }

  /** A terminal without a loudspeaker follows nothing. */
  start(): void {
    if (this.#speakers.length > 0) this.#stream.start()
  }

  stop(): Promise<void> {
    return this.#stream.stop()
  }

  /** What a bridge that was just started, or came back to another store, finds called. */
  #begin(view: DisplayView): void {
    this.#noteEpoch(view.epoch)
    if (this.#place !== null) return
    this.#place = formatPosition(view)
    for (const { news, call, zoneId } of voiceNewsIn(view))
      for (const speaker of this.#speakers) {
        if (speaker.zoneId !== zoneId) continue
        speaker.device.learn(news)
        if (call) speaker.device.hear(call)
      }
  }

  #take(type: string, body: unknown): void {
    const told = voiceNewsOf(type, body)
    if (!told) return
    for (const speaker of this.#speakers) {
      speaker.device.learn(told.news)
      if (told.call && told.zoneId === speaker.zoneId) speaker.device.hear(told.call)
    }
  }

  /** Another store than before: its numbers begin anew, and nothing that waits is true. */
  #noteEpoch(epoch: string): void {
    if (this.#epoch === epoch) return
    if (this.#epoch !== null) {
      for (const { device } of this.#speakers) device.forget()
      this.#place = null
    }
    this.#epoch = epoch
  }
}
