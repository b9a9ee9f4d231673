import type { SpelledCharacter, Spelling } from './spelling.ts'

/**
 * A spelling as a line of text, in which it travels: `|社:she 会:hui,kuai|保:bao`. A bar leads a character with which a
 * word begins, a space any other; its readings follow behind a colon. No character of a spelling is punctuation, so
 * none is taken for a mark.
 */
export function writeSpelling(spelling: Spelling): string {
  return spelling
    .map(({ text, readings, startsWord }) => {
      const mark = startsWord ? '|' : ' '
      return readings.length === 0 ? mark + text : `${mark}${text}:${readings.join(',')}`
    })
    .join('')
}

/** The spelling that a text of `writeSpelling` stands for. */
export function readSpelling(written: string): SpelledCharacter[] {
  const spelling: SpelledCharacter[] = []
  let at = 0
  while (at < written.length) {
    let end = at + 1
    while (end < written.length && written[end] !== '|' && written[end] !== ' ') end += 1
    const [text = '', readings] = written.slice(at + 1, end).split(':')
    spelling.push({
      text,
      readings: readings === undefined ? [] : readings.split(','),
      startsWord: written[at] === '|',
    })
    at = end
  }
  return spelling
}
