import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { type BridgeConfig, cardReaderKind } from '../contract/bridge.ts'
import { guardLoopback, loopbackHosts } from '../web/guard.ts'
import { secureHeaders, servePages } from '../web/pages.ts'
import { frameworkErrors, installProblems } from '../web/problems.ts'
import { cutRefusedBodies } from '../web/refused-body.ts'
import type { CardDesk } from './cards/card-desk.ts'
import { serveCards } from './cards/card-routes.ts'
import { serveDevices } from './device-routes.ts'
import { serveDock } from './dock-routes.ts'
import type { HallLink } from './hall/hall-link.ts'
import { serveMetrics } from './metrics.ts'
import type { PrintQueue } from './printing/print-queue.ts'
import { serveTickets } from './printing/ticket-routes.ts'
import type { MadeDevice } from './registry.ts'
import { isOnDock } from './simulator/docked.ts'

export interface BridgeServerParts {
  readonly config: BridgeConfig
  readonly devices: readonly MadeDevice[]
  readonly queue: PrintQueue
  readonly desk: CardDesk
  readonly link: HallLink
  readonly pagesFolder: string
  readonly log: Logger
  /** Whether the hall was heard lately. */
  readonly hallThere: () => boolean
  /** The port that it listens on; 0 until it does. */
  readonly port: () => number
}

/** The terminal's own web server, on loopback: its pages, its devices, and the hall behind them. */
export function bridgeServer(parts: BridgeServerParts): FastifyInstance {
  const { config, devices } = parts
  // A line for each request would say nothing that the devices' and the prints' own lines do not.
  const loggerInstance: FastifyBaseLogger = parts.log.child(
    {},
    { level: process.env['GOVHALL_LOG'] ?? 'warn' },
  )
  const app = fastify({
    loggerInstance,
    bodyLimit: 1_048_576,
    forceCloseConnections: true,
    frameworkErrors,
    routerOptions: { maxParamLength: 200 },
  })
  installProblems(app)
  guardLoopback(app, { hosts: () => loopbackHosts(parts.port()) })
  secureHeaders(app)
  cutRefusedBodies(app)
  servePages(app, { folder: parts.pagesFolder, apps: config.dock ? [config.role, 'dock'] : [config.role] })

  app.get('/', (_request, reply) => reply.redirect(`/${config.role}/`))
  app.get('/healthz', async () => ({ alive: true }))
  // Ready means that the terminal works; its pages know what to show while the hall is away.
  app.get('/readyz', async () => ({ ready: true, hall: parts.hallThere() ? 'there' : 'away' }))
  app.get('/api/v1/terminal', async () => ({
    role: config.role,
    screenWidthMm: config.screenWidthMm,
    screenBottomMm: config.screenBottomMm,
    printer: devices.some(({ kind }) => kind === 'ticket-printer'),
    /** A card can be laid or put in here, and the ticket is the person's by one tap. */
    cardReader: devices.some(({ kind }) => cardReaderKind.safeParse(kind).success),
    /** Where the paper of a simulated printer can be seen; null for a real one. */
    paper: simulatedPaper(devices),
  }))
  serveMetrics(app, {
    devices: () => devices.map(({ device }) => device.row()),
    hallThere: parts.hallThere,
  })
  if (config.dock) app.register(async (scope) => serveDock(scope, onDock(devices), `/${config.role}/`))
  app.register(async (scope) => serveDevices(scope, devices, parts.queue, parts.desk))
  app.register(async (scope) => serveCards(scope, parts.desk))
  app.register(async (scope) => serveTickets(scope, parts.link, parts.queue, parts.desk))
  return app
}

function onDock(devices: readonly MadeDevice[]) {
  return devices.flatMap(({ device, simulator }) =>
    isOnDock(simulator) ? [{ name: device.row().name, simulator }] : [],
  )
}

function simulatedPaper(devices: readonly MadeDevice[]): string | null {
  const found = devices.find(({ kind, simulator }) => kind === 'ticket-printer' && simulator !== null)
  return found ? `/api/v1/devices/${encodeURIComponent(found.device.row().name)}/paper` : null
}
