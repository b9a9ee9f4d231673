/** The two tones before an announcement: they turn heads, and are all that is heard on a machine without a voice. */
export interface Chime {
  /** Whether the browser lets the page sound; false until somebody touched the page, where it asks for that. */
  readonly allowed: () => boolean
  onChange(listener: () => void): () => void
  /** After a touch or a key. */
  unlock(): void
  /** Sounds and resolves when it has ended; at once when it cannot. */
  ring(volume: number): Promise<void>
}

const tones = [
  { hertz: 659.26, atSeconds: 0 },
  { hertz: 523.25, atSeconds: 0.34 },
] as const
const lastsMs = 1000

/** The chime of the real browser. */
export function createChime(): Chime {
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of [...listeners]) listener()
  }
  const context = typeof AudioContext === 'undefined' ? null : new AudioContext()
  let touched = false
  context?.addEventListener('statechange', tell)

  return {
    // A machine without any audio output never starts its context; a touch cannot help it, so it is not asked for twice.
    allowed: () =>
      context === null || touched || context.state === 'running' || navigator.userActivation?.hasBeenActive,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    unlock() {
      touched = true
      void context?.resume()
      tell()
    },
    async ring(volume) {
      if (context?.state !== 'running' || volume === 0) return
      for (const { hertz, atSeconds } of tones) {
        const start = context.currentTime + atSeconds
        const tone = context.createOscillator()
        const loudness = context.createGain()
        tone.frequency.value = hertz
        loudness.gain.setValueAtTime(0, start)
        loudness.gain.linearRampToValueAtTime(0.3 * volume, start + 0.015)
        loudness.gain.exponentialRampToValueAtTime(0.0005, start + 0.62)
        tone.connect(loudness).connect(context.destination)
        tone.start(start)
        tone.stop(start + 0.65)
      }
      await new Promise((resolve) => setTimeout(resolve, lastsMs))
    },
  }
}
