import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { findZone, insertZone, updateZone, type ZoneRow } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'
import { changesBetween } from './cells.ts'
import { namesIn } from './names.ts'
import { removeUnused } from './refuse.ts'

/** A zone as its table writes it. */
export function zoneCells(zone: ZoneRow): { name: string; name_en: string } {
  return { name: zone.name, name_en: zone.nameEn ?? '' }
}

/** Registers a zone or replaces its names. */
export function registerZone(tx: Transaction, zone: ZoneRow): Result<ZoneRow, Refusal> {
  const names = namesIn(tx, 'zones')
  if (names.isTaken(zone.name, zone.id)) return fail(refusal('already-exists', `已有区域“${zone.name}”。`))
  const before = findZone(tx.db, zone.id)
  if (before) updateZone(tx.db, zone)
  else insertZone(tx.db, zone)
  names.put(zone.id, zone.name)
  const changes = changesBetween(before ? zoneCells(before) : null, zoneCells(zone))
  tx.record(fact('zone-saved', { zoneId: zone.id, name: zone.name, created: !before, changes }))
  return ok(zone)
}

/** Removes a zone in which nothing stands. */
export function removeZone(tx: Transaction, id: string): Result<null, Refusal> {
  const zone = findZone(tx.db, id)
  if (!zone) return fail(refusal('not-found', '没有这个区域。'))
  const removed = removeUnused(tx, 'zone', id, zone.name)
  if (!removed.ok) return removed
  const changes = changesBetween(zoneCells(zone), null)
  tx.record(fact('zone-removed', { zoneId: id, name: zone.name, changes }))
  return ok(null)
}
