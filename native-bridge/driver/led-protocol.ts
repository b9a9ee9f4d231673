import type { A090Answer } from '../codec/a090.ts'
import { a090AnswerDecoder, a090Frame } from '../codec/a090.ts'
import { type AabbProfile, aabbFrame } from '../codec/aabb.ts'
import type { Decoder } from '../codec/codec.ts'
import { anyAddress, hostAddress, type OnbonFrame, onbonDecoder, onbonFrame } from '../codec/onbon.ts'
import { pingData, readAnswer, showData } from '../codec/onbon-commands.ts'
import { ScanningDecoder } from '../codec/scanning-decoder.ts'
import { type StripSize, type StripText, stripBytes } from '../codec/strip-text.ts'

/** What a screen's answer says of a request: done, or refused. */
export type LedVerdict = 'done' | 'refused'

/** The delays of a protocol, in milliseconds. */
export interface LedTiming {
  /** A screen that has not answered by then is asked once more. */
  readonly answerMs: number
  /** A screen that answers is asked again so often whether it is still there, or told its text again. */
  readonly againMs: number
  /** The whole text again, though the screen answers: it may have been off between two questions. */
  readonly refreshMs: number
  /** A screen that does not answer is tried again after this. */
  readonly retryMs: number
  /** With no answer from any screen for so long the line is opened anew. */
  readonly deadLineMs: number
  /** Silence between two frames. */
  readonly gapMs: number
}

/** How a family of screens is spoken to: frames for what is wanted, and what an answer means. */
export interface LedProtocol<Message> {
  readonly driver: string
  /** Whether screens say anything. Of one that is dumb nobody knows whether it is there. */
  readonly answers: boolean
  readonly timing: LedTiming
  decoder(): Decoder<Message>
  show(address: number, text: StripText, size: StripSize): Uint8Array
  /** A question that changes nothing; null where there is none and the text itself is sent again. */
  ping(address: number): Uint8Array | null
  /** What this message says for the screen that was asked; null for another's. */
  verdict(message: Message, address: number): LedVerdict | null
}

/** Onbon BX-5K and 6K. */
export const onbonProtocol: LedProtocol<OnbonFrame> = {
  driver: 'onbon-bx5k',
  answers: true,
  timing: { answerMs: 500, againMs: 800, refreshMs: 5000, retryMs: 600, deadLineMs: 3000, gapMs: 0 },
  decoder: onbonDecoder,
  show: (address, text, size) => onbonFrame({ to: address, data: showData(text, size) }),
  ping: (address) => onbonFrame({ to: address, data: pingData }),
  verdict({ to, from, data, check }, address) {
    if (check !== 'crc' || to !== hostAddress || (from !== address && from !== anyAddress)) return null
    return readAnswer(data)?.kind ?? null
  },
}

/** The A0 90 strip. It has no question of its own: it is told its text again, and answers that. */
export const a090Protocol: LedProtocol<A090Answer> = {
  driver: 'a090',
  answers: true,
  timing: { answerMs: 500, againMs: 1500, refreshMs: 1500, retryMs: 600, deadLineMs: 3000, gapMs: 0 },
  decoder: a090AnswerDecoder,
  show: (address, text, size) => a090Frame(address, stripBytes(text, size), text.colour),
  ping: () => null,
  verdict: (answer, address) => (answer.address === address ? 'done' : null),
}

/** The AA BB family by a profile: it says nothing, so everything that comes is noise. */
export function aabbProtocol(profile: AabbProfile): LedProtocol<never> {
  return {
    driver: 'aabb',
    answers: false,
    timing: {
      answerMs: 0,
      againMs: profile.againMs,
      refreshMs: profile.againMs,
      retryMs: profile.againMs,
      deadLineMs: Number.POSITIVE_INFINITY,
      gapMs: profile.gapMs,
    },
    decoder: () => new ScanningDecoder<never>(() => ({ kind: 'none' })),
    show: (address, text, size) => aabbFrame(profile, address, stripBytes(text, size), text.colour),
    ping: () => null,
    verdict: () => null,
  }
}
