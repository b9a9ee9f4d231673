import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fastify from 'fastify'
import { pino } from 'pino'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { guardLoopback, loopbackHosts } from '../../web/guard.ts'
import { secureHeaders, servePages } from '../../web/pages.ts'
import { frameworkErrors, installProblems } from '../../web/problems.ts'
import { serveDock } from '../dock-routes.ts'
import { makeDevices } from '../registry.ts'
import type { Pluggable } from '../simulator/device.ts'
import { dockedRow, isOnDock, type OnDock } from '../simulator/docked.ts'
import { SimulatedLoudspeaker } from '../simulator/loudspeaker.ts'
import { openTcpPort, type SimulatedPort } from '../simulator/tcp-port.ts'
import type { AloneArguments } from './arguments.ts'

/** One simulated device that runs without a bridge. */
export interface AloneDevice {
  readonly name: string
  readonly simulator: OnDock
  /** What a driver opens. */
  readonly address: string
  /** The dock's page; null where none was asked for. */
  readonly dock: string | null
  show(): string
  close(): Promise<void>
}

/** Puts one device at the end of a cable, for whoever writes a driver elsewhere. */
export async function startAlone(asked: AloneArguments): Promise<Result<AloneDevice, string>> {
  // The registry alone knows how each kind is simulated; its driver is made too and never started.
  const made = await makeDevices([asked.device], { log: pino({ level: 'silent' }) })
  if (!made.ok) return fail(made.problem.map(({ message }) => message).join('\n'))
  const { simulator, close } = must(made.value[0], 'one device was asked for')
  if (!isOnDock(simulator)) return fail('这种设备还没有模拟器。')
  if (asked.wavFolder !== null && simulator instanceof SimulatedLoudspeaker) {
    const folder = asked.wavFolder
    mkdirSync(folder, { recursive: true })
    simulator.onSound((wav, count) =>
      writeFileSync(join(folder, `${String(count).padStart(4, '0')}.wav`), wav),
    )
  }
  const port = await openPort(simulator, asked)
  if (!port.ok) {
    await close()
    return port
  }
  const { name } = asked.device
  const page = asked.dockPort === null ? null : await openDock(name, simulator, asked.dockPort)
  if (page !== null && !page.ok) {
    await port.value.close()
    await close()
    return page
  }
  return ok({
    name,
    simulator,
    address: port.value.address,
    dock: page === null ? null : page.value.url,
    show: () => JSON.stringify(dockedRow(name, simulator)),
    async close() {
      await page?.value.close()
      await port.value.close()
      await close()
    },
  })
}

async function openPort(
  simulator: Pluggable,
  { way, baudRate }: AloneArguments,
): Promise<Result<SimulatedPort, string>> {
  const pace = baudRate === undefined ? {} : { baudRate }
  if ('tcp' in way) {
    try {
      return ok(await openTcpPort(simulator, way.tcp, pace))
    } catch (error) {
      if (isTaken(error)) return fail(`端口 ${way.tcp} 已被占用，请换一个，或用 0。`)
      throw error
    }
  }
  try {
    // Loaded only when asked for: it needs a development dependency.
    const { openPtyPort } = await import('../simulator/pty-port.ts')
    return ok(openPtyPort(simulator, { link: way.link, ...pace }))
  } catch (error) {
    if (!isMissingModule(error)) throw error
    return fail('软件串口需要开发依赖 @lydell/node-pty，请在项目目录运行 npm install（不要加 --omit=dev）。')
  }
}

async function openDock(name: string, simulator: OnDock, wished: number) {
  let port = wished
  const app = fastify({ logger: false, forceCloseConnections: true, frameworkErrors })
  installProblems(app)
  guardLoopback(app, { hosts: () => loopbackHosts(port) })
  secureHeaders(app)
  servePages(app, { folder: join(import.meta.dirname, '..', '..', 'dist', 'pages'), apps: ['dock'] })
  app.get('/', (_request, reply) => reply.redirect('/dock/'))
  app.register(async (scope) => serveDock(scope, [{ name, simulator }]))
  try {
    const url = await app.listen({ port: wished, host: '127.0.0.1' })
    port = Number(new URL(url).port)
    return ok({ url: `${url}/dock/`, close: () => app.close() })
  } catch (error) {
    await app.close()
    if (isTaken(error)) return fail(`端口 ${wished} 已被占用，请换一个，或用 0。`)
    throw error
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}

function isMissingModule(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND')
  )
}
