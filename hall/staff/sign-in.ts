import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { toRfc3339 } from '../../core/day.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { newToken, tokenHash } from '../../db/cipher.ts'
import { ticketInHand } from '../../db/queue/tickets.ts'
import { findWindow } from '../../db/queue/windows.ts'
import { countSessions, deleteSession, deleteSessionsOf, insertSession } from '../../db/staff/sessions.ts'
import {
  findByAccount,
  findStaff,
  rolesOf,
  type StaffRow,
  setAttempts,
  setPassword,
} from '../../db/staff/staff.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import type { Person } from '../who.ts'
import { hashPassword, isPassword, nobodysHash } from './password.ts'

/** What a sign-in gives. The token is told once and kept only as a hash. */
export interface SignedIn {
  readonly token: string
  readonly staff: { id: string; name: string; roles: ReturnType<typeof rolesOf>; windowId: string | null }
  readonly hallName: string
}

const wrong = refusal('wrong-credentials', '账号或密码不正确，请重新输入。')

/** Checks account and password outside the transaction; the outcome is counted inside it. */
export async function checkPassword(
  hall: Hall,
  account: string,
  password: string,
): Promise<{ staffId: string | null; right: boolean; checkedHash: string | null }> {
  const row = findByAccount(hall.db, account)
  const right = await isPassword(password, row?.password_hash ?? (await nobodysHash))
  return {
    staffId: row?.id ?? null,
    right: right && row !== undefined,
    checkedHash: row?.password_hash ?? null,
  }
}

/**
 * Counts the attempt and opens a session when it was right. After several wrong ones in a row the account is
 * locked for a while, for the right password too: otherwise the lock would tell when the guess was right.
 * A wrong attempt must be remembered, so the transaction that counts it succeeds and the refusal is its value.
 */
export function signIn(
  tx: Transaction,
  hall: Hall,
  checked: { staffId: string | null; right: boolean; checkedHash: string | null },
): Result<SignedIn, Refusal> {
  const { signIn: rules, name } = hall.settings()
  const row = checked.staffId === null ? undefined : findStaff(tx.db, checked.staffId)
  if (!row) {
    tx.record(fact('sign-in-failed', { staffId: null, attempts: 0 }))
    return fail(wrong)
  }
  if (row.locked_until_ms !== null && row.locked_until_ms > tx.nowMs)
    return fail(locked(row.locked_until_ms - tx.nowMs))
  if (!checked.right || row.active === 0 || row.password_hash !== checked.checkedHash)
    return fail(countWrong(tx, hall, row))
  if (row.failed_attempts > 0 || row.locked_until_ms !== null) setAttempts(tx.db, row.id, 0, null)
  const token = newToken()
  const sessionId = tx.newId()
  insertSession(tx.db, {
    hash: tokenHash(token),
    id: sessionId,
    staffId: row.id,
    expiresAtMs: tx.nowMs + rules.sessionHours * 3_600_000,
  })
  tx.record(fact('staff-signed-in', { staffId: row.id, sessionId }))
  return ok({
    token,
    staff: { id: row.id, name: row.name, roles: rolesOf(tx.db, row.id), windowId: row.window_id },
    hallName: name,
  })
}

/** Counts a wrong password; the last one that is allowed locks the account for a while. */
export function countWrong(tx: Transaction, hall: Hall, row: StaffRow, says = wrong): Refusal {
  const { signIn: rules, timeZone } = hall.settings()
  const attempts = row.failed_attempts + 1
  const lockNow = attempts >= rules.attempts
  const untilMs = tx.nowMs + rules.lockMinutes * 60_000
  setAttempts(tx.db, row.id, lockNow ? 0 : attempts, lockNow ? untilMs : null)
  tx.record(fact('sign-in-failed', { staffId: row.id, attempts }))
  if (!lockNow) return says
  tx.record(fact('account-locked', { staffId: row.id, until: toRfc3339(untilMs, timeZone) }))
  return locked(untilMs - tx.nowMs)
}

/** The refusal while an account is locked. */
export function locked(leftMs: number): Refusal {
  const minutes = Math.max(1, Math.ceil(leftMs / 60_000))
  return refusal('locked-out', `多次输错密码，账号已锁定，请 ${minutes} 分钟后再试，或请管理员重置密码。`, {
    retryAfterSeconds: Math.ceil(leftMs / 1000),
  })
}

/**
 * Ends a session. Whoever still has a ticket in hand settles that first, at the window; another session of theirs,
 * at the console say, may end at any time.
 */
export function signOut(tx: Transaction, who: Person): Result<{ signedOut: true }, Refusal> {
  const inHand = who.windowId === null ? undefined : ticketInHand(tx.db, who.windowId)
  const attends = findWindow(tx.db, who.windowId ?? '')?.staff_id === who.staffId
  if (inHand && attends && countSessions(tx.db, who.staffId, tx.nowMs) === 1)
    return fail(
      refusal('ticket-in-hand', `${inHand.number} 还在手中：请先关闭窗口，并选择退回队列、移交或挂起。`),
    )
  deleteSession(tx.db, who.sessionId)
  tx.record(fact('staff-signed-out', { staffId: who.staffId, sessionId: who.sessionId }))
  return ok({ signedOut: true })
}

/** Prepares a change of one's own password. Wrong guesses count as at the door: a session left open opens nothing more. */
export async function prepareChange(
  hall: Hall,
  who: Person,
  current: string,
  next: string,
): Promise<Result<string, Refusal>> {
  const known = findStaff(hall.db, who.staffId)
  const right = known !== undefined && (await isPassword(current, known.password_hash))
  const counted = await hall.writer.run(`staff:${who.staffId}`, (tx): Result<Refusal | null, Refusal> => {
    const row = findStaff(tx.db, who.staffId)
    if (!row) return fail(wrong)
    if (row.locked_until_ms !== null && row.locked_until_ms > tx.nowMs)
      return ok(locked(row.locked_until_ms - tx.nowMs))
    return ok(right ? null : countWrong(tx, hall, row))
  })
  if (!counted.ok) return counted
  return counted.value === null ? ok(await hashPassword(next)) : fail(counted.value)
}

/** Changes the password and ends this person's other sessions. */
export function changePassword(
  tx: Transaction,
  who: Person,
  passwordHash: string,
): Result<{ changed: true }, Refusal> {
  setPassword(tx.db, who.staffId, passwordHash)
  deleteSessionsOf(tx.db, who.staffId, who.sessionId)
  tx.record(fact('password-changed', { staffId: who.staffId, byOwner: true }))
  return ok({ changed: true })
}
