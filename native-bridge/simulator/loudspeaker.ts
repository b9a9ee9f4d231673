import type { DockAction, DockPanel } from '../../contract/dock.ts'
import { lengthMs, readWav, titleOf } from '../../core/voice/sound.ts'
import { SimulatedDevice } from './device.ts'
import { actOnLine, type Docked } from './docked.ts'

/** One sound that a loudspeaker made. */
export interface HeardSound {
  readonly title: string
  /** It came whole; false when the line was cut in it. */
  readonly whole: boolean
  readonly at: string
  /** Loudest sample, 0 to 1. */
  readonly peak: number
  readonly lengthMs: number
}

const keptSounds = 50
/** How early a timer may end a sound that was whole. */
const timerMs = 20

/** A network loudspeaker: each connection brings one WAV file, which sounds as it comes. */
export class SimulatedLoudspeaker extends SimulatedDevice implements Docked {
  /** What sounded, oldest first; silence alone is not kept. */
  readonly sounds: HeardSound[] = []
  #taken: number[] = []
  #beganAtMs = 0
  #saying: string | null = null
  #played = 0
  readonly #soundListeners = new Set<(wav: Uint8Array, count: number) => void>()

  /** Hears each sound as the WAV file that came, and the how-manieth it is. */
  onSound(listener: (wav: Uint8Array, count: number) => void): () => void {
    this.#soundListeners.add(listener)
    return () => this.#soundListeners.delete(listener)
  }

  protected hear(bytes: Uint8Array): void {
    if (this.#taken.length === 0) this.#beganAtMs = performance.now()
    for (const byte of bytes) this.#taken.push(byte)
    const title = titleOf(Uint8Array.from(this.#taken.slice(0, 400)))
    if (title === '' || title === this.#saying) return
    this.#saying = title
    this.changed()
  }

  protected override hostLeft(): void {
    const file = Uint8Array.from(this.#taken)
    this.#taken = []
    const title = titleOf(file)
    const wasSaying = this.#saying !== null
    this.#saying = null
    const wav = readWav(file)
    if (title !== '' && wav.ok) {
      const declared = new DataView(file.buffer).getUint32(4, true) + 8
      const peak = wav.value.samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) / 32_768
      // It sounds as fast as it is heard, whatever arrived ahead of that.
      const soundedMs = performance.now() - this.#beganAtMs
      const whole = file.length === declared && soundedMs >= lengthMs(wav.value) - timerMs
      this.sounds.push({
        title,
        whole,
        at: new Date().toISOString(),
        peak,
        lengthMs: lengthMs(wav.value),
      })
      if (this.sounds.length > keptSounds) this.sounds.shift()
      this.#played += 1
      for (const listener of this.#soundListeners) listener(file, this.#played)
    }
    // A host that only tries whether it is there changes nothing that anybody sees.
    if (wasSaying) this.changed()
  }

  panel(): DockPanel {
    return {
      kind: 'speaker',
      saying: this.#saying,
      played: this.#played,
      said: this.sounds
        .toReversed()
        .slice(0, 10)
        .map(({ at, title }) => ({ at, text: title })),
    }
  }

  act(action: DockAction): boolean {
    return actOnLine(this, action)
  }
}
