import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { ProblemError } from '../contract/client.ts'
import { fact } from '../contract/entries.ts'
import { toProblem } from '../contract/problems.ts'
import { defaultSettings } from '../contract/shapes.ts'
import { must, ok } from '../core/result.ts'
import { newCode, normaliseCode, tokenHash } from '../db/cipher.ts'
import { query } from '../db/statement.ts'
import { createStore, readStore, type StoreRow, writeSetUpCode } from '../db/store.ts'
import { type Clock, Writer } from '../db/writer.ts'
import { demonstrationSettings } from './demonstration/fill.ts'
import { makeDemonstration, prepareDemonstration } from './demonstration/start.ts'
import { writePrivate } from './secrets.ts'

const codeFile = 'set-up-code.json'

/** Makes sure that a store is a hall's: an empty one becomes the demonstration, or a new hall with one set-up code. One transaction, so that a power cut leaves either nothing or all of it. */
export async function foundStore(
  db: Database.Database,
  folder: string,
  fresh: 'demonstration' | 'empty',
  clock: Clock,
): Promise<{ row: StoreRow; writer: Writer }> {
  const known = readStore(db)
  if (known)
    return {
      row: known,
      writer: new Writer(db, { clock, epoch: known.epoch, timeZone: known.settings.timeZone }),
    }
  const demonstration = fresh === 'demonstration'
  const settings = demonstration
    ? demonstrationSettings()
    : defaultSettings('政务服务中心', 'Government Service Centre')
  const epoch = randomUUID()
  const writer = new Writer(db, { clock, epoch, timeZone: settings.timeZone })
  const prepared = demonstration ? await prepareDemonstration() : null
  const code = demonstration ? null : newCode()
  if (code !== null) writePrivate(join(folder, codeFile), code)
  const founded = await writer.run('hall', (tx) => {
    createStore(
      tx.db,
      {
        instanceId: randomUUID(),
        epoch,
        demonstration,
        settings,
        setUpCodeHash: code === null ? null : tokenHash(normaliseCode(code)),
      },
      tx.nowMs,
    )
    tx.record(fact('store-created', { demonstration, name: settings.name }))
    if (prepared) makeDemonstration(tx, folder, prepared)
    return ok(null)
  })
  if (!founded.ok) throw new ProblemError(toProblem(founded.problem))
  return { row: must(readStore(db), 'it was founded just now'), writer }
}

/** The set-up code while nobody has used it. A store that was filled by an import before its first start gets one too. */
export async function setUpCodeOf(
  db: Database.Database,
  writer: Writer,
  folder: string,
): Promise<string | null> {
  const file = join(folder, codeFile)
  const accounts = query<{ n: number }>(db, 'SELECT count(*) AS n FROM staff').get()?.n ?? 0
  const hash = readStore(db)?.setUpCodeHash ?? null
  if (accounts > 0) {
    rmSync(file, { force: true })
    return null
  }
  if (hash !== null && existsSync(file)) return String(JSON.parse(readFileSync(file, 'utf8')))
  const code = newCode()
  writePrivate(file, code)
  const kept = await writer.run('hall', (tx) => {
    writeSetUpCode(tx.db, tokenHash(normaliseCode(code)))
    return ok(null)
  })
  if (!kept.ok) throw new ProblemError(toProblem(kept.problem))
  return code
}
