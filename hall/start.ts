import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { ProblemError } from '../contract/client.ts'
import type { HallSettings } from '../contract/shapes.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { catalogueIndex } from '../db/catalog/search-index.ts'
import { Cipher, newToken } from '../db/cipher.ts'
import { diskFull, lockStore, openStore } from '../db/open.ts'
import { readSettings } from '../db/store.ts'
import type { Clock, Writer } from '../db/writer.ts'
import { loopbackHosts } from '../web/guard.ts'
import { isLoopback, machineNames, reachable, urlHost } from './addresses.ts'
import { runDue, startSchedule } from './day/schedule.ts'
import { type Demonstration, readDemonstration } from './demonstration/start.ts'
import { foundStore, setUpCodeOf } from './found.ts'
import type { Hall } from './hall.ts'
import { receiveStore } from './restored.ts'
import { readKey, writePrivate } from './secrets.ts'
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
    ...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }),
  })
  if (!store.ok) return store
  const { db } = store.value
  try {
    const key = readKey(store.value, process.env['GOVHALL_KEY'])
    if (!key.ok) {
      store.value.close()
      return key
    }
    const received = receiveStore(store.value, options.log, clock())
    if (!received.ok) {
      store.value.close()
      return received
    }
    const cipher = new Cipher(key.value)
    const { row, writer } = await foundStore(db, options.folder, options.fresh, clock)
    watchStore(writer, options.log)
    const loopback = isLoopback(options.host)
    // Loaded only where it is needed: it is slow to load, and most halls in development never need it.
    const certificate = loopback
      ? null
      : await (await import('./certificate.ts')).readCertificate(options.folder, options.host, clock())
    let settings: HallSettings = row.settings
    let onSettings = () => {}
    let baseUrl = ''
    writer.onCommitted((entries) => {
      if (!entries.some((entry) => entry.type === 'hall-settings-changed')) return
      settings = readSettings(db)
      writer.setTimeZone(settings.timeZone)
      onSettings()
    })
    const hall: Hall = {
      db,
      writer,
      cipher,
      clock,
      log: options.log,
      instanceId: row.instanceId,
      demonstration: row.demonstration,
      forgetsAfterMs: options.forgetsAfterMs ?? 24 * 3_600_000,
      settings: () => settings,
      baseUrl: () => baseUrl,
      authority: certificate,
    }
    const demonstration = row.demonstration ? readDemonstration(options.folder) : null
    const setUpCode = row.demonstration ? null : await setUpCodeOf(db, writer, options.folder)

    const controlToken = newToken()
    let own: readonly string[] = []
    let hosts: ReadonlySet<string> = new Set()
    // Asked for with every request, and changed only by a start or the settings.
    const knowHosts = () => {
      hosts = new Set(settings.publicUrl === null ? own : [...own, new URL(settings.publicUrl).host])
    }
    const { app, publisher } = buildServer({
      hall,
      pagesFolder: options.pagesFolder,
      hosts: () => hosts,
      certificate,
      controlToken,
    })
    try {
      await app.listen({ port: options.port, host: options.host })
    } catch (error) {
      await app.close()
      store.value.close()
      return fail(listenProblem(error, options))
    }
    const address = app.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : options.port
    own = loopback
      ? [...loopbackHosts(port), `${options.host}:${port}`]
      : machineNames(options.host).map((name) =>
          name.includes(':') ? `[${name}]:${port}` : `${name}:${port}`.toLowerCase(),
        )
    knowHosts()
    onSettings = knowHosts
    baseUrl = loopback
      ? `http://${urlHost(options.host)}:${port}`
      : `https://${urlHost(reachable(options.host))}:${port}`
    const controlFile = join(options.folder, 'control.json')
    try {
      writePrivate(controlFile, {
        url: baseUrl,
        token: controlToken,
        caCertificate: certificate?.certificatePem ?? null,
      })
    } catch (error) {
      await app.close()
      throw error
    }
    await runDue(hall)
    // Built before the first citizen searches, not by them.
    setImmediate(() => {
      if (db.open) catalogueIndex(db)
    })
    const stopSchedule = startSchedule(hall)
    return ok({
      url: baseUrl,
      port,
      folder: options.folder,
      hall,
      demonstration,
      setUpCode,
      async stop() {
        stopSchedule()
        publisher.close()
        await app.close()
        rmSync(controlFile, { force: true })
        store.value.close()
      },
    })
  } catch (error) {
    store.value.close()
    const problem = diskProblem(error, options.folder)
    if (problem) return fail(problem)
    throw error
  }
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
