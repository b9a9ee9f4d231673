import type { Call } from './announcement-queue.ts'

/** How one call is said. */
export interface Saying {
  /** How often it is said in Chinese. */
  readonly times: 1 | 2
  /** Whether it is said once more in English afterwards. */
  readonly english: boolean
}

/**
 * A call that is said twice takes ten seconds. With more than so many waiting behind it, each is said once, so that the
 * last of them is heard while it is still true.
 */
const longLine = 3

/**
 * A call is said twice, and in English afterwards where its ticket was taken in English or the voice says every call in
 * both. While the line of calls is long it is said once, and in English for those alone who need it.
 */
export function sayingOf(
  call: Pick<Call, 'language'>,
  how: { readonly waitingBehind: number; readonly english: boolean },
): Saying {
  const long = how.waitingBehind > longLine
  return { times: long ? 1 : 2, english: call.language === 'en' || (how.english && !long) }
}
