/** Two soft tones, a fourth apart: somebody has come to an empty line. */
const tonesHz = [660, 880] as const
const toneSeconds = 0.16
const loudness = 0.12

let context: AudioContext | null = null

/** Lets the browser play sound; it wants this from a press or a key. */
export function readyChime(): void {
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume()
}

/** Plays the chime where sound was allowed; silent otherwise. */
export function chime(): void {
  if (context === null || context.state !== 'running') return
  for (const [at, hz] of tonesHz.entries()) {
    const starts = context.currentTime + at * toneSeconds
    const tone = context.createOscillator()
    const volume = context.createGain()
    tone.frequency.value = hz
    volume.gain.setValueAtTime(0, starts)
    volume.gain.linearRampToValueAtTime(loudness, starts + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.001, starts + toneSeconds * 2)
    tone.connect(volume).connect(context.destination)
    tone.start(starts)
    tone.stop(starts + toneSeconds * 2)
  }
}
