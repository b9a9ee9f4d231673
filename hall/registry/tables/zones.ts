import { textCell } from '../../../core/registry/cell.ts'
import { allZones } from '../../../db/queue/windows.ts'
import { defineTable } from '../table.ts'
import { registerZone, removeZone, zoneCells } from '../zones.ts'

export const zonesTable = defineTable('zones', {
  read: { name: textCell(40, { required: true }), name_en: textCell(80) },
  list: (db) => allZones(db).map((zone) => ({ id: zone.id, cells: zoneCells(zone) })),
  save: (tx, id, cells) =>
    registerZone(tx, { id: id ?? tx.newId(), name: cells.name, nameEn: cells.name_en || null }),
  remove: removeZone,
})
