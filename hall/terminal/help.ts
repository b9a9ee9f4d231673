import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { HelpCall } from '../../contract/shapes.ts'
import { toRfc3339 } from '../../core/day.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import {
  endHelpCall,
  findHelpCall,
  type HelpRow,
  insertHelpCall,
  liveHelpOf,
  takeHelpCall,
} from '../../db/terminal/help.ts'
import type { TerminalRow } from '../../db/terminal/terminals.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import type { Person, Principal } from '../who.ts'

/** A call for a person as the interface gives it. */
export function describeHelp(hall: Hall, row: HelpRow): HelpCall {
  const { timeZone } = hall.settings()
  return {
    ...row,
    at: toRfc3339(row.atMs, timeZone),
    takenAt: row.takenAtMs === null ? null : toRfc3339(row.takenAtMs, timeZone),
  }
}

/** Somebody at a kiosk asks for a person. A second press while one is on the way calls nobody twice. */
export function callHelp(
  tx: Transaction,
  hall: Hall,
  terminal: TerminalRow,
  about: string,
): Result<HelpCall, Refusal> {
  const live = liveHelpOf(tx.db, terminal.id)
  if (live) return ok(describeHelp(hall, live))
  const id = tx.newId()
  insertHelpCall(tx.db, { id, terminalId: terminal.id, about, atMs: tx.nowMs })
  tx.record(fact('help-called', { helpId: id, terminalId: terminal.id, terminalName: terminal.name, about }))
  return ok(describeHelp(hall, must(findHelpCall(tx.db, id), 'it was inserted just now')))
}

/** Somebody goes: exactly one, and the kiosk is told who. */
export function takeHelp(tx: Transaction, hall: Hall, id: string, who: Person): Result<HelpCall, Refusal> {
  const row = findHelpCall(tx.db, id)
  if (!row) return fail(refusal('not-found', '没有这个呼叫。'))
  if (row.state !== 'waiting')
    return fail(
      refusal(
        'already-taken',
        row.state === 'taken' ? `${row.takenBy ?? '同事'}已经去了。` : '呼叫已经结束。',
      ),
    )
  takeHelpCall(tx.db, id, who.staffId, tx.nowMs)
  tx.record(
    fact('help-taken', { helpId: id, terminalId: row.terminalId, staffId: who.staffId, staffName: who.name }),
  )
  return ok(describeHelp(hall, must(findHelpCall(tx.db, id), 'it was read just now')))
}

/** The help has come, or is no longer wanted. */
export function endHelp(tx: Transaction, hall: Hall, id: string, who: Principal): Result<HelpCall, Refusal> {
  const row = findHelpCall(tx.db, id)
  if (!row) return fail(refusal('not-found', '没有这个呼叫。'))
  if (who.kind === 'terminal' && who.terminal.id !== row.terminalId)
    return fail(refusal('not-permitted', '这不是本机的呼叫。'))
  if (row.state !== 'ended') {
    endHelpCall(tx.db, id)
    tx.record(
      fact('help-ended', {
        helpId: id,
        terminalId: row.terminalId,
        by: who.kind === 'terminal' ? 'kiosk' : 'staff',
      }),
    )
  }
  return ok(describeHelp(hall, must(findHelpCall(tx.db, id), 'it was read just now')))
}
