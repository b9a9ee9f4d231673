import type Database from 'better-sqlite3'
import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { findQueue, queuesOfWindow } from '../../db/queue/queues.ts'
import { sentToWindow, ticketInHand, ticketsAtWindow } from '../../db/queue/tickets.ts'
import { findWindow, findZone, saveWindow } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'
import { changesBetween, yesNo } from './cells.ts'
import { type NameOf, namesIn, namesOfCommand } from './names.ts'
import { invalid, removeUnused } from './refuse.ts'

/** A window as it is registered. */
export interface WindowRegistration {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly zoneId: string | null
  readonly queueIds: readonly string[]
  /** False when it is switched off. */
  readonly active: boolean
}

/** What is registered of a window; undefined when there is none. */
export function findRegistration(db: Database.Database, id: string): WindowRegistration | undefined {
  const row = findWindow(db, id)
  if (!row) return undefined
  const queueIds = queuesOfWindow(db, id).map((served) => served.queue_id)
  return { id, number: row.number, name: row.name, zoneId: row.zone_id, queueIds, active: row.active === 1 }
}

/** Writes windows as their table does. */
export function windowCellsOf(
  nameOf: NameOf,
): (window: WindowRegistration) => Record<'number' | 'name' | 'zone' | 'queues' | 'active', string> {
  return (window) => ({
    number: window.number,
    name: window.name,
    zone: nameOf('zones', window.zoneId),
    queues: window.queueIds.map((id) => nameOf('queues', id)).join('、'),
    active: yesNo(window.active),
  })
}

/** Registers a window or replaces what is registered of it; its state stays. */
export function registerWindow(
  tx: Transaction,
  input: WindowRegistration,
): Result<WindowRegistration, Refusal> {
  const window = { ...input, queueIds: [...new Set(input.queueIds)] }
  const names = namesIn(tx, 'windows')
  if (names.isTaken(window.number, window.id)) return invalid('number', `已有 ${window.number} 号窗口`)
  if (window.zoneId !== null && !findZone(tx.db, window.zoneId)) return invalid('zoneId', '没有这个区域')
  if (window.queueIds.some((id) => !findQueue(tx.db, id))) return invalid('queueIds', '没有这个队列')
  const before = findRegistration(tx.db, window.id)
  if (before && before.number !== window.number && ticketInHand(tx.db, window.id))
    return fail(refusal('in-use', '窗口手中有号票，不能更改窗口号。'))
  if (before?.active && !window.active) {
    const kept = switchOffFault(tx, window.id)
    if (kept) return kept
  }
  const cells = windowCellsOf(namesOfCommand(tx))
  saveWindow(tx.db, window)
  names.put(window.id, window.number)
  const { id: windowId, number, zoneId, queueIds, active } = window
  const changes = changesBetween(before ? cells(before) : null, cells(window))
  tx.record(fact('window-saved', { windowId, number, zoneId, queueIds, active, created: !before, changes }))
  return ok(window)
}

/** Why a window cannot be switched off now: whoever it still has to do with would be called by nobody. */
function switchOffFault(tx: Transaction, id: string): Result<never, Refusal> | null {
  const refuse = (why: string): Result<never, Refusal> => fail(refusal('in-use', why))
  if (ticketInHand(tx.db, id)) return refuse('窗口手中有号票，请先办结或退回，关闭窗口后再停用。')
  if (findWindow(tx.db, id)?.state !== 'closed') return refuse('窗口正在开放或暂停，请先关闭再停用。')
  const [held] = ticketsAtWindow(tx.db, id, 'held', 1)
  if (held) return refuse(`${held.number} 在本窗口挂起，请先继续办理或等当天结束后再停用。`)
  if (sentToWindow(tx.db, id, 1).length > 0)
    return refuse('还有号票转到本窗口等候，请先由本窗口呼叫或等当天结束后再停用。')
  return null
}

/** Removes a window at which nothing ever happened. */
export function removeWindow(tx: Transaction, id: string): Result<null, Refusal> {
  const row = findWindow(tx.db, id)
  const window = findRegistration(tx.db, id)
  if (!row || !window) return fail(refusal('not-found', '没有这个窗口。'))
  if (row.state !== 'closed') return fail(refusal('in-use', '窗口正在开放，请先关闭。'))
  const changes = changesBetween(windowCellsOf(namesOfCommand(tx))(window), null)
  const removed = removeUnused(tx, 'window', id, `${window.number} 号窗口`)
  if (!removed.ok) return removed
  tx.record(fact('window-removed', { windowId: id, number: window.number, changes }))
  return ok(null)
}
