import type { z } from 'zod'
import { type CardReaderKind, cardReaderKind, deviceEvents } from '../../contract/bridge.ts'

/** A card as the page knows it: masked, and by an id that says nothing. */
export type LaidCard = z.infer<(typeof deviceEvents)['card']>

/** What is said of a card that helps nobody on: how to lay it again, or that a person helps; or that it is over. */
export type CardTrouble = 'lay-again' | 'not-read' | 'wrong-card' | 'show-card' | 'expired'

/** The card at this kiosk, and how its reader is. */
export interface CardState {
  readonly card: LaidCard | null
  readonly trouble: CardTrouble | null
  /** Readers that work now. */
  readonly readers: readonly WorkingReader[]
}

interface WorkingReader {
  readonly name: string
  readonly kind: CardReaderKind
}

/** Which card a kiosk asks for: an ID card where one can be laid, else a social-security card. */
export type OfferedCard = 'id-card' | 'social-card'

export const noCard: CardState = { card: null, trouble: null, readers: [] }

/** What an event of the terminal's devices changes; null for one that says nothing of cards, or is none. */
export function afterEvent(before: CardState, event: string, text: string): CardState | null {
  const json = parse(text)
  switch (event) {
    case 'card': {
      const read = deviceEvents.card.safeParse(json)
      return read.success ? { ...before, card: read.data, trouble: null } : null
    }
    case 'card-gone': {
      const read = deviceEvents['card-gone'].safeParse(json)
      if (!read.success || read.data.cardId !== before.card?.cardId) return null
      // Used: the ticket comes, and with it the session's end.
      return read.data.why === 'expired' ? { ...before, card: null, trouble: 'expired' } : null
    }
    case 'card-trouble': {
      const read = deviceEvents['card-trouble'].safeParse(json)
      if (!read.success) return null
      const { why, advice } = read.data
      return { ...before, trouble: advice === 'lay-again' ? 'lay-again' : forPerson[why] }
    }
    case 'device': {
      const read = deviceEvents.device.safeParse(json)
      if (!read.success) return null
      const { name, state } = read.data
      const kind = cardReaderKind.safeParse(read.data.kind)
      if (!kind.success) return null
      const others = before.readers.filter((reader) => reader.name !== name)
      return { ...before, readers: state === 'ready' ? [...others, { name, kind: kind.data }] : others }
    }
    default:
      return null
  }
}

const forPerson = {
  'not-read': 'not-read',
  'wrong-card': 'wrong-card',
  'unknown-kind': 'show-card',
  unreadable: 'show-card',
} as const

/** What the readers that work now take; null where none does. */
export function offeredCard(readers: CardState['readers']): OfferedCard | null {
  if (readers.some(({ kind }) => kind === 'id-card-reader')) return 'id-card'
  return readers.length > 0 ? 'social-card' : null
}

/** Whether a card is another person's: what the first one chose is not for the second's eyes. */
export function isAnother(card: LaidCard, before: LaidCard | null): boolean {
  return before !== null && (card.idMasked !== before.idMasked || card.nameMasked !== before.nameMasked)
}

/** Priority goes by age from here on. */
export const priorityFromAge = 60

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
