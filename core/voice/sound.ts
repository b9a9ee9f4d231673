import { fail, ok, type Result } from '../result.ts'

/** Sound of one channel: samples of 16 bits, so many a second. */
export interface Sound {
  readonly rate: number
  readonly samples: Int16Array
}

const headerBytes = 44

/** Reads a WAV file (RIFF, PCM, 16 bits, one channel). The problem says what it is instead. */
export function readWav(bytes: Uint8Array): Result<Sound, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 12 || text(0) !== 'RIFF' || text(8) !== 'WAVE') return fail('no WAV file')
  let format: { channels: number; rate: number; bits: number; pcm: boolean } | null = null
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true)
    const body = at + 8
    if (text(at) === 'fmt ' && length >= 16 && body + 16 <= bytes.length)
      format = {
        pcm: view.getUint16(body, true) === 1,
        channels: view.getUint16(body + 2, true),
        rate: view.getUint32(body + 4, true),
        bits: view.getUint16(body + 14, true),
      }
    if (text(at) === 'data') {
      if (!format?.pcm || format.channels !== 1 || format.bits !== 16)
        return fail('not PCM of 16 bits and one channel')
      // A recorder that was cut off, or wrote to a pipe, says more than it holds.
      const held = Math.min(length, bytes.length - body) & ~1
      return ok({
        rate: format.rate,
        samples: Int16Array.from({ length: held / 2 }, (_, index) => view.getInt16(body + index * 2, true)),
      })
    }
    at = body + length + (length % 2)
  }
  return fail('no sound in it')
}

/** A WAV file of a sound; `title` says in words what sounds (INFO chunk, INAM). */
export function writeWav({ rate, samples }: Sound, title = ''): Uint8Array {
  const words = new TextEncoder().encode(title)
  const padded = words.length + (words.length % 2)
  const infoBytes = title === '' ? 0 : 20 + padded
  const dataAt = headerBytes + infoBytes
  const bytes = new Uint8Array(dataAt + samples.length * 2)
  const view = new DataView(bytes.buffer)
  const text = (at: number, of: string) => {
    for (const [index, character] of [...of].entries()) bytes[at + index] = character.charCodeAt(0)
  }
  text(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  if (title !== '') {
    text(36, 'LIST')
    view.setUint32(40, 12 + padded, true)
    text(44, 'INFOINAM')
    view.setUint32(52, words.length, true)
    bytes.set(words, 56)
  }
  text(dataAt - 8, 'data')
  view.setUint32(dataAt - 4, samples.length * 2, true)
  for (const [index, sample] of samples.entries()) view.setInt16(dataAt + index * 2, sample, true)
  return bytes
}

/** The title of a WAV file that `writeWav` gave one; empty where there is none. */
export function titleOf(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 8))
  if (bytes.length < 56 || text(44) !== 'INFOINAM') return ''
  return new TextDecoder().decode(bytes.subarray(56, 56 + view.getUint32(52, true)))
}

/** Joins sounds of one rate without gaps but those asked for; a pause is given in milliseconds. */
export function joinSounds(parts: readonly (Sound | { readonly pauseMs: number })[], rate: number): Sound {
  const pieces = parts.map((part) =>
    'samples' in part ? part.samples : new Int16Array(Math.round((part.pauseMs * rate) / 1000)),
  )
  const samples = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    samples.set(piece, at)
    at += piece.length
  }
  return { rate, samples }
}

/** A sound without the silence around it: what is quieter than a hundredth of full scale before and after the rest. */
export function trimSilence({ rate, samples }: Sound): Sound {
  const loud = (sample: number) => Math.abs(sample) > 327
  const first = samples.findIndex(loud)
  const last = samples.findLastIndex(loud)
  // A few milliseconds stay, so that no consonant is clipped.
  const edge = Math.round(rate * 0.008)
  return {
    rate,
    samples: first < 0 ? new Int16Array() : samples.slice(Math.max(0, first - edge), last + edge),
  }
}

/** A sound at a share of its loudness, 0 to 1. */
export function atVolume({ rate, samples }: Sound, volume: number): Sound {
  return { rate, samples: samples.map((sample) => Math.round(sample * volume)) }
}

/** A tone that begins softly and dies away. */
export function tone(hertz: number, ms: number, rate: number): Sound {
  const length = Math.round((rate * ms) / 1000)
  const attack = rate * 0.015
  return {
    rate,
    samples: Int16Array.from({ length }, (_, at) =>
      Math.round(
        0.3 *
          32_767 *
          Math.min(1, at / attack) *
          Math.exp((-6 * at) / length) *
          Math.sin((2 * Math.PI * hertz * at) / rate),
      ),
    ),
  }
}

/** How long a sound lasts, in milliseconds. */
export function lengthMs({ rate, samples }: Sound): number {
  return (samples.length * 1000) / rate
}
