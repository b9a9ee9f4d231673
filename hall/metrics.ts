import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { presences } from '../core/terminal/presence.ts'
import { allTerminals } from '../db/terminal/terminals.ts'
import type { Hall } from './hall.ts'
import type { Publisher } from './publisher.ts'
import { describeDevices } from './terminal/devices.ts'
import { lastHeardMs, presenceIn } from './terminal/presence.ts'

/** What Prometheus may ask of a hall: facts recorded by type, requests by route and status, listeners, terminals and their devices, the process. */
export function serveMetrics(app: FastifyInstance, hall: Hall, publisher: Publisher): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const entries = new Counter({
    name: 'govhall_journal_entries_total',
    help: 'Journal entries committed, by type',
    labelNames: ['type'],
    registers: [registry],
  })
  const requests = new Histogram({
    name: 'govhall_request_seconds',
    help: 'Seconds to answer, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  })
  new Gauge({
    name: 'govhall_journal_seq',
    help: 'Last number of the journal',
    registers: [registry],
    collect() {
      this.set(hall.writer.seq)
    },
  })
  new Gauge({
    name: 'govhall_stream_listeners',
    help: 'Clients that follow the event stream',
    registers: [registry],
    collect() {
      this.set(publisher.listening)
    },
  })
  new Gauge({
    name: 'govhall_terminal_presence',
    help: 'How a terminal is (here, away, off, never heard): 1 for that one, 0 for the others',
    labelNames: ['terminal', 'role', 'presence'],
    registers: [registry],
    collect() {
      this.reset()
      for (const row of enrolledTerminals(hall))
        for (const presence of presences)
          this.set(
            { terminal: row.name, role: row.role, presence },
            presence === presenceIn(hall, row) ? 1 : 0,
          )
    },
  })
  new Gauge({
    name: 'govhall_terminal_last_heard_seconds',
    help: 'When a terminal was last heard, in seconds since 1970',
    labelNames: ['terminal', 'role'],
    registers: [registry],
    collect() {
      this.reset()
      for (const row of enrolledTerminals(hall)) {
        const heardMs = lastHeardMs(hall, row)
        if (heardMs !== null) this.set({ terminal: row.name, role: row.role }, heardMs / 1000)
      }
    },
  })
  new Gauge({
    name: 'govhall_device_state',
    help: 'The state of each terminal’s device; unknown while its terminal is away',
    labelNames: ['terminal', 'device', 'kind', 'state'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { terminalName: terminal, device, kind, state } of describeDevices(hall).devices)
        this.set({ terminal, device, kind, state }, 1)
    },
  })
  hall.writer.onCommitted((committed) => {
    for (const entry of committed) entries.inc({ type: entry.type })
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.config.govhallRoute
    if (route) requests.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}

function enrolledTerminals(hall: Hall) {
  return allTerminals(hall.db).filter(({ enrolled, revoked }) => enrolled && !revoked)
}
