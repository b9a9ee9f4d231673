import type { WindowRow } from '../../db/queue/windows.ts'
import { countSessions } from '../../db/staff/sessions.ts'
import { findStaff, rolesOf } from '../../db/staff/staff.ts'
import type { Hall } from '../hall.ts'
import type { Person } from '../who.ts'

/** A member of staff as whom a pad acts; what they may do is asked of them as of anybody who signed in. */
export function personOf(hall: Hall, staffId: string): Person | null {
  const row = findStaff(hall.db, staffId)
  if (!row || row.active === 0) return null
  return {
    kind: 'person',
    staffId,
    // The pad has no session of a page to name.
    sessionId: 'pad',
    name: row.name,
    roles: rolesOf(hall.db, staffId),
    windowId: row.window_id,
    zoneId: row.zone_id,
    expiresAtMs: null,
  }
}

/**
 * For whom the keys of a window's pad act: who attends it, as long as they are signed in, at the pad or by a page. A
 * sign-in that ended or ran out ends the pad's say with it; null then.
 */
export function personAt(hall: Hall, window: WindowRow, nowMs: number): Person | null {
  if (window.state === 'closed' || window.staff_id === null) return null
  return countSessions(hall.db, window.staff_id, nowMs) === 0 ? null : personOf(hall, window.staff_id)
}
