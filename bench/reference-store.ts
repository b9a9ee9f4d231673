import type Database from 'better-sqlite3'
import { must, ok } from '../core/result.ts'
import { newToken, tokenHash } from '../db/cipher.ts'
import { openStore } from '../db/open.ts'
import { allQueues, saveQueue } from '../db/queue/queues.ts'
import { insertSession } from '../db/staff/sessions.ts'
import { readSettings, writeSettings, writeSetUpCode } from '../db/store.ts'
import { allTerminals, updateTerminal } from '../db/terminal/terminals.ts'
import { foundStore } from '../hall/found.ts'
import { fillReference } from '../simulate/reference/fill.ts'
import { planReference } from '../simulate/reference/plan.ts'

/** A window of the reference hall with the token of somebody who sits at it. */
export interface Desk {
  readonly windowId: string
  readonly token: string
  /** The first of the queues that the window serves. */
  readonly queueId: string
}

/** The reference hall's store, with what clients need to work in it. */
export interface ReferenceHall {
  readonly folder: string
  readonly kiosks: readonly string[]
  readonly displays: readonly string[]
  readonly desks: readonly Desk[]
  readonly queueIds: readonly string[]
}

/**
 * Makes the reference hall in an empty folder, open around the clock, its kiosks carrying the pads of any window, with
 * everybody at the windows signed in: sessions are put into the store, since 199 password hashes are not what is measured.
 */
export async function makeReferenceStore(folder: string): Promise<ReferenceHall> {
  const store = openStore(folder)
  if (!store.ok) throw new Error(store.problem.message)
  const { db, close } = store.value
  try {
    const { writer } = await foundStore(db, folder, 'empty', Date.now)
    const kiosks: string[] = []
    const displays: string[] = []
    const made = await writer.run('command-line', (tx) => {
      writeSetUpCode(tx.db, null)
      fillReference(tx, planReference(1), {
        passwordHash: () => 'nobody signs in with a password',
        tokenHash({ role }) {
          const token = newToken()
          if (role === 'kiosk') kiosks.push(token)
          if (role === 'display') displays.push(token)
          return tokenHash(token)
        },
      })
      const settings = readSettings(tx.db)
      writeSettings(tx.db, { ...settings, rules: { ...settings.rules, endOfDay: null } })
      for (const { priorityRun: _, ...queue } of allQueues(tx.db))
        saveQueue(tx.db, { ...queue, hours: { ...queue.hours, alwaysOpen: true } })
      for (const terminal of allTerminals(tx.db))
        if (terminal.role === 'kiosk') updateTerminal(tx.db, { ...terminal, padWindows: 'all' })
      return ok(null)
    })
    if (!made.ok) throw new Error(made.problem.detail)
    return { folder, kiosks, displays, desks: signIn(db), queueIds: allQueues(db).map(({ id }) => id) }
  } finally {
    close()
  }
}

function signIn(db: Database.Database): Desk[] {
  const people = db
    .prepare<[], { staffId: string; windowId: string; queueId: string }>(
      `SELECT min(s.id) AS staffId, s.window_id AS windowId,
         (SELECT q.queue_id FROM window_queues q WHERE q.window_id = s.window_id ORDER BY q.position LIMIT 1) AS queueId
       FROM staff s JOIN staff_roles r ON r.staff_id = s.id
       WHERE r.role = 'staff' AND s.window_id IS NOT NULL GROUP BY s.window_id`,
    )
    .all()
  const tomorrow = Date.now() + 24 * 3_600_000
  return people.map(({ staffId, windowId, queueId }) => {
    const token = newToken()
    insertSession(db, { hash: tokenHash(token), id: `session-${windowId}`, staffId, expiresAtMs: tomorrow })
    return { windowId: must(windowId, 'asked for in the query'), token, queueId }
  })
}
