import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { uuidv7 } from 'uuidv7'
import { entryTypes, fact } from '../contract/entries.ts'
import { toRfc3339 } from '../core/day.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { examineStore, markedPlace, markPlace, placeOf } from '../db/examine.ts'
import { appendEntry, readHead } from '../db/journal.ts'
import type { Store } from '../db/open.ts'
import { readStore, renewEpoch } from '../db/store.ts'
import type { StoreProblem } from '../db/store-problem.ts'

/**
 * Looks whether a store was copied here, such as from a backup or from another machine, since a hall last ran on it.
 * Then it is examined whole, once: files that were copied while a hall wrote may not fit together. And its journal
 * goes on in a new epoch, because what follows differs from what the original recorded under the same numbers; the
 * new epoch's first entry says so.
 */
export function receiveStore(store: Store, log: Logger, nowMs: number): Result<null, StoreProblem> {
  const { db, file } = store
  const place = placeOf(file)
  const marked = markedPlace(db)
  if (marked === place) return ok(null)
  const known = readStore(db)
  if (marked !== 0 && known !== null) {
    log.info('the store was copied here: it is examined whole, once')
    const { faults } = examineStore(db)
    if (faults.length > 0)
      return fail({
        code: 'damaged',
        message: `存储不完整：${file}，${faults.join('；')}。它可能是在大厅运行时直接复制的；请用 npm run backup 做的备份恢复。`,
      })
    db.transaction(() => {
      const head = readHead(db)
      const epoch = randomUUID()
      renewEpoch(db, epoch)
      markPlace(db, place)
      const { type, body } = fact('store-restored', {
        previousEpoch: known.epoch,
        previousSeq: head.seq,
      })
      const { version } = entryTypes[type]
      const at = toRfc3339(nowMs, known.settings.timeZone)
      appendEntry(db, head, { epoch, id: uuidv7(), type, version, at, actor: 'hall', body }, nowMs)
    })()
    return ok(null)
  }
  markPlace(db, place)
  return ok(null)
}
