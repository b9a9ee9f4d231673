import { a090Answer, a090TextDecoder } from '../codec/a090.ts'
import { type AabbProfile, aabbDecoder, aabbWords } from '../codec/aabb.ts'
import type { Decoder } from '../codec/codec.ts'
import { onbonDecoder, onbonFrame } from '../codec/onbon.ts'
import { answerData, readRequest } from '../codec/onbon-commands.ts'
import { bytesOf } from '../codec/paper-columns.ts'
import type { StripColour, StripSize } from '../codec/strip-text.ts'
import { linesOf } from '../codec/strip-text.ts'

/** What a screen is asked, as its card understood it. */
export type LedAsked =
  | { readonly kind: 'show'; readonly lines: readonly string[]; readonly colour: StripColour }
  | { readonly kind: 'clear' }
  | { readonly kind: 'ping' }
  | { readonly kind: 'unknown' }

/** The other end of one family of screens: what bytes ask of which address, and how it answers. */
export interface LedEnd {
  decoder(): Decoder<{ readonly address: number; readonly asked: LedAsked }>
  /** The answer's bytes; null from a family that says nothing. */
  answer(address: number, done: boolean): Uint8Array | null
}

/** Makes a decoder of one kind of message into one of another. */
function mapped<From, To>(decoder: Decoder<From>, map: (message: From) => To): Decoder<To> {
  const each = (decoded: ReturnType<Decoder<From>['feed']>) =>
    decoded.map((one) =>
      one.kind === 'message' ? { kind: 'message' as const, message: map(one.message) } : one,
    )
  return {
    feed: (bytes) => each(decoder.feed(bytes)),
    flush: () => each(decoder.flush()),
    get pending() {
      return decoder.pending
    },
  }
}

export const onbonEnd: LedEnd = {
  decoder: () =>
    mapped(onbonDecoder(), ({ to, data }) => ({ address: to, asked: readRequest(data) satisfies LedAsked })),
  answer: (address, done) => onbonFrame({ to: 0x8000, from: address, data: answerData(done ? 0 : 1) }),
}

export function a090End({ columns }: StripSize): LedEnd {
  return {
    decoder: () =>
      mapped(a090TextDecoder(), ({ address, characters }) => ({
        address,
        asked: {
          kind: 'show' as const,
          lines: inLines(characters.map(({ character }) => character).join(''), columns),
          colour: characters[0]?.colour ?? 'red',
        },
      })),
    // A strip that does not do what it was told says nothing.
    answer: (address, done) => (done ? a090Answer(address) : null),
  }
}

export function aabbEnd(profile: AabbProfile, { columns }: StripSize): LedEnd {
  return {
    decoder: () =>
      mapped(aabbDecoder(profile), ({ address, colour, text }) => ({
        address,
        asked: { kind: 'show' as const, lines: inLines(aabbWords(text), columns), colour },
      })),
    answer: () => null,
  }
}

function inLines(text: string, columns: number): string[] {
  return linesOf(bytesOf(text), columns, aabbWords)
}
