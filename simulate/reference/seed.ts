import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { fact } from '../../contract/entries.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { newCode, newToken, tokenHash } from '../../db/cipher.ts'
import { openStore } from '../../db/open.ts'
import { writeSettings, writeSetUpCode } from '../../db/store.ts'
import { foundStore } from '../../hall/found.ts'
import type { FoundedTerminal } from '../../hall/registry/founding.ts'
import { writePrivate } from '../../hall/secrets.ts'
import { hashPassword } from '../../hall/staff/password.ts'
import { fillReference } from './fill.ts'
import { planReference, type ReferencePlan } from './plan.ts'

/** What the reference hall has. */
export interface SeedSummary {
  readonly departments: number
  readonly windows: number
  readonly staff: number
  readonly items: number
}

/** Where the secrets lie that were made with the hall, beside its store. */
export const accountsFile = 'accounts.json'

const hallName = '青禾区政务服务中心'
const hallNameEn = 'Qinghe District Government Service Centre'

/**
 * Makes the reference hall from a seed in a data folder that holds nothing yet: one transaction, all or nothing.
 * Passwords and tokens are random whatever the seed; they are written to `accounts.json`, readable by its owner alone.
 * Fails with one sentence when the folder holds a hall, a hall runs on it, or it cannot be written.
 */
export async function seedReference(
  folder: string,
  seed: number,
  onProgress: (hashed: number, of: number) => void = () => undefined,
): Promise<Result<SeedSummary, string>> {
  // Looked at before the passwords are hashed, which takes its time, and held until the end.
  const store = openStore(folder, { lock: true })
  if (!store.ok) return fail(store.problem.message)
  const { db, close } = store.value
  try {
    if (!isEmpty(db))
      return fail(`数据目录里已有大厅：${folder}。请用 --data 指定一个空目录；没有作任何更改。`)
    const plan = planReference(seed)
    const passwords = new Map(plan.people.map(({ account }) => [account, newCode().toLowerCase()]))
    const hashes = await hashAll(passwords, onProgress)
    const { writer, row } = await foundStore(db, folder, 'empty', Date.now)
    const filled = await writer.run('command-line', (tx) => {
      const after = { ...row.settings, name: hallName, nameEn: hallNameEn }
      writeSettings(tx.db, after)
      tx.record(fact('hall-settings-changed', { before: row.settings, after }))
      // Its accounts are there: nobody needs the code for the first two.
      writeSetUpCode(tx.db, null)
      const terminals: (FoundedTerminal & { token: string })[] = []
      fillReference(tx, plan, {
        passwordHash: (account) => must(hashes.get(account), `${account} was hashed`),
        tokenHash(terminal) {
          const token = newToken()
          terminals.push({ ...terminal, token })
          return tokenHash(token)
        },
      })
      // Written before the commit: a store never lacks its file.
      writePrivate(join(folder, accountsFile), accountsOf(tx.db, plan, passwords, terminals))
      return ok(countRows(tx.db))
    })
    if (!filled.ok) return fail(filled.problem.detail)
    rmSync(join(folder, 'set-up-code.json'), { force: true })
    return filled
  } finally {
    close()
  }
}

/** Whether nothing was registered or done: an empty store, or none. */
function isEmpty(db: Database.Database): boolean {
  const tables = ['departments', 'zones', 'queues', 'windows', 'items', 'staff', 'terminals', 'tickets']
  return tables.every((table) => count(db, table) === 0)
}

function countRows(db: Database.Database): SeedSummary {
  return {
    departments: count(db, 'departments'),
    windows: count(db, 'windows'),
    staff: count(db, 'staff'),
    items: count(db, 'items'),
  }
}

function count(db: Database.Database, table: string): number {
  return db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0
}

async function hashAll(
  passwords: ReadonlyMap<string, string>,
  onProgress: (hashed: number, of: number) => void,
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>()
  const waiting = [...passwords]
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      hashes.set(next[0], await hashPassword(next[1]))
      onProgress(hashes.size, passwords.size)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return hashes
}

function accountsOf(
  db: Database.Database,
  plan: ReferencePlan,
  passwords: ReadonlyMap<string, string>,
  terminals: readonly (FoundedTerminal & { token: string })[],
) {
  const windowIds = new Map(
    db
      .prepare<[], { id: string; number: string }>('SELECT id, number FROM windows')
      .all()
      .map(({ id, number }) => [number, id]),
  )
  return {
    accounts: plan.people.map(({ account, name, role, window }) => ({
      account,
      password: must(passwords.get(account), `${account} has a password`),
      name,
      roles: [role],
      ...(window === null ? {} : { windowId: must(windowIds.get(window), `window ${window} was made`) }),
    })),
    terminals,
  }
}
