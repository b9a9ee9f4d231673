import type { Alarm } from './phase.ts'

const tones: Readonly<Record<Alarm, readonly number[]>> = {
  near: [660, 880],
  called: [880, 660, 880, 660, 880],
}
const shakes: Readonly<Record<Alarm, number[]>> = { near: [250, 150, 250], called: [500, 200, 500, 200, 500] }
const toneSeconds = 0.32

/**
 * Sound and vibration of an open page. Made in the press that asks for it, because a browser lets a page sound only
 * then; keeps the screen on where the browser can, because a phone that sleeps stops the page.
 */
export class Reminder {
  readonly #context: AudioContext | null
  #awake: WakeLockSentinel | null = null
  #ended = false

  constructor() {
    this.#context = typeof AudioContext === 'undefined' ? null : new AudioContext()
    void this.#context?.resume()
    void this.stayAwake()
  }

  /** Also after the page came back to the front: the lock is lost whenever it goes. */
  async stayAwake(): Promise<void> {
    if (this.#ended || !('wakeLock' in navigator)) return
    try {
      this.#awake = await navigator.wakeLock.request('screen')
    } catch {
      // A phone that saves its battery refuses; the reminder works while the screen is on.
      this.#awake = null
    }
  }

  sound(alarm: Alarm): void {
    if (canShake()) navigator.vibrate(shakes[alarm])
    const context = this.#context
    if (context === null) return
    tones[alarm].forEach((hertz, at) => {
      const start = context.currentTime + at * toneSeconds
      const tone = context.createOscillator()
      const loudness = context.createGain()
      tone.frequency.value = hertz
      loudness.gain.setValueAtTime(0, start)
      loudness.gain.linearRampToValueAtTime(0.4, start + 0.02)
      loudness.gain.exponentialRampToValueAtTime(0.001, start + toneSeconds * 0.95)
      tone.connect(loudness).connect(context.destination)
      tone.start(start)
      tone.stop(start + toneSeconds)
    })
  }

  end(): void {
    this.#ended = true
    void this.#awake?.release()
    void this.#context?.close()
  }
}

/** Whether this phone can vibrate for a page; iPhones cannot. */
export function canShake(): boolean {
  return typeof navigator.vibrate === 'function'
}
