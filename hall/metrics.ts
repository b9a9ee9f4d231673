import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Hall } from './hall.ts'
import type { Publisher } from './publisher.ts'

/** What Prometheus may ask of a hall: facts recorded by type, requests by route and status, listeners, the process. */
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
