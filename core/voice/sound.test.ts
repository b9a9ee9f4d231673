import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  atVolume,
  joinSounds,
  lengthMs,
  readWav,
  type Sound,
  titleOf,
  tone,
  trimSilence,
  writeWav,
} from './sound.ts'

const sound = fc
  .tuple(fc.constantFrom(8000, 16_000, 22_050, 48_000), fc.array(fc.integer({ min: -32_768, max: 32_767 })))
  .map(([rate, samples]): Sound => ({ rate, samples: Int16Array.from(samples) }))

describe('WAV files', () => {
  it('hold what was written', () => {
    fc.assert(
      fc.property(sound, (one) => {
        expect(readWav(writeWav(one))).toEqual({ ok: true, value: one })
        const titled = writeWav(one, '请 A001')
        expect(readWav(titled)).toEqual({ ok: true, value: one })
        expect(titleOf(titled)).toBe('请 A001')
      }),
    )
  })

  it('of any bytes are read or refused, never a crash', () => {
    fc.assert(
      fc.property(sound, fc.nat(), fc.uint8Array({ maxLength: 20 }), (one, at, noise) => {
        const bytes = writeWav(one)
        bytes.set(noise.subarray(0, Math.max(0, bytes.length - (at % bytes.length))), at % bytes.length)
        readWav(bytes)
        readWav(bytes.subarray(0, at % bytes.length))
      }),
    )
  })

  it('say what they are when they cannot be used', () => {
    const stereo = writeWav({ rate: 8000, samples: new Int16Array(8) })
    stereo[22] = 2
    expect(readWav(stereo)).toEqual({ ok: false, problem: 'not PCM of 16 bits and one channel' })
    expect(readWav(Uint8Array.of(1, 2, 3))).toEqual({ ok: false, problem: 'no WAV file' })
  })
})

describe('joined sounds', () => {
  it('follow each other without a gap, and pauses last as long as asked', () => {
    const a = { rate: 1000, samples: Int16Array.of(1, 2) }
    const b = { rate: 1000, samples: Int16Array.of(3) }
    expect([...joinSounds([a, { pauseMs: 2 }, b], 1000).samples]).toEqual([1, 2, 0, 0, 3])
  })

  it('lose the silence around them, and nothing of what sounds', () => {
    const quiet = new Int16Array(4000)
    const said = tone(440, 100, 8000)
    const whole = { rate: 8000, samples: Int16Array.from([...quiet, ...said.samples, ...quiet]) }
    const trimmed = trimSilence(whole)
    expect(lengthMs(trimmed)).toBeLessThan(lengthMs(said) + 17)
    expect(Math.max(...trimmed.samples)).toBe(Math.max(...said.samples))
    expect(trimSilence({ rate: 8000, samples: quiet }).samples).toHaveLength(0)
  })

  it('are quieter by the volume', () => {
    expect([...atVolume({ rate: 8000, samples: Int16Array.of(100, -50) }, 0.5).samples]).toEqual([50, -25])
  })
})
