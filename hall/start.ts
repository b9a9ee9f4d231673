import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { ProblemError } from '../contract/client.ts'
import { fact } from '../contract/entries.ts'
import { toProblem } from '../contract/problems.ts'
import type { HallSettings } from '../contract/shapes.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { catalogueIndex } from '../db/catalog/search-index.ts'
import { Cipher, newToken } from '../db/cipher.ts'
import { diskFull, lockStore, openStore, type Store } from '../db/open.ts'
import { readSettings } from '../db/store.ts'
import type { Clock, Writer } from '../db/writer.ts'
import { noteAway } from './day/alive.ts'
import { runDue, startSchedule } from './day/schedule.ts'
import { type Demonstration, readDemonstration } from './demonstration/start.ts'
import { foundStore, setUpCodeOf } from './found.ts'
import type { Hall } from './hall.ts'
import { Reach } from './reach.ts'
import { receiveStore } from './restored.ts'
import { type HallKey, readKey, writePrivate } from './secrets.ts'
import { buildServer } from './server.ts'

export interface StartOptions {
  readonly folder: string
  readonly port: number
  readonly host: string
  readonly pagesFolder: string
  readonly log: Logger
  /** What an empty folder becomes. */
  readonly fresh: 'demonstration' | 'empty'
  readonly clock?: Clock
  /** Makes a new key where the store's own is missing; what the old one sealed is not read again. */
  readonly newKey?: boolean
  /** After how long a hall that never closes takes whoever waits to have left: 24 hours unless told. */
  readonly forgetsAfterMs?: number
  readonly maxPages?: number
}

/** Why a hall does not start: one line for the operator. */
export interface StartProblem {
  readonly code: string
  readonly message: string
}

/** A hall at work. */
export interface RunningHall {
  readonly url: string
  readonly port: number
  readonly folder: string
  readonly hall: Hall
  /** The demonstration's accounts and terminals with their secrets; null for a real hall. */
  readonly demonstration: Demonstration | null
  /** Shown until the first accounts are made; null afterwards. */
  readonly setUpCode: string | null
  stop(): Promise<void>
}

/** Files of a data folder that `--reset` begins again without. */
const storeFiles = [
  'hall.sqlite',
  'hall.sqlite-wal',
  'hall.sqlite-shm',
  'secrets.json',
  'authority.json',
  'demonstration.json',
  'control.json',
  'bridge',
]

/** Empties a data folder of what is ours, unless a hall runs on it. */
export function resetFolder(folder: string): Result<null, StartProblem> {
  if (!existsSync(join(folder, 'hall.sqlite'))) return ok(null)
  const lock = lockStore(folder)
  if (!lock.ok) return lock
  try {
    for (const name of storeFiles) rmSync(join(folder, name), { recursive: true, force: true })
  } finally {
    lock.value.close()
  }
  return ok(null)
}

/** Starts a hall on a data folder: opens or makes its store, does what fell due while it was off, and listens. */
export async function startHall(options: StartOptions): Promise<Result<RunningHall, StartProblem>> {
  const clock = options.clock ?? Date.now
  const store = openStore(options.folder, {
    lock: true,
    onUpgrade: (from, to) =>
      options.log.warn(
        { from, to },
        'the store is brought forward: a year of records takes about a minute, and a power cut meanwhile loses nothing',
      ),
    ...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }),
  })
  if (!store.ok) return store
  try {
    const started = await receiveAndStart(store.value, options, clock)
    if (!started.ok) store.value.close()
    return started
  } catch (error) {
    store.value.close()
    const problem = diskProblem(error, options.folder)
    if (problem) return fail(problem)
    throw error
  }
}

async function receiveAndStart(
  store: Store,
  options: StartOptions,
  clock: Clock,
): Promise<Result<RunningHall, StartProblem>> {
  const key = readKey(store, process.env['GOVHALL_KEY'], options.newKey ?? false)
  if (!key.ok) return key
  const received = receiveStore(store, options.log, clock())
  if (!received.ok) return received
  return startOn(store, key.value, options, clock)
}

/** Whoever audits the hall learns that its key was replaced, and since when. */
async function noteKey(writer: Writer): Promise<void> {
  const noted = await writer.run('hall', (tx) => {
    tx.record(fact('key-replaced', {}))
    return ok(null)
  })
  if (!noted.ok) throw new ProblemError(toProblem(noted.problem))
}

