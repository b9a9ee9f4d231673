/** One character of a name with the ways in which it can be typed. */
export interface SpelledCharacter {
  /** Folded: `社`, `a`, `8`. Punctuation is no character of a spelling. */
  readonly text: string
  /**
   * Pinyin without tones, `v` for ü; the reading that the context calls for stands first, the other readings of a
   * multi-tone character 多音字 after it. Empty for letters and digits.
   */
  readonly readings: readonly string[]
  /** Whether a word of the name begins here. */
  readonly startsWord: boolean
}

/** A name as search sees it. Made once, when the catalogue is read: the dictionary stays out of `core`. */
export type Spelling = readonly SpelledCharacter[]

/**
 * How closely typed text fits a spelling, best first: by characters and whole syllables; by initials or an
 * unfinished syllable; only by another reading of a multi-tone character.
 */
type Fit = 0 | 1 | 2
const byInitials = 1
const byOtherReading = 2

/** Where a part was found: at the very start, as whole words, at the start of a word, inside one. */
type Position = 0 | 1 | 2 | 3

/** How a part of a spelling was found. Lower is better in both. */
export interface Place {
  readonly position: Position
  readonly fit: Fit
}

/** Finds one typed word in a spelling: any consecutive part, by characters, pinyin, initials or all three mixed. */
export function findPart(spelling: Spelling, word: string): Place | null {
  const letter = word.charAt(0)
  let matcher: Matcher | null = null
  let best: Place | null = null
  for (const [index, character] of spelling.entries()) {
    if (!beginsWith(character, letter)) continue
    matcher ??= new Matcher(spelling, word)
    const match = matcher.at(index, 0)
    if (match === null) continue
    const place = { position: positionOf(index, character, match), fit: match.fit }
    if (best === null || placeRank(place) < placeRank(best)) best = place
    if (placeRank(best) === 0) break
  }
  return best
}

/** One number to compare places by: another reading goes last, then the position counts before the fit. */
export function placeRank({ position, fit }: Place): number {
  return fit === byOtherReading ? 10 + position : position * 2 + fit
}

interface Match {
  readonly fit: Fit
  /** Ends where a word of the name ends. */
  readonly endsWord: boolean
}

function positionOf(index: number, character: SpelledCharacter, match: Match): Position {
  if (index === 0) return 0
  if (!character.startsWord) return 3
  return match.endsWord ? 1 : 2
}

function beginsWith(character: SpelledCharacter, letter: string): boolean {
  return character.text === letter || character.readings.some((reading) => reading.charAt(0) === letter)
}

/**
 * Fits one word to one spelling. What was found for the rest of the word from a character on is kept, so that the
 * many ways of cutting `shishishi` into syllables and initials cost no more than the word is long.
 */
class Matcher {
  readonly #spelling: Spelling
  readonly #word: string
  readonly #known = new Map<number, Match | null>()

  constructor(spelling: Spelling, word: string) {
    this.#spelling = spelling
    this.#word = word
  }

  /** The best match of the word from its offset on, beginning with the character at `index`. */
  at(index: number, offset: number): Match | null {
    const character = this.#spelling[index]
    if (offset === this.#word.length)
      return { fit: 0, endsWord: character === undefined || character.startsWord }
    if (character === undefined) return null
    const key = index * this.#word.length + offset
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const match = this.#find(character, index, offset)
    this.#known.set(key, match)
    return match
  }

  #find(character: SpelledCharacter, index: number, offset: number): Match | null {
    const word = this.#word
    let best: Match | null = null
    const follow = (used: number, fit: Fit) => {
      const rest = this.at(index + 1, offset + used)
      if (rest !== null) best = better(best, { fit: worse(fit, rest.fit), endsWord: rest.endsWord })
    }
    if (word.startsWith(character.text, offset)) follow(character.text.length, 0)
    for (const [order, reading] of character.readings.entries()) {
      if (word.charAt(offset) !== reading.charAt(0)) continue
      if (word.startsWith(reading, offset)) follow(reading.length, order === 0 ? 0 : byOtherReading)
      if (reading.length === 1) continue
      const partly = order === 0 ? byInitials : byOtherReading
      follow(1, partly)
      const left = word.length - offset
      // The syllable that somebody is just typing.
      if (left > 1 && left < reading.length && reading.startsWith(word.slice(offset)))
        best = better(best, { fit: partly, endsWord: this.#spelling[index + 1]?.startsWord ?? true })
    }
    return best
  }
}

function worse(one: Fit, other: Fit): Fit {
  return one > other ? one : other
}

function better(one: Match | null, other: Match): Match {
  if (one === null || other.fit < one.fit) return other
  return other.fit === one.fit && other.endsWord ? other : one
}
