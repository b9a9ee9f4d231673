import type { RouteAnswer } from '../../contract/client.ts'

/** What the hall tells a phone of its one ticket. */
export type PhoneView = RouteAnswer<'phoneTicket'>

/** So few ahead, and it is time to get ready. */
export const nearAhead = 3

/** What the page is about: the states of a ticket, and what of them matters to the one who waits. */
export type Phase =
  | 'waiting'
  | 'near'
  | 'called'
  | 'serving'
  | 'held'
  | 'missed'
  | 'missed-too-late'
  | 'done'
  | 'cancelled'
  | 'expired'

/** The page's phase from what the hall says. */
export function phaseOf(view: PhoneView): Phase {
  const { state, ahead, returnable } = view.ticket
  switch (state) {
    case 'waiting':
      return ahead <= nearAhead && !view.unattended ? 'near' : 'waiting'
    case 'no-show':
      return returnable ? 'missed' : 'missed-too-late'
    default:
      return state
  }
}

/** What the finished service asks of the person. */
export type RatingAsk = 'open' | 'rated' | 'none'

/** Whether the latest finished service can be rated, was rated, or neither. */
export function ratingAsk(view: PhoneView, nowMs: number): RatingAsk {
  const { rating, ratingOpenUntil } = view.ticket
  if (ratingOpenUntil !== null && Date.parse(ratingOpenUntil) > nowMs) return 'open'
  return rating === null ? 'none' : 'rated'
}

/** What a reminder sounds for. */
export type Alarm = 'near' | 'called'

/**
 * Whether the change from one look to the next is worth a sound: it became near, it was called, or called again. The
 * first look sounds too when it is already so: whoever asks to be reminded hears at once that it works.
 */
export function alarmFor(before: PhoneView | null, after: PhoneView): Alarm | null {
  const phase = phaseOf(after)
  if (phase === 'called')
    return before === null || phaseOf(before) !== 'called' || before.ticket.calls < after.ticket.calls
      ? 'called'
      : null
  if (phase === 'near') return before === null || phaseOf(before) !== 'near' ? 'near' : null
  return null
}

/** `14:35` of a time with offset, as the hall's own clock shows it: the phone may stand in another zone. */
export function hallTime(time: string): string {
  return time.slice(11, 16)
}

/** The same for an instant of this phone's clock; the zone is taken from any time that the hall gave. */
export function hallTimeAt(ms: number, given: string): string {
  const zone = /([+-])(\d\d):(\d\d)$/.exec(given)
  const minutes = zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : 0
  return hallTime(new Date(ms + minutes * 60_000).toISOString())
}

/** Whether an address can be reached from this machine alone. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}
