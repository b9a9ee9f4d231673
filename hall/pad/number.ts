import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { findByPadNumber, findPadCredential, savePadCredential } from '../../db/pad/credentials.ts'
import { findStaff } from '../../db/staff/staff.ts'
import type { Transaction } from '../../db/writer.ts'

/** Gives a person a number for signing on at pads, with or without a PIN, or takes it away. */
export function setPadNumber(
  tx: Transaction,
  staffId: string,
  number: string | null,
  /** `undefined`: the PIN stays as it is. */
  pinHash: string | null | undefined,
): Result<{ number: string | null; hasPin: boolean }, Refusal> {
  if (!findStaff(tx.db, staffId)) return fail(refusal('not-found', '没有这个账号。'))
  const before = findPadCredential(tx.db, staffId)
  if (number === null) {
    savePadCredential(tx.db, staffId, null)
    if (before) tx.record(fact('pad-number-set', { staffId, signsOn: false, hasPin: false }))
    return ok({ number: null, hasPin: false })
  }
  const holder = findByPadNumber(tx.db, number)
  if (holder && holder.staff_id !== staffId)
    return fail(refusal('already-exists', `签到号 ${number} 已属于别人。`))
  const kept = pinHash === undefined ? (before?.pin_hash ?? null) : pinHash
  savePadCredential(tx.db, staffId, { number, pinHash: kept })
  tx.record(fact('pad-number-set', { staffId, signsOn: true, hasPin: kept !== null }))
  return ok({ number, hasPin: kept !== null })
}
