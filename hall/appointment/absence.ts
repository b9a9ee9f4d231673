import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { HallSettings } from '../../contract/shapes.ts'
import { type HallReason, wasAwayDuring } from '../../core/appointment/closure.ts'
import { absentFromMs, afterAbsence } from '../../core/appointment/rules.ts'
import { toRfc3339 } from '../../core/day.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import {
  type AppointmentRow,
  endAppointment,
  findAppointment,
  overdueAppointments,
} from '../../db/appointment/appointments.ts'
import { attendanceOf, setAttendance } from '../../db/appointment/attendance.ts'
import { interruptionsSince } from '../../db/interruptions.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { type Principal, staffIdOf } from '../who.ts'
import { callOff, closureFor } from './closures.ts'
import { appointmentFacts } from './describe.ts'

/**
 * Notes who did not come: bookings whose slot and grace are over, at most `limit` in one go. Done by the minute's
 * schedule, and at start for what fell due while the machine was off. Nobody was absent from a slot that the hall itself
 * did not keep.
 */
export function noteAbsences(tx: Transaction, hall: Hall, limit: number): void {
  const settings = hall.settings()
  const { appointments: rules } = settings
  // What is added to every slot's end is the same for all.
  const graceMs = absentFromMs({ startMs: 0, endMs: 0 }, rules)
  for (const row of overdueAppointments(tx.db, tx.nowMs - graceMs, limit)) {
    const because = notKept(tx, row, settings)
    if (because !== null) {
      callOff(tx, row, because)
      continue
    }
    const before = attendanceOf(tx.db, row.idNumberHash)
    const after = afterAbsence(before, rules, tx.nowMs)
    const blocks = after.blockedUntilMs !== before.blockedUntilMs
    endAppointment(tx.db, row.id, { state: 'absent', atMs: tx.nowMs })
    setAttendance(tx.db, row.idNumberHash, after)
    tx.record(
      fact('appointment-absent', {
        ...appointmentFacts(row, tx.timeZone),
        absences: before.absences + 1,
        blockedUntil:
          blocks && after.blockedUntilMs !== null ? toRfc3339(after.blockedUntilMs, tx.timeZone) : null,
      }),
    )
  }
}

/** Why the hall itself did not keep a slot: it was closed, or nobody could check in. */
function notKept(tx: Transaction, row: AppointmentRow, settings: HallSettings): HallReason | null {
  const closed = closureFor(tx.db, row, settings)
  if (closed !== null) return closed
  return wasAwayDuring(row, settings.appointments.graceMinutes, interruptionsSince(tx.db, row.startMs))
    ? 'service-off'
    : null
}

/** Lets a person book again, and begins their count of absences anew. */
export function liftBlock(tx: Transaction, id: string, who: Principal): Result<AppointmentRow, Refusal> {
  const row = findAppointment(tx.db, id)
  if (!row) return fail(refusal('not-found', '没有这个预约。'))
  setAttendance(tx.db, row.idNumberHash, { absences: 0, blockedUntilMs: null })
  tx.record(fact('booking-block-lifted', { appointmentId: row.id, staffId: staffIdOf(who) }))
  return ok(row)
}
