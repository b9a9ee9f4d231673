import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { PadDesk } from '../../contract/routes/pad.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { newToken, tokenHash } from '../../db/cipher.ts'
import { findByPadNumber, insertPadSession } from '../../db/pad/credentials.ts'
import { findWindow } from '../../db/queue/windows.ts'
import { findStaff, setAttempts } from '../../db/staff/staff.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { openWindow } from '../queue/attend.ts'
import { needOwnWindow } from '../queue/facts.ts'
import { isPassword, nobodysHash } from '../staff/password.ts'
import { countWrong, locked } from '../staff/sign-in.ts'
import { actorOf, type Principal } from '../who.ts'
import { describeDesk } from './desk.ts'
import { personOf } from './person.ts'
import { endPadSessions } from './sessions.ts'

const wrong = refusal('wrong-credentials', '签到号或密码不正确。')

/**
 * Checks a staff number and its PIN, and counts a wrong one as at the door of the pages: the same lock-out, for both.
 * Resolves with whose number it is.
 */
export async function checkNumber(
  hall: Hall,
  typed: { number: string; pin?: string | undefined },
  who: Principal,
): Promise<Result<string, Refusal>> {
  const known = findByPadNumber(hall.db, typed.number)
  if (known?.pin_hash !== null && known !== undefined && typed.pin === undefined)
    return fail(refusal('pin-needed', '请输入密码，再按功能键。'))
  const right =
    known?.pin_hash === null
      ? true
      : await isPassword(typed.pin ?? '', known?.pin_hash ?? (await nobodysHash))
  const counted = await hall.writer.run(actorOf(who), (tx): Result<Result<string, Refusal>, Refusal> => {
    const row = known === undefined ? undefined : findStaff(tx.db, known.staff_id)
    if (!known || !row) {
      tx.record(fact('sign-in-failed', { staffId: null, attempts: 0 }))
      return ok(fail(wrong))
    }
    if (row.locked_until_ms !== null && row.locked_until_ms > tx.nowMs)
      return ok(fail(locked(row.locked_until_ms - tx.nowMs)))
    const unchanged = findByPadNumber(tx.db, typed.number)?.pin_hash === known.pin_hash
    if (!right || !unchanged || row.active === 0) return ok(fail(countWrong(tx, hall, row, wrong)))
    // A number without a PIN proves nothing, so it does not forgive wrong passwords either.
    if (known.pin_hash !== null && (row.failed_attempts > 0 || row.locked_until_ms !== null))
      setAttempts(tx.db, row.id, 0, null)
    return ok(ok(row.id))
  })
  return counted.ok ? counted.value : counted
}

/** Signs a person on at a window's pad and opens the window: from now on the pad's keys act for them. */
export function signOn(
  tx: Transaction,
  hall: Hall,
  windowId: string,
  staffId: string,
): Result<PadDesk, Refusal> {
  const person = personOf(hall, staffId)
  if (person === null) return fail(wrong)
  const own = needOwnWindow(tx, windowId, person)
  if (!own.ok) return own
  endPadSessions(tx, windowId)
  const sessionId = tx.newId()
  insertPadSession(tx.db, {
    hash: tokenHash(newToken()),
    id: sessionId,
    staffId,
    expiresAtMs: tx.nowMs + hall.settings().signIn.sessionHours * 3_600_000,
    windowId,
  })
  tx.record(fact('staff-signed-in', { staffId, sessionId }))
  const opened = openWindow(tx, hall, windowId, person)
  if (!opened.ok) return opened
  return ok(describeDesk(hall, must(findWindow(tx.db, windowId), 'it was opened just now'), tx.nowMs))
}
