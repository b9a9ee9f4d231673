import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { ProblemError } from '../contract/client.ts'
import { openApi } from '../contract/openapi.ts'
import { refusal, toProblem } from '../contract/problems.ts'
import { type RouteSpec, routes } from '../contract/routes.ts'
import { query } from '../db/statement.ts'
import { guardLoopback } from '../web/guard.ts'
import { secureHeaders, servePages } from '../web/pages.ts'
import { frameworkErrors, installProblems, sendProblem } from '../web/problems.ts'
import { cutRefusedBodies } from '../web/refused-body.ts'
import { AddressLimit } from './appointment/address-limit.ts'
import { appointmentRoutes } from './appointment/routes.ts'
import { boardReadRoutes } from './board/routes.ts'
import { catalogRoutes } from './catalog/routes.ts'
import type { HallCertificate } from './certificate.ts'
import { dayRoutes } from './day/routes.ts'
import type { Hall } from './hall.ts'
import { journalRoutes } from './journal/routes.ts'
import { serveMetrics } from './metrics.ts'
import { padRoutes } from './pad/routes.ts'
import { Publisher, streamRoutes } from './publisher.ts'
import { queueRoutes } from './queue/routes.ts'
import { scannedTicketRoutes } from './queue/scanned.ts'
import { ratingRoutes } from './rating/routes.ts'
import { auditRoutes } from './registry/audit-routes.ts'
import { fileRoutes } from './registry/file-routes.ts'
import { registryRoutes } from './registry/routes.ts'
import { replayRoutes } from './replay/routes.ts'
import { ReportReader } from './report/reader.ts'
import { reportRoutes } from './report/routes.ts'
import { serveRoutes } from './serve.ts'
import { setUpRoutes } from './set-up/routes.ts'
import { staffRoutes } from './staff/routes.ts'
import { terminalRoutes } from './terminal/routes.ts'
import { voiceRoutes } from './voice/routes.ts'

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
    // A whole request has this long to come in, however slowly it is sent; what is answered may take its time.
    requestTimeout: 30_000,
  }
  // Whoever connects and says nothing, or says it letter by letter, is not waited for longer than that.
  const patience = { headersTimeout: 15_000, connectionsCheckingInterval: 2_000 }
  // With TLS or a logger of our own the instance has another type, and the same methods that are used here.
  const app: FastifyInstance = certificate
    ? (Fastify({
        ...common,
        https: {
          ...patience,
          key: certificate.keyPem,
          cert: `${certificate.serverCertificatePem}\n${certificate.certificatePem}`,
        },
      }) as unknown as FastifyInstance)
    : (Fastify({ ...common, http: patience }) as unknown as FastifyInstance)
  installProblems(app)
  secureHeaders(app)
  guardLoopback(app, { hosts: options.hosts })
  app.register(cookie)
  acceptEmptyJson(app)
  acceptFiles(app)
  cutRefusedBodies(app)

  const publisher = new Publisher(hall)
  const reports = new ReportReader(hall.db.name)
  app.addHook('onClose', () => reports.close())
  // Inside a plugin, so that cookies are read before anybody asks who it is.
  app.register(async (inner) => {
    serveRoutes(
      inner,
      hall,
      {
        ...queueRoutes,
        ...scannedTicketRoutes,
        ...catalogRoutes,
        ...ratingRoutes,
        ...staffRoutes,
        ...terminalRoutes,
        ...registryRoutes,
        ...fileRoutes,
        ...auditRoutes,
        ...journalRoutes,
        ...setUpRoutes,
        ...dayRoutes,
        ...boardReadRoutes,
        ...replayRoutes,
        ...streamRoutes(publisher, options.controlToken),
        ...reportRoutes(reports),
        ...appointmentRoutes(new AddressLimit(hall.clock)),
        ...voiceRoutes,
        ...padRoutes,
      },
      options.controlToken,
    )
    serveMetrics(inner, hall, publisher)
    inner.get('/healthz', async () => ({ status: 'ok' }))
    inner.get('/readyz', async (_request, reply) => {
      const alive = query<{ ready: number }>(hall.db, 'SELECT 1 AS ready FROM store').get()
      // Asked while the store is in trouble, it tries again: so whoever watches sees the trouble end.
      const writes = hall.writer.trouble === null || (await hall.writer.probe())
      return alive && writes
        ? { status: 'ready', seq: hall.writer.seq }
        : sendProblem(reply, { ...refusal('store-unavailable'), retryAfterSeconds: 5 })
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

/** Tables as files, where a route takes one; browsers on Windows call a CSV file a workbook. */
const fileTypes = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel',
  'application/octet-stream',
]

/** A file's bytes are read where the route takes a file, and nowhere else. */
function acceptFiles(app: FastifyInstance): void {
  app.addContentTypeParser(fileTypes, { parseAs: 'buffer' }, (request, body, done) => {
    const { govhallRoute: name } = request.routeOptions.config
    const spec: RouteSpec | undefined = name === undefined ? undefined : routes[name]
    if (spec?.file === 'taken') done(null, body)
    else done(new ProblemError(toProblem(refusal('unsupported-media', '请以 application/json 提交。'))))
  })
}
