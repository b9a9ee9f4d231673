import type { StaffRole } from '../../core/staff/role.ts'
import { allQueues, type QueueRow } from '../../db/queue/queues.ts'
import { allWindows, allZones, servedQueues, type WindowRow, type ZoneRow } from '../../db/queue/windows.ts'
import type { Scope } from '../../db/report/facts.ts'
import type { Hall } from '../hall.ts'
import { type Principal, seesWindow } from '../who.ts'

/** What part of the hall somebody sees on the live board and in the replay. */
export interface SeenPlace {
  /** All of it; else a team leader's part. */
  readonly whole: boolean
  /** The same as reports are asked for it. */
  readonly scope: Scope
  /** A team leader's zone; null for the whole hall, and for a leader who has none. */
  readonly zoneId: string | null
  readonly zones: readonly ZoneRow[]
  readonly windows: readonly WindowRow[]
  readonly queues: readonly QueueRow[]
  readonly windowIds: ReadonlySet<string>
  readonly queueIds: ReadonlySet<string>
  /** Queue ids of every window of the hall, in the window's order. */
  readonly served: ReadonlyMap<string, readonly string[]>
}

/** Who looks after the hall sees all of it; a team leader the zone with its windows, and the queues that stand in it or are served there. */
export function placeOf(hall: Hall, who: Principal): SeenPlace {
  const zones = allZones(hall.db)
  const windows = allWindows(hall.db)
  const queues = allQueues(hall.db)
  const served = servedQueues(hall.db)
  if (who.kind !== 'person' || who.roles.some(seesWhole))
    return {
      whole: true,
      scope: { kind: 'hall' },
      zoneId: null,
      zones,
      windows,
      queues,
      served,
      windowIds: idsOf(windows),
      queueIds: idsOf(queues),
    }
  const { zoneId } = who
  const own = windows.filter((window) => seesWindow(who, window.id, window.zone_id))
  const servedThere = new Set(own.flatMap((window) => served.get(window.id) ?? []))
  const ownQueues = queues.filter(
    (queue) => (zoneId !== null && queue.zoneId === zoneId) || servedThere.has(queue.id),
  )
  return {
    whole: false,
    scope: { kind: 'zone', zoneId, windowId: who.windowId },
    zoneId,
    zones: zones.filter((zone) => zone.id === zoneId || own.some((window) => window.zone_id === zone.id)),
    windows: own,
    queues: ownQueues,
    served,
    windowIds: idsOf(own),
    queueIds: idsOf(ownQueues),
  }
}

function seesWhole(role: StaffRole): boolean {
  return role === 'supervisor' || role === 'director' || role === 'operator'
}

function idsOf(rows: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.id))
}
