import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { pino } from 'pino'
import { Agent, request } from 'undici'
import { z } from 'zod'
import { type Client, createClient, ProblemError } from '../../contract/client.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { migrate } from '../../db/migrate.ts'
import { openStore } from '../../db/open.ts'
import { readStore } from '../../db/store.ts'
import { Writer } from '../../db/writer.ts'
import { applyImport, type ImportPreview, type ImportSummary, planImport } from './import.ts'

/** How the journal names a command on the hall's own machine. */
const actor = 'command-line'

/** Where a running hall answers commands of its own machine: a file in its data folder that only its owner reads. */
const controlFile = z.object({
  url: z.string(),
  token: z.string(),
  /** The hall's own CA, where it serves HTTPS. */
  caCertificate: z.string().nullable().default(null),
})

/** A sentence for whoever gave the command: what happened and what to do. */
export type ImportProblem = string

/**
 * What a file would change in a data folder's hall, running or not. Changes nothing: a folder without a hall stays
 * as it is and is looked at as an empty one.
 */
export async function previewInFolder(
  folder: string,
  csv: string,
): Promise<Result<ImportPreview, ImportProblem>> {
  if (!existsSync(join(folder, 'hall.sqlite'))) return ok(inEmptyHall((db) => planImport(db, csv)))
  return atHall(folder, {
    stopped: (db) => Promise.resolve(ok(planImport(db, csv))),
    running: async (hall) => ok(await hall('previewImport', { body: { csv } })),
  })
}

/** Imports a file into a data folder's hall, running or not. A folder without a hall gets an empty one first. */
export async function importIntoFolder(
  folder: string,
  csv: string,
): Promise<Result<ImportSummary, ImportProblem>> {
  if (!existsSync(join(folder, 'hall.sqlite'))) {
    const made = await makeEmptyHall(folder)
    if (!made.ok) return made
  }
  return atHall(folder, {
    stopped: async (db) => {
      const { epoch, settings } = must(readStore(db), 'a store without its row is not a hall')
      const writer = new Writer(db, { clock: Date.now, epoch, timeZone: settings.timeZone })
      const done = await writer.run(actor, (tx) => applyImport(tx, csv))
      return done.ok ? done : fail(inWords(done.problem))
    },
    running: async (hall) => ok(await hall('importCatalogue', { body: { csv } })),
  })
}

/** Makes what `npm start -- --new` makes, with its set-up code: the hall's own start does it, and stops again. */
async function makeEmptyHall(folder: string): Promise<Result<null, ImportProblem>> {
  const { startHall } = await import('../start.ts')
  const log = pino({ level: 'silent' })
  const started = await startHall({
    folder,
    port: 0,
    host: '127.0.0.1',
    pagesFolder: folder,
    log,
    fresh: 'empty',
  })
  if (!started.ok) return fail(started.problem.message)
  await started.value.stop()
  return ok(null)
}

/** Does the same with the store itself where no hall runs on it, else by asking the hall that does. */
async function atHall<Value>(
  folder: string,
  how: {
    stopped(db: Database.Database): Promise<Result<Value, ImportProblem>>
    running(hall: Client): Promise<Result<Value, ImportProblem>>
  },
): Promise<Result<Value, ImportProblem>> {
  const store = openStore(folder, { lock: true })
  if (store.ok) {
    try {
      return await how.stopped(store.value.db)
    } finally {
      store.value.close()
    }
  }
  if (store.problem.code !== 'already-running') return fail(store.problem.message)
  const hall = runningHall(folder)
  if (!hall.ok) return hall
  try {
    return await how.running(hall.value)
  } catch (error) {
    if (error instanceof ProblemError) return fail(inWords(error.problem))
    throw error
  }
}

function runningHall(folder: string): Result<Client, ImportProblem> {
  const file = join(folder, 'control.json')
  let control: z.infer<typeof controlFile>
  try {
    control = controlFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return fail(`大厅正在运行，但读不到 ${file}。大厅可能正在启动，请稍后再试；或换用运行大厅的用户。`)
  }
  return ok(
    createClient({
      base: control.url,
      token: control.token,
      timeoutMs: 60_000,
      ...(control.caCertificate === null ? {} : { fetch: postTrusting(control.caCertificate) }),
    }),
  )
}

/** `fetch` for a hall with a CA of its own, as far as an import needs it: JSON sent, JSON answered. */
function postTrusting(ca: string): typeof fetch {
  const dispatcher = new Agent({ connect: { ca } })
  return async (address, init) => {
    const { statusCode, body } = await request(String(address), {
      dispatcher,
      method: 'POST',
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: typeof init?.body === 'string' ? init.body : null,
      signal: init?.signal ?? null,
    })
    return new Response(await body.text(), { status: statusCode })
  }
}

function inEmptyHall<Value>(look: (db: Database.Database) => Value): Value {
  const db = new Database(':memory:')
  try {
    const migrated = migrate(db)
    if (!migrated.ok) throw new Error(`an empty store is never too new: ${migrated.problem.message}`)
    return look(db)
  } finally {
    db.close()
  }
}

function inWords(problem: {
  detail: string
  errors?: { path: string; message: string }[] | undefined
}): ImportProblem {
  const errors = (problem.errors ?? []).map(({ path, message }) => `\n  ${path}：${message}`)
  return problem.detail + errors.join('')
}
