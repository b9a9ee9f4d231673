import type { JournalEntry } from '../contract/entries.ts'
import type { WindowService } from '../contract/shapes.ts'
import { opensRectification, type RatingLevel } from '../core/rating/level.ts'
import type { Break } from './book-names.ts'
import { ratingEntries, ticketEntries } from './recorded.ts'

/** How a window's own page counts its day. */
export interface WindowRatings {
  readonly number: string
  readonly services: readonly (Pick<WindowService, 'id' | 'ticketId' | 'number' | 'ratingState'> & {
    readonly rating: { readonly level: RatingLevel } | null
  })[]
  readonly rated: number
  readonly satisfied: number
  readonly notRated: number
}

/** Every finish asks for a rating, each is answered once at most, and what pages count is what was pressed. */
export function checkRatings(journal: readonly JournalEntry[], windows: readonly WindowRatings[]): Break[] {
  const breaks: Break[] = []
  const asked = new Set<string>()
  for (const { seq, atMs, type, body } of ticketEntries(journal)) {
    if (type !== 'service-finished') continue
    const untilMs = Date.parse(body.ratingOpenUntil ?? '')
    if (untilMs > atMs && body.serviceId !== undefined) asked.add(body.serviceId)
    else {
      const says = `${body.number} was not asked for a rating`
      breaks.push({ book: 'rating', ticketId: body.ticketId, seq, says })
    }
  }
  const given = new Map<string, RatingLevel | null>()
  for (const { seq, type, serviceId, ticketId, level } of ratingEntries(journal)) {
    const say = (says: string) => breaks.push({ book: 'rating', ticketId, seq, says })
    if (!asked.has(serviceId)) say(`${type} of a service that was not finished`)
    if (given.has(serviceId)) say(`${type} of a service that was answered before`)
    given.set(serviceId, level ?? null)
  }
  for (const window of windows) breaks.push(...checkWindow(window, given))
  return breaks
}

/** A window's page tells of each service what the journal tells, and its sums are of these. */
function checkWindow(window: WindowRatings, given: ReadonlyMap<string, RatingLevel | null>): Break[] {
  const breaks: Break[] = []
  const say = (ticketId: string | null, says: string) =>
    breaks.push({ book: 'rating', ticketId, seq: null, says })
  let rated = 0
  let satisfied = 0
  let notRated = 0
  for (const service of window.services) {
    const level = given.get(service.id) ?? null
    if (level !== null) rated += 1
    if (level !== null && !opensRectification(level)) satisfied += 1
    if (level === null && given.has(service.id)) notRated += 1
    const state = level !== null ? 'rated' : given.has(service.id) ? 'not-rated' : 'asked'
    if (service.ratingState !== state || (service.rating?.level ?? null) !== level)
      say(
        service.ticketId,
        `window ${window.number} shows ${service.number} as ${service.ratingState} ${service.rating?.level ?? ''}; the journal says ${state} ${level ?? ''}`,
      )
  }
  if (window.rated !== rated) say(null, `window ${window.number} counts ${window.rated} rated, not ${rated}`)
  if (window.satisfied !== satisfied)
    say(null, `window ${window.number} counts ${window.satisfied} satisfied, not ${satisfied}`)
  if (window.notRated !== notRated)
    say(null, `window ${window.number} counts ${window.notRated} not rated, not ${notRated}`)
  return breaks
}
