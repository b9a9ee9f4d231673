import type { DisplayView } from '../../contract/shapes.ts'
import { localDay, toRfc3339 } from '../../core/day.ts'
import { must } from '../../core/result.ts'
import { countByQueue } from '../../db/queue/lines.ts'
import { allQueues } from '../../db/queue/queues.ts'
import { latestCalls, missedTickets, ticketInHand } from '../../db/queue/tickets.ts'
import { allWindows, allZones, openCountByQueue, servedQueues } from '../../db/queue/windows.ts'
import type { Hall } from '../hall.ts'
import { queueInBrief, windowInBrief } from './describe.ts'

/** Calls and misses that a screen shows at most. */
const callsShown = 40
const missedShown = 24

/** What a display shows, for the whole hall, one zone or one window. Nothing of a person stands in it. */
export function describeDisplay(
  hall: Hall,
  place: { zone?: string | undefined; window?: string | undefined },
): DisplayView {
  const settings = hall.settings()
  const served = servedQueues(hall.db)
  const waiting = countByQueue(hall.db)
  const open = openCountByQueue(hall.db)
  const queues = allQueues(hall.db)
  const nameOf = new Map(queues.map((queue) => [queue.id, queue.name]))
  const windows = allWindows(hall.db)
  const byId = new Map(windows.map((window) => [window.id, window]))
  const here = (windowId: string | null) => {
    const window = windowId === null ? undefined : byId.get(windowId)
    if (!window) return false
    return (
      (place.window === undefined || window.id === place.window) &&
      (place.zone === undefined || window.zone_id === place.zone)
    )
  }
  // Calls of yesterday evening still stand on the screen of a hall that works past midnight.
  const since = localDay(hall.clock() - 12 * 3_600_000, settings.timeZone)
  return {
    hallName: settings.name,
    hallNameEn: settings.nameEn,
    timeZone: settings.timeZone,
    calls: latestCalls(hall.db, since, 400)
      .filter((row) => here(row.window_id))
      .slice(0, callsShown)
      .map((row) => {
        const window = must(
          row.window_id === null ? null : byId.get(row.window_id),
          'a ticket that was called stands at a window',
        )
        return {
          ticketId: row.id,
          number: row.number,
          queueId: row.queue_id,
          windowId: window.id,
          windowNumber: window.number,
          zoneId: window.zone_id,
          state: row.state,
          calls: row.calls,
          language: row.language,
          calledAt: toRfc3339(must(row.called_at_ms, 'a call has its time'), settings.timeZone),
          seq: must(row.called_seq, 'a call has its number'),
        }
      }),
    missed: missedTickets(hall.db, 200)
      .filter((row) => here(row.window_id))
      .slice(0, missedShown)
      .map((row) => ({
        ticketId: row.id,
        number: row.number,
        windowNumber: byId.get(row.window_id ?? '')?.number ?? '',
        at: toRfc3339(row.missed_at_ms ?? 0, settings.timeZone),
      })),
    windows: windows
      .filter((row) => row.active === 1 && here(row.id))
      .map((row) => {
        const inHand = ticketInHand(hall.db, row.id)
        return {
          ...windowInBrief(row),
          queueNames: (served.get(row.id) ?? []).flatMap((id) => nameOf.get(id) ?? []),
          numberInHand: inHand?.number ?? null,
          handState: inHand?.state ?? null,
        }
      }),
    zones: allZones(hall.db),
    queues: queues.map((queue) => {
      const count = waiting.get(queue.id) ?? 0
      const windowsOpen = open.get(queue.id) ?? 0
      return {
        ...queueInBrief(queue),
        waiting: count,
        windowsOpen,
        unattended: count > 0 && windowsOpen === 0,
      }
    }),
    now: toRfc3339(hall.clock(), settings.timeZone),
    seq: hall.writer.seq,
    epoch: hall.writer.epoch,
  }
}
