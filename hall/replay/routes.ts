import type { RouteAnswer } from '../../contract/client.ts'
import { dayEndsBefore, dayStartsAt, toRfc3339 } from '../../core/day.ts'
import { ok } from '../../core/result.ts'
import { entriesBetween, entriesThatMake, type ReplayRow } from '../../db/replay/day-entries.ts'
import { placeOf, type SeenPlace } from '../board/place.ts'
import { type Handlers, read } from '../serve.ts'

type ReplayEntryShape = RouteAnswer<'replay'>['entries'][number]

/** The replayed day, page by page: the journal's facts of it, for those who look after the hall or a zone. */
export const replayRoutes: Handlers<'replay'> = {
  replay: read(({ query, who, hall }) => {
    const { timeZone } = hall.settings()
    const place = placeOf(hall, who)
    const startsAtMs = dayStartsAt(query.day, timeZone)
    const dayOverMs = dayEndsBefore(query.day, timeZone)
    const nowMs = hall.clock()
    const rows = entriesBetween(hall.db, {
      fromMs: startsAtMs,
      beforeMs: dayOverMs,
      after: query.after ?? 0,
      limit: query.limit,
    })
    const tell = (row: ReplayRow) => describeEntry(row, timeZone)
    const opening = query.after === undefined ? entriesThatMake(hall.db, startsAtMs) : []
    return ok({
      day: query.day,
      timeZone,
      startsAt: toRfc3339(startsAtMs, timeZone),
      endsAt: toRfc3339(Math.max(startsAtMs, Math.min(nowMs, dayOverMs)), timeZone),
      zoneId: place.zoneId,
      zones: [...place.zones],
      queues: place.queues.map(({ id, prefix, name, nameEn, zoneId }) => ({
        id,
        prefix,
        name,
        nameEn,
        zoneId,
      })),
      windows: place.windows.map(({ id, number, zone_id }) => ({ id, number, zoneId: zone_id })),
      opening: opening.filter((row) => isOfPlace(place, row)).map(tell),
      entries: rows.filter((row) => isOfPlace(place, row)).map(tell),
      next: rows.length < query.limit ? null : (rows.at(-1)?.seq ?? null),
    })
  }),
}

/** A leader's zone: what happens at its windows and in the queues that they serve. */
function isOfPlace(place: SeenPlace, row: ReplayRow): boolean {
  if (place.whole) return true
  return (
    (row.window_id !== null && place.windowIds.has(row.window_id)) ||
    (row.queue_id !== null && place.queueIds.has(row.queue_id))
  )
}

function describeEntry(row: ReplayRow, timeZone: string): ReplayEntryShape {
  const { ticket_id: ticketId, number, queue_id: queueId, class: ticketClass, state } = row
  return {
    seq: row.seq,
    at: toRfc3339(row.at_ms, timeZone),
    type: row.type,
    ticketId,
    ticket:
      number !== null && queueId !== null && ticketClass !== null && state !== null
        ? { number, queueId, class: ticketClass, state }
        : null,
    windowId: row.window_id,
    note: row.note,
  }
}
