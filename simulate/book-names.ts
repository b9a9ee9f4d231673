/** The books of a day: each is one statement that must hold. */
export const books = {
  balance: 'every ticket issued is in exactly one state, and the journal and the interface agree on it',
  number: 'no number twice on a day, and none left out',
  life: 'only what may happen to a ticket happened',
  window: 'no ticket at two windows, no window with two tickets',
  turn: 'first come, first served inside a queue and class',
  class: 'the green channel is called before priority, and that before ordinary, but for bounds and runs',
  bound: 'who waits longer than the bound of their class goes before all',
  run: 'after so many priority calls in a row an ordinary head is called',
  booking:
    'a booking is checked in once, an absent one has no ticket, and an appointment is at the head from its time on and never before',
  starve: 'nobody is left behind for good while others who came later are called',
  rating:
    'every finish asks for a rating, each service is rated once at most, and none that was not rated counts as satisfied',
  display: 'every screen saw every call, once and in order',
  chain: 'the chain of the journal is whole',
} as const
export type Book = keyof typeof books

/** A book that does not hold: which, of which ticket, and what was found. */
export interface Break {
  readonly book: Book
  readonly ticketId: string | null
  /** The journal's number at which it shows; null where it shows only at the end. */
  readonly seq: number | null
  readonly says: string
}
