import type { RouteAnswer, RouteInput } from '../../contract/client.ts'
import type { Problem } from '../../contract/problems.ts'

/** Items in one visit, at most: five windows in turn are a morning. */
export const visitMost = 5

/** An item as the session remembers it. */
export interface ChosenItem {
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
}

/** What a ticket is asked for with. */
export type TakeRequest = RouteInput<'takeTicket'>['body']
export type TakenTicket = RouteAnswer<'takeTicket'>
/** How a booking was checked in; a ticket that was taken without one has none. */
export type CheckedIn = RouteAnswer<'checkIn'>['checkIn']

/** One page of the kiosk, with what it was opened for. */
export type Place =
  | { readonly at: 'start' }
  | { readonly at: 'departments' }
  | { readonly at: 'department'; readonly departmentId: string; readonly name: string }
  | { readonly at: 'group'; readonly departmentId: string; readonly group: string }
  | { readonly at: 'topics' }
  | { readonly at: 'topic'; readonly topic: string }
  | { readonly at: 'search' }
  | { readonly at: 'queues' }
  | { readonly at: 'queue'; readonly queueId: string }
  | { readonly at: 'item'; readonly itemId: string; readonly name: string }
  | { readonly at: 'class'; readonly request: TakeRequest }
  | { readonly at: 'visit' }
  | { readonly at: 'about' }
  | { readonly at: 'trouble'; readonly problem: Problem; readonly request: TakeRequest }
  | { readonly at: 'check-in' }
  | { readonly at: 'check-in-trouble'; readonly problem: Problem }
  /** A ticket whose QR code was held to the scanner; its secret is the session's and goes with it. */
  | { readonly at: 'own-ticket'; readonly secret: string }
  | { readonly at: 'scan-unknown' }
  | { readonly at: 'taken'; readonly ticket: TakenTicket; readonly checkIn?: CheckedIn }

/** One person at the kiosk: the way they came, the items of their visit, and what they typed. */
export interface Session {
  /** Never empty; the last is shown. */
  readonly trail: readonly Place[]
  readonly visit: readonly ChosenItem[]
  readonly searchText: string
}

export type Move =
  | { readonly to: 'place'; readonly place: Place }
  | { readonly to: 'back' }
  | { readonly to: 'home' }
  | { readonly to: 'visit-more'; readonly item: ChosenItem }
  | { readonly to: 'visit-join'; readonly item: ChosenItem }
  | { readonly to: 'visit-remove'; readonly itemId: string }
  | { readonly to: 'search-text'; readonly text: string }

const start: Place = { at: 'start' }
export const freshSession: Session = { trail: [start], visit: [], searchText: '' }

/** Where the person is. */
export function placeOf(session: Session): Place {
  return session.trail.at(-1) ?? start
}

/** Whether anything of a person is in the session. */
export function isFresh(session: Session): boolean {
  return session.trail.length === 1 && session.visit.length === 0 && session.searchText === ''
}

/** Pages that the next one takes the place of. */
const passing: readonly Place['at'][] = ['trouble', 'check-in-trouble', 'own-ticket', 'scan-unknown']

/** One step of a person. From the ticket there is no way back: it is taken. */
export function step(session: Session, move: Move): Session {
  const { trail, visit } = session
  switch (move.to) {
    case 'place': {
      // A refusal and a ticket stand in place of the page that asked; a try that succeeds replaces its refusal.
      const before = trail.filter((place) => !passing.includes(place.at))
      return { ...session, trail: move.place.at === 'taken' ? [start, move.place] : [...before, move.place] }
    }
    case 'back': {
      if (placeOf(session).at === 'taken') return freshSession
      return trail.length > 1 ? { ...session, trail: trail.slice(0, -1) } : session
    }
    case 'home':
      return placeOf(session).at === 'taken' ? freshSession : { ...session, trail: [start], searchText: '' }
    case 'visit-more':
      return { trail: [start], visit: joined(visit, move.item), searchText: '' }
    case 'visit-join':
      return { trail: [start, { at: 'visit' }], visit: joined(visit, move.item), searchText: '' }
    case 'visit-remove':
      return { ...session, visit: visit.filter((item) => item.id !== move.itemId) }
    case 'search-text':
      return { ...session, searchText: move.text }
  }
}

function joined(visit: readonly ChosenItem[], item: ChosenItem): readonly ChosenItem[] {
  const known = visit.some((one) => one.id === item.id)
  return known || visit.length >= visitMost ? visit : [...visit, item]
}