async function startOn(
  store: Store,
  { key, replaced }: HallKey,
  options: StartOptions,
  clock: Clock,
): Promise<Result<RunningHall, StartProblem>> {
  const { db } = store
  const { folder, log } = options
  const cipher = new Cipher(key)
  const { row, writer } = await foundStore(db, folder, options.fresh, clock)
  const demonstration = row.demonstration ? readDemonstration(folder) : ok(null)
  if (!demonstration.ok) return demonstration
  if (replaced) await noteKey(writer)
  watchStore(writer, log)
  const reach = new Reach(options.host)
  // Loaded only where it is needed: it is slow to load, and most halls in development never need it.
  const certificate = reach.loopback
    ? null
    : await (await import('./certificate.ts')).readCertificate(folder, options.host, clock())
  const settings = followSettings(db, writer, row.settings, reach)
  const hall: Hall = {
    db,
    writer,
    cipher,
    clock,
    log,
    instanceId: row.instanceId,
    demonstration: row.demonstration,
    forgetsAfterMs: options.forgetsAfterMs ?? 24 * 3_600_000,
    settings,
    baseUrl: () => reach.baseUrl,
    authority: certificate,
  }
  const setUpCode = row.demonstration ? null : await setUpCodeOf(db, writer, folder)

  const controlToken = newToken()
  const { app, publisher } = buildServer({
    hall,
    pagesFolder: options.pagesFolder,
    hosts: () => reach.hosts,
    certificate,
    controlToken,
  })
  const port = await listen(app, options)
  if (!port.ok) return port
  reach.listens(port.value)
  reach.setPublicUrl(settings().publicUrl)
  const controlFile = join(folder, 'control.json')
  try {
    const caCertificate = certificate?.certificatePem ?? null
    writePrivate(controlFile, { url: reach.baseUrl, token: controlToken, caCertificate })
  } catch (error) {
    await app.close()
    throw error
  }
  await noteAway(hall)
  await runDue(hall)
  // Built before the first citizen searches, not by them.
  setImmediate(() => {
    if (db.open) catalogueIndex(db)
  })
  const stopSchedule = startSchedule(hall)
  return ok({
    url: reach.baseUrl,
    port: port.value,
    folder,
    hall,
    demonstration: demonstration.value,
    setUpCode,
    async stop() {
      stopSchedule()
      publisher.close()
      await app.close()
      rmSync(controlFile, { force: true })
      store.close()
    },
  })
}

/** The settings as they are committed now; whatever hangs on them follows. */
function followSettings(
  db: Database.Database,
  writer: Writer,
  atStart: HallSettings,
  reach: Reach,
): () => HallSettings {
  let settings = atStart
  writer.onCommitted((entries) => {
    if (!entries.some((entry) => entry.type === 'hall-settings-changed')) return
    settings = readSettings(db)
    writer.setTimeZone(settings.timeZone)
    reach.setPublicUrl(settings.publicUrl)
  })
  return () => settings
}

/** Listens, and tells the port; closes the server where it cannot. */
async function listen(app: FastifyInstance, options: StartOptions): Promise<Result<number, StartProblem>> {
  try {
    await app.listen({ port: options.port, host: options.host })
  } catch (error) {
    await app.close()
    return fail(listenProblem(error, options))
  }
  const address = app.server.address()
  return ok(typeof address === 'object' && address !== null ? address.port : options.port)
}

/** Says it in the log once when the store begins to refuse changes, and once when it takes them again. */
function watchStore(writer: Writer, log: Logger): void {
  writer.onTrouble((trouble) => {
    if (trouble) log.error({ code: trouble.code }, 'the store takes no changes; nothing of them is kept')
    else log.info('the store takes changes again')
  })
}

/** What keeps a hall from starting although its store opened: the disk. Null for anything else, which is a bug. */
function diskProblem(error: unknown, folder: string): StartProblem | null {
  // Founding a store is a change like any other: the writer refuses it when the disk does.
  if (error instanceof ProblemError) return { code: error.problem.code, message: error.problem.detail }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)$/.test(code)) return diskFull(folder)
  if (/^(EROFS|EACCES|EPERM|SQLITE_READONLY.*)$/.test(code))
    return { code: 'not-writable', message: `数据目录无法写入：${folder}（${code}）。请检查权限和磁盘。` }
  return null
}

function listenProblem(error: unknown, options: StartOptions): StartProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE')
    return {
      code: 'port-in-use',
      message: `端口 ${options.port} 已被占用。请停止占用它的程序，或用 --port 指定别的端口（0 表示任选）。`,
    }
  if (code === 'EACCES')
    return {
      code: 'port-not-allowed',
      message: `没有权限使用端口 ${options.port}。请用 --port 指定 1024 以上的端口。`,
    }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return { code: 'host-unknown', message: `本机没有地址 ${options.host}。请检查 --host。` }
  throw error
}
