import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { openApi } from '../contract/openapi.ts'
import { refusal } from '../contract/problems.ts'
import { query } from '../db/statement.ts'
import { guardLoopback } from '../web/guard.ts'
import { secureHeaders, servePages } from '../web/pages.ts'
import { frameworkErrors, installProblems, sendProblem } from '../web/problems.ts'
import { AddressLimit } from './appointment/address-limit.ts'
import { appointmentRoutes } from './appointment/routes.ts'
import { catalogRoutes } from './catalog/routes.ts'
import type { HallCertificate } from './certificate.ts'
import { dayRoutes } from './day/routes.ts'
import type { Hall } from './hall.ts'
import { journalRoutes } from './journal/routes.ts'
import { serveMetrics } from './metrics.ts'
import { Publisher, streamRoutes } from './publisher.ts'
import { queueRoutes } from './queue/routes.ts'
import { ratingRoutes } from './rating/routes.ts'
import { registryRoutes } from './registry/routes.ts'
import { serveRoutes } from './serve.ts'
import { setUpRoutes } from './set-up/routes.ts'
import { staffRoutes } from './staff/routes.ts'
import { terminalRoutes } from './terminal/routes.ts'

/** The pages that a hall serves. */
export const hallApps = ['kiosk', 'window', 'pad', 'display', 'phone', 'booking', 'console'] as const

export interface ServerOptions {
  readonly hall: Hall
  readonly pagesFolder: string
  /** Names with port under which this server is asked; anything else is turned away. */
  readonly hosts: () => ReadonlySet<string>
  readonly certificate: HallCertificate | null
  /** The token of commands on the hall's own machine; null where there are none. */
  readonly controlToken: string | null
}

/** Builds the hall's HTTP server: the interface, the stream, the pages, and what operators ask of it. */
export function buildServer(options: ServerOptions): { app: FastifyInstance; publisher: Publisher } {
  const { hall, certificate } = options
  const common = {
    loggerInstance: hall.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 65_536,
    routerOptions: { maxParamLength: 100 },
    forceCloseConnections: true,
    frameworkErrors,
  }
  // With TLS or a logger of our own the instance has another type, and the same methods that are used here.
  const app: FastifyInstance = certificate
    ? (Fastify({
        ...common,
        https: {
          key: certificate.keyPem,
          cert: `${certificate.serverCertificatePem}\n${certificate.certificatePem}`,
        },
      }) as unknown as FastifyInstance)
    : (Fastify(common) as unknown as FastifyInstance)
  installProblems(app)
  secureHeaders(app)
  guardLoopback(app, { hosts: options.hosts })
  app.register(cookie)
  acceptEmptyJson(app)

  const publisher = new Publisher(hall)
  // Inside a plugin, so that cookies are read before anybody asks who it is.
  app.register(async (inner) => {
    serveRoutes(
      inner,
      hall,
      {
        ...queueRoutes,
        ...catalogRoutes,
        ...ratingRoutes,
        ...staffRoutes,
        ...terminalRoutes,
        ...registryRoutes,
        ...journalRoutes,
        ...setUpRoutes,
        ...dayRoutes,
        ...streamRoutes(publisher),
        ...appointmentRoutes(new AddressLimit(hall.clock)),
      },
      options.controlToken,
    )
    serveMetrics(inner, hall, publisher)
    inner.get('/healthz', async () => ({ status: 'ok' }))
    inner.get('/readyz', async (_request, reply) => {
      const alive = query<{ ready: number }>(hall.db, 'SELECT 1 AS ready FROM store').get()
      return alive
        ? { status: 'ready', seq: hall.writer.seq }
        : sendProblem(reply, refusal('store-unavailable'))
    })
    let document: unknown = null
    inner.get('/api/openapi.json', async () => {
      document ??= openApi('GovHall 政务大厅')
      return document
    })
    inner.get('/', async (_request, reply) => reply.redirect('/console/'))
    servePages(inner, { folder: options.pagesFolder, apps: hallApps })
  })
  return { app, publisher }
}

/** JSON alone is read; a POST that needs no body may say that it is JSON and send none. */
function acceptEmptyJson(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain')
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else parse(request, String(body), done)
  })
}
