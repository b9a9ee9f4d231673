const keptName = 'govhall.console.chime'
let sounds: AudioContext | null = null

/** Whether this browser was told to sound when somebody calls. */
export function chimeWanted(): boolean {
  return localStorage.getItem(keptName) === 'on'
}

/** Remembers the wish. Called from a press, because a browser lets a page sound only after one. */
export function wantChime(wanted: boolean): void {
  if (wanted) {
    localStorage.setItem(keptName, 'on')
    chime()
  } else localStorage.removeItem(keptName)
}

/** Two soft tones, a third apart. Silent where the browser has no sound or nobody touched the page yet. */
export function chime(): void {
  if (!('AudioContext' in globalThis)) return
  sounds ??= new AudioContext()
  void sounds.resume()
  const begin = sounds.currentTime + 0.02
  for (const [at, frequency] of [
    [0, 660],
    [0.28, 528],
  ] as const) {
    const tone = sounds.createOscillator()
    const loudness = sounds.createGain()
    tone.frequency.value = frequency
    loudness.gain.setValueAtTime(0, begin + at)
    loudness.gain.linearRampToValueAtTime(0.25, begin + at + 0.02)
    loudness.gain.exponentialRampToValueAtTime(0.001, begin + at + 0.5)
    tone.connect(loudness).connect(sounds.destination)
    tone.start(begin + at)
    tone.stop(begin + at + 0.55)
  }
}
