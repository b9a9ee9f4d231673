import { fact } from '../../contract/entries.ts'
import { toRfc3339 } from '../../core/day.ts'
import { ok } from '../../core/result.ts'
import { awayAfterMs, type Presence, presenceOf } from '../../core/terminal/presence.ts'
import { allQueues } from '../../db/queue/queues.ts'
import { allWindows } from '../../db/queue/windows.ts'
import {
  allTerminals,
  findTerminal,
  setHeard,
  setLastSeen,
  setStopped,
  setTerminalAlerted,
  type TerminalRow,
} from '../../db/terminal/terminals.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { opennessOf } from '../queue/describe.ts'

/** What a hall heard of its terminals since it started; the store has it a minute later, which is enough after a restart. */
interface Listening {
  /** Since when it listens without a break: its start, or the end of a gap in its own time. */
  sinceMs: number
  /** Since when the hall is open, as far as that is within `sinceMs`; null while it is closed. */
  openSinceMs: number | null
  lookedAtMs: number
  readonly heardAtMs: Map<string, number>
  /** Terminals whose return is being written. */
  readonly returning: Set<string>
}

const listeningOf = new WeakMap<Hall, Listening>()

/** How stale the store's own time may be. */
const writtenEveryMs = 60_000
/** Alerts that one command raises at most, so that nobody waits behind a long one. */
const atOnce = 100

function listening(hall: Hall): Listening {
  const known = listeningOf.get(hall)
  if (known) return known
  const sinceMs = hall.clock()
  const made = {
    sinceMs,
    openSinceMs: null,
    lookedAtMs: sinceMs,
    heardAtMs: new Map<string, number>(),
    returning: new Set<string>(),
  }
  listeningOf.set(hall, made)
  return made
}

/** A terminal asked for something, so it is there: no fact for the journal, unless the operator was alerted of its silence. */
export function noteHeard(hall: Hall, terminal: TerminalRow): void {
  const { heardAtMs, returning } = listening(hall)
  heardAtMs.set(terminal.id, hall.clock())
  const returns =
    terminal.lastSeenAtMs === null || terminal.stoppedAtMs !== null || terminal.alertedAtMs !== null
  if (!returns || returning.has(terminal.id)) return
  returning.add(terminal.id)
  hall.writer
    .run('hall', (tx) => {
      endAway(tx, terminal.id)
      return ok(null)
    })
    .catch((error: unknown) => hall.log.error({ err: error }, 'a terminal’s return could not be noted'))
    .finally(() => returning.delete(terminal.id))
}

function endAway(tx: Transaction, id: string): void {
  const row = findTerminal(tx.db, id)
  if (!row) return
  setHeard(tx.db, id, tx.nowMs)
  if (row.alertedAtMs === null) return
  tx.record(
    fact('terminal-alert-cleared', {
      terminalId: id,
      terminalName: row.name,
      role: row.role,
      awaySeconds: Math.round((tx.nowMs - (row.lastSeenAtMs ?? tx.nowMs)) / 1000),
    }),
  )
}

/** A terminal says that it is being switched off: nobody is alerted of it until it was heard again. */
export function noteStopped(tx: Transaction, terminal: TerminalRow): void {
  // Its very request was heard, and ends an alert first.
  endAway(tx, terminal.id)
  setStopped(tx.db, terminal.id, tx.nowMs)
}

/** When a terminal was last heard, in milliseconds; null for never. */
export function lastHeardMs(hall: Hall, terminal: TerminalRow): number | null {
  return listening(hall).heardAtMs.get(terminal.id) ?? terminal.lastSeenAtMs
}

/** How a terminal is now. */
export function presenceIn(hall: Hall, terminal: TerminalRow): Presence {
  const heard = { ...terminal, lastSeenAtMs: lastHeardMs(hall, terminal) }
  return presenceOf(heard, listening(hall).sinceMs, hall.clock())
}

/**
 * Writes down who was heard, and alerts the operator of every terminal that has been silent for the hall's time while
 * the hall was open: once each absence. Terminals are switched off at night. While the hall did not run, or its clock
 * was set, nobody could be heard: silence begins anew then.
 */
export function watchTerminals(tx: Transaction, hall: Hall): void {
  const { nowMs } = tx
  const heard = listening(hall)
  if (Math.abs(nowMs - heard.lookedAtMs) >= awayAfterMs) heard.sinceMs = nowMs
  heard.lookedAtMs = nowMs
  heard.openSinceMs = isOpen(hall, nowMs) ? Math.max(heard.openSinceMs ?? nowMs, heard.sinceMs) : null
  const { devices, timeZone } = hall.settings()
  let raised = 0
  for (const row of allTerminals(tx.db)) {
    if (!row.enrolled || row.revoked) continue
    const lastSeenAtMs = lastHeardMs(hall, row)
    if (lastSeenAtMs === null) continue
    if (Math.abs(lastSeenAtMs - (row.lastSeenAtMs ?? 0)) >= writtenEveryMs)
      setLastSeen(tx.db, row.id, lastSeenAtMs)
    if (row.alertedAtMs !== null || heard.openSinceMs === null || raised >= atOnce) continue
    const silentMs = nowMs - Math.max(lastSeenAtMs, heard.openSinceMs)
    if (presenceIn(hall, row) !== 'away' || silentMs < devices.alertMinutes * 60_000) continue
    setTerminalAlerted(tx.db, row.id, nowMs)
    tx.record(
      fact('terminal-alert-raised', {
        terminalId: row.id,
        terminalName: row.name,
        role: row.role,
        since: toRfc3339(lastSeenAtMs, timeZone),
      }),
    )
    raised += 1
  }
}

/** Whether citizens are in the hall: tickets are given, or a window works. */
function isOpen(hall: Hall, nowMs: number): boolean {
  return (
    allWindows(hall.db).some(({ state }) => state !== 'closed') ||
    allQueues(hall.db).some((queue) => opennessOf(hall, queue, nowMs) === 'open')
  )
}
