import type { IdCard } from '../codec/id-card.ts'
import type { Device } from './device.ts'

/**
 * Why a card that was laid gave no person. `not-read`: lifted early, moved, damaged, or the reader went: lay it again.
 * The others are not mended by that: not an identity card, a kind whose layout is not known, or fields that cannot be.
 */
export type CardFailure = 'not-read' | 'wrong-card' | 'unknown-kind' | 'unreadable'

export type CardReading =
  | { readonly what: 'read'; readonly card: IdCard }
  | { readonly what: 'failed'; readonly why: CardFailure }

/** A reader of identity cards: it tells of each card that is laid on it, once. */
export interface IdCardReader extends Device {
  onCard(listener: (reading: CardReading) => void): () => void
}
