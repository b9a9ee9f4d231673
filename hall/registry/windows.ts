import type Database from 'better-sqlite3'
import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { allQueues, findQueue, queuesOfWindow } from '../../db/queue/queues.ts'
import { ticketInHand } from '../../db/queue/tickets.ts'
import { allWindows, allZones, findWindow, saveWindow } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'
import { changesBetween } from './cells.ts'
import { invalid, removeUnused } from './refuse.ts'

/** A window as it is registered. */
export interface WindowRegistration {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly zoneId: string | null
  readonly queueIds: readonly string[]
}

/** What is registered of a window; undefined when there is none. */
export function findRegistration(db: Database.Database, id: string): WindowRegistration | undefined {
  const row = findWindow(db, id)
  if (!row) return undefined
  const queueIds = queuesOfWindow(db, id).map((served) => served.queue_id)
  return { id, number: row.number, name: row.name, zoneId: row.zone_id, queueIds }
}

/** Writes windows as their table does. */
export function windowCellsOf(
  db: Database.Database,
): (window: WindowRegistration) => Record<'number' | 'name' | 'zone' | 'queues', string> {
  const zones = new Map(allZones(db).map((zone) => [zone.id, zone.name]))
  const prefixes = new Map(allQueues(db).map((queue) => [queue.id, queue.prefix]))
  return (window) => ({
    number: window.number,
    name: window.name,
    zone: zones.get(window.zoneId ?? '') ?? '',
    queues: window.queueIds.map((id) => prefixes.get(id) ?? '').join('、'),
  })
}

/** Registers a window or replaces what is registered of it; its state stays. */
export function registerWindow(
  tx: Transaction,
  input: WindowRegistration,
): Result<WindowRegistration, Refusal> {
  const window = { ...input, queueIds: [...new Set(input.queueIds)] }
  if (allWindows(tx.db).some((other) => other.number === window.number && other.id !== window.id))
    return invalid('number', `已有 ${window.number} 号窗口`)
  if (window.zoneId !== null && !allZones(tx.db).some((zone) => zone.id === window.zoneId))
    return invalid('zoneId', '没有这个区域')
  if (window.queueIds.some((id) => !findQueue(tx.db, id))) return invalid('queueIds', '没有这个队列')
  const before = findRegistration(tx.db, window.id)
  if (before && before.number !== window.number && ticketInHand(tx.db, window.id))
    return fail(refusal('in-use', '窗口手中有号票，不能更改窗口号。'))
  const cells = windowCellsOf(tx.db)
  saveWindow(tx.db, window)
  const { id: windowId, number, zoneId, queueIds } = window
  const changes = changesBetween(before ? cells(before) : null, cells(window))
  tx.record(fact('window-saved', { windowId, number, zoneId, queueIds, created: !before, changes }))
  return ok(window)
}

/** Removes a window at which nothing ever happened. */
export function removeWindow(tx: Transaction, id: string): Result<null, Refusal> {
  const row = findWindow(tx.db, id)
  const window = findRegistration(tx.db, id)
  if (!row || !window) return fail(refusal('not-found', '没有这个窗口。'))
  if (row.state !== 'closed') return fail(refusal('in-use', '窗口正在开放，请先关闭。'))
  const changes = changesBetween(windowCellsOf(tx.db)(window), null)
  const removed = removeUnused(tx, 'window', id, `${window.number} 号窗口`)
  if (!removed.ok) return removed
  tx.record(fact('window-removed', { windowId: id, number: window.number, changes }))
  return ok(null)
}
