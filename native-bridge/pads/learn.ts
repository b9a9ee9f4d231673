import { setTimeout as wait } from 'node:timers/promises'
import type { RatingLevel } from '../../core/rating/level.ts'
import { encodePadFrame, type PadFrame, PadFrameDecoder, padFunc } from '../codec/pad-frames.ts'
import { acknowledgementOf, type PadProfile } from '../codec/pad-profile.ts'
import { DeviceLine } from '../driver/line.ts'
import type { Transport } from '../transport/transport.ts'

/** The longest acknowledgement at 1200 baud. */
const wireMs = 150

/** The faces in the order in which they are to be pressed; a pad with four has no 基本满意. */
export const learntLevels: readonly { readonly level: RatingLevel; readonly says: string }[] = [
  { level: 'very-satisfied', says: '非常满意' },
  { level: 'satisfied', says: '满意' },
  { level: 'dissatisfied', says: '不满意' },
  { level: 'very-dissatisfied', says: '非常不满意' },
]

export interface LearnParts {
  readonly transport: Transport
  /** How frames are acknowledged; its scores are what is to be learnt. */
  readonly profile: PadProfile
  /** The rating pad that is pressed. */
  readonly address: number
  /** Tells whoever stands there which key to press now, or why the last press did not count. */
  readonly say: (text: string) => void
  /** Given up: resolves with what was learnt so far. */
  readonly signal: AbortSignal
}

/**
 * Learns what a rating pad's keys send: each is asked for once, and its raw byte noted. A byte that was heard already is
 * asked for again, since two keys cannot send the same. Resolves with the scores of a profile, by two hexadecimal digits.
 */
export async function learnScores(parts: LearnParts): Promise<Record<string, RatingLevel>> {
  const { profile, address, say, signal } = parts
  const learnt: Record<string, RatingLevel> = {}
  const done = Promise.withResolvers<void>()
  const asked = () => learntLevels[Object.keys(learnt).length]
  const ask = () => {
    const next = asked()
    if (next === undefined) done.resolve()
    else say(`请按一次“${next.says}”。`)
  }
  let last = ''
  let over = false
  const line = new DeviceLine<PadFrame>({
    transport: parts.transport,
    decoder: () => new PadFrameDecoder(),
    onMessage(frame) {
      if (frame.address !== address || frame.func !== padFunc.score || frame.data.length !== 1) return
      const { frame: answer, prefix } = acknowledgementOf(profile, frame, 'rating')
      void line.send(encodePadFrame(answer, { prefix }))
      const byte = (frame.data[0] ?? 0).toString(16).padStart(2, '0').toUpperCase()
      const next = asked()
      // The same frame again is most likely the last press sent once more.
      if (next === undefined || byte === last) return
      last = byte
      const known = learnt[byte]
      if (known === undefined) learnt[byte] = next.level
      else say('这个键已经按过。')
      ask()
    },
    onOpen: ask,
    onAbsent: () => {
      if (!over) say('连不上这条线，正在重试……')
    },
    onBug: done.reject,
    counters: { framesIn: 0, framesOut: 0, discardedBytes: 0, retries: 0, opened: 0 },
  })
  signal.addEventListener('abort', () => done.resolve(), { once: true })
  line.start()
  try {
    await done.promise
    over = true
    // The last acknowledgement is on the wire still.
    await wait(wireMs)
  } finally {
    await line.stop()
  }
  return learnt
}
