import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { dependentsOf, type Removable, removeRecord } from '../../db/registry/dependents.ts'
import type { Transaction } from '../../db/writer.ts'

/** Refuses a field of what is to be registered. */
export function invalid(path: string, message: string): Result<never, Refusal> {
  return fail(refusal('validation', `${message}。`, { errors: [{ path, message }] }))
}

const otherwise: Readonly<Record<Removable, string>> = {
  zone: '请先把它们改到别的区域。',
  window: '有过记录的窗口不能移除，可以停用。',
  queue: '有过记录的队列不能移除；关掉“开放”就不再取号。',
  department: '请先把它们改归别的部门。',
  item: '有过记录的事项不能移除，可以停用。',
}

/** Removes a record that nothing depends on; else refuses `in-use` and says what does. */
export function removeUnused(
  tx: Transaction,
  what: Removable,
  id: string,
  name: string,
): Result<null, Refusal> {
  const dependents = dependentsOf(tx.db, what, id)
  if (dependents.length > 0)
    return fail(refusal('in-use', `“${name}”还有${dependents.join('、')}。${otherwise[what]}`))
  removeRecord(tx.db, what, id)
  return ok(null)
}
