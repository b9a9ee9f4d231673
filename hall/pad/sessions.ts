import { fact } from '../../contract/entries.ts'
import { takePadSessions } from '../../db/pad/credentials.ts'
import type { Transaction } from '../../db/writer.ts'

/** Ends whatever sign-on there is at a window's pad: at its combination, and whenever the window is closed. */
export function endPadSessions(tx: Transaction, windowId: string): void {
  for (const { id, staff_id } of takePadSessions(tx.db, windowId))
    tx.record(fact('staff-signed-out', { staffId: staff_id, sessionId: id }))
}
