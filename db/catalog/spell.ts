import { pinyin } from 'pinyin-pro'
import { fold } from '../../core/catalog/fold.ts'
import type { SpelledCharacter } from '../../core/catalog/spelling.ts'

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const bare = { toneType: 'none', type: 'array', v: true } as const

interface Known {
  readonly text: string
  /** Every reading, whatever stands around the character. */
  readonly readings: readonly string[]
}

/** What is known of a character, null for punctuation: the same thousand come again and again. */
const knownCharacters = new Map<string, Known | null>()

/**
 * A name with the pinyin of its characters. The dictionary reads words (银行 is yin hang), and every other reading
 * of a character is kept behind, for people who type it otherwise.
 */
export function spell(text: string): SpelledCharacter[] {
  const plain = text.normalize('NFKC')
  const characters = [...plain]
  const inContext = pinyin(plain, bare)
  const starts = wordStarts(plain)
  const spelled: SpelledCharacter[] = []
  let offset = 0
  for (const [index, character] of characters.entries()) {
    const startsWord = starts.has(offset)
    offset += character.length
    const known = about(character)
    if (known === null) continue
    // The dictionary answers one syllable a character; should it ever not, the character's own readings do.
    const reading = inContext.length === characters.length ? inContext[index] : undefined
    spelled.push({ text: known.text, readings: inOrder(known.readings, reading), startsWord })
  }
  return spelled
}

/** Full pinyin of a name without tones and spaces: `shehuibaoxianju`. Letters and digits stay. */
export function pinyinOf(text: string): string {
  return spell(text)
    .map((character) => character.readings[0] ?? character.text)
    .join('')
}

/** Initials in upper case: 社会保险局 is SHBXJ. */
export function initialsOf(text: string): string {
  return spell(text)
    .map((character) => (character.readings[0] ?? character.text).charAt(0).toUpperCase())
    .join('')
}

function about(character: string): Known | null {
  const before = knownCharacters.get(character)
  if (before !== undefined) return before
  const text = fold(character)
  const readings = /\p{Script=Han}/u.test(character)
    ? pinyin(character, { ...bare, multiple: true }).filter((reading) => /^[a-z]+$/.test(reading))
    : []
  const known = /^[\p{L}\p{N}]+$/u.test(text) ? { text, readings } : null
  knownCharacters.set(character, known)
  return known
}

/** The reading that the context calls for, then the others. */
function inOrder(all: readonly string[], inContext: string | undefined): readonly string[] {
  if (inContext === undefined || all[0] === inContext || !all.includes(inContext)) return all
  return [inContext, ...all.filter((reading) => reading !== inContext)]
}

function wordStarts(text: string): Set<number> {
  const starts = new Set<number>()
  for (const { index, isWordLike } of words.segment(text)) if (isWordLike) starts.add(index)
  return starts
}
