import type { MarkKind } from '../../../core/replay/marks.ts'

/** The word of a kind of mark; a no-show's count and its mark are two words. */
export function markWord(kind: MarkKind) {
  return kind === 'missed' ? 'missed-mark' : kind
}
