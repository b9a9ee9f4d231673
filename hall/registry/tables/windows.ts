import { codeCell, listCell, listed, textCell, yesNoCell } from '../../../core/registry/cell.ts'
import { fail, must } from '../../../core/result.ts'
import { allWindows } from '../../../db/queue/windows.ts'
import { namesNow } from '../names.ts'
import { defineTable, faultsIn, refer } from '../table.ts'
import { findRegistration, registerWindow, removeWindow, windowCellsOf } from '../windows.ts'
import { prefixCell } from './queues.ts'

export const windowsTable = defineTable('windows', {
  read: {
    number: codeCell(/^[0-9A-Z]{1,4}$/, '窗口号为 1–4 位数字或大写字母', { required: true, upper: true }),
    name: textCell(60),
    zone: textCell(40),
    queues: listCell(prefixCell(false)),
    active: yesNoCell('是'),
  },
  list(db) {
    const cells = windowCellsOf(namesNow(db))
    return allWindows(db).map(({ id }) => ({
      id,
      cells: cells(must(findRegistration(db, id), 'it was listed just now')),
    }))
  },
  save(tx, id, cells) {
    const zoneId = refer(tx, 'zones', 'zone', cells.zone)
    const served = listed(cells.queues).map((prefix) => refer(tx, 'queues', 'queues', prefix))
    const faults = faultsIn(zoneId, ...served)
    if (!zoneId.ok || faults.length > 0) return fail(faults)
    return registerWindow(tx, {
      id: id ?? tx.newId(),
      number: cells.number,
      name: cells.name,
      zoneId: zoneId.value,
      queueIds: served.flatMap((one) => (one.ok && one.value !== null ? [one.value] : [])),
      // Windows removed before there was this column come back switched on.
      active: cells.active !== '否',
    })
  },
  remove: removeWindow,
  columnOf: { number: 'number', zoneId: 'zone', queueIds: 'queues' },
})
