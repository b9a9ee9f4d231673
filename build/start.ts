import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { optionsOf } from '../core/command-options.ts'
import { type RunningHall, resetFolder, startHall } from '../hall/start.ts'
import { createLogger } from '../web/logger.ts'
import { demonstrationDevices } from './demonstration-devices.ts'
import { buildPagesIfStale } from './pages.ts'
import { type ReadyLine, readyTable } from './ready-line.ts'

const root = resolve(import.meta.dirname, '..')

/** What `npm start` was asked for. */
interface StartArguments {
  readonly port: number
  readonly host: string
  readonly folder: string
  readonly reset: boolean
  readonly newKey: boolean
  readonly fresh: 'demonstration' | 'empty'
  readonly json: boolean
}

/** `npm start`: the hall, its pages, and one bridge for the demonstration's kiosk. */
export async function main(argv: readonly string[]): Promise<void> {
  const asked = readArguments(argv)
  if (asked.reset) {
    const reset = resetFolder(asked.folder)
    if (!reset.ok) stopWith(reset.problem.message)
  }
  const log = createLogger('hall')
  const pages = await buildPagesIfStale()
  // The pages are anybody's; what a hall and its bridge write is nobody else's, whoever made the folder.
  process.umask(0o077)
  const started = await startHall({ ...asked, pagesFolder: pages.folder, log })
  if (!started.ok) stopWith(started.problem.message)
  const hall = started.value

  let bridge: Bridge | null = null
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await bridge?.stop()
    await hall.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())

  bridge = await startBridge(hall, asked)
  const line = readyLine(hall, bridge?.url ?? null)
  process.stdout.write(asked.json ? `${JSON.stringify(line)}\n` : readyTable(line, hall.setUpCode))
  // Now, and not only at the end: a machine that is switched off has no end.
  setImmediate(flushCompileCache)
  if (asked.json && hall.setUpCode) process.stderr.write(`设置码 set-up code: ${hall.setUpCode}\n`)
}

function readArguments(argv: readonly string[]): StartArguments {
  const read = optionsOf({
    args: argv,
    options: {
      port: { type: 'string', default: '7300' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string', default: join(root, 'data') },
      reset: { type: 'boolean', default: false },
      new: { type: 'boolean', default: false },
      'new-key': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  if (!read.ok) return stopWith(read.problem)
  const { values } = read.value
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    stopWith(`--port 须为 0 到 65535 的整数，现在是 ${values.port}。`)
  return {
    port,
    host: values.host,
    folder: resolve(values.data),
    reset: values.reset,
    newKey: values['new-key'],
    fresh: values.new ? 'empty' : 'demonstration',
    json: values.json,
  }
}

/** One clear line, and a non-zero exit. */
function stopWith(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

interface Bridge {
  readonly url: string
  stop(): Promise<void>
}

const bridgeReady = z.object({ url: z.string() })

/** Starts the bridge of the demonstration's kiosk as a process of its own, with its simulated devices on the dock. */
async function startBridge(hall: RunningHall, asked: StartArguments): Promise<Bridge | null> {
  if (!hall.demonstration) return null
  const kiosk = hall.demonstration.terminals.find(
    (terminal) => terminal.role === 'kiosk' && terminal.name !== 'spare',
  )
  if (!kiosk) return null
  const folder = join(hall.folder, 'bridge')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'config.json')
  const config = {
    hall: hall.url,
    token: kiosk.token,
    caCertificate: hall.hall.authority?.certificatePem ?? null,
    port: asked.port === 0 ? 0 : await freePort(hall.port + 10),
    data: folder,
    role: 'kiosk',
    dock: true,
    devices: demonstrationDevices(hall.demonstration.terminals),
  }
  writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 })
  // With an IPC channel the child notices when this process is gone, however it went.
  const child = spawn(process.execPath, [join(root, 'native-bridge', 'main.ts'), '--config', file], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const url = await firstLine(child)
  return { url, stop: () => endChild(child) }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolveLine, reject) => {
    if (!child.stdout) throw new Error('the bridge was started with a pipe')
    createInterface({ input: child.stdout }).once('line', (line) =>
      resolveLine(bridgeReady.parse(JSON.parse(line)).url),
    )
    child.once('exit', (code) => reject(new Error(`the kiosk's bridge stopped at start with code ${code}`)))
  })
}

function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 4000)
    child.once('exit', () => {
      clearTimeout(force)
      done()
    })
    child.kill('SIGTERM')
  })
}

/** The wished port when nobody has it, else any. */
function freePort(wished: number): Promise<number> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(0))
    probe.listen(wished, '127.0.0.1', () => probe.close(() => done(wished)))
  })
}

function readyLine(hall: RunningHall, bridgeUrl: string | null): ReadyLine {
  const terminals = hall.demonstration?.terminals ?? []
  const pad = terminals.find((terminal) => terminal.role === 'pad')
  const display = terminals.find((terminal) => terminal.role === 'display')
  // The token stands behind the #, which no server and no log ever sees; the page trades it for a cookie.
  const page = (app: string, token?: string) =>
    `${hall.url}/${app}/${token === undefined ? '' : `#token=${token}`}`
  return {
    url: hall.url,
    dataDir: hall.folder,
    demo: hall.demonstration !== null,
    pages: {
      kiosk: bridgeUrl === null ? page('kiosk') : `${bridgeUrl}/kiosk/`,
      window: page('window'),
      pad: page('pad', pad?.token),
      display: page('display', display?.token),
      console: page('console'),
      booking: page('booking'),
      ...(bridgeUrl === null ? {} : { dock: `${bridgeUrl}/dock/` }),
    },
    ...(hall.demonstration ?? {}),
  }
}
