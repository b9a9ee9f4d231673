import fastify from 'fastify'
import { refusal } from '../../contract/problems.ts'
import type { TicketPaper } from '../../contract/routes.ts'
import type { DisplayView } from '../../contract/shapes.ts'
import { EventStream } from '../../web/event-stream.ts'
import { installProblems, sendProblem } from '../../web/problems.ts'
import { portThatStaysFree } from '../simulator/port-that-stays-free.ts'
import { examplePaper } from './example-paper.ts'
import { FakePads } from './fake-pads.ts'

/** What a stand-in for the hall was told, and what a test can make it do. */
export interface FakeHall {
  readonly url: string
  readonly token: string
  /** Tickets issued, by idempotency key. */
  readonly issued: Map<string, string>
  /** What tickets and check-ins were asked for with, in order. */
  readonly asked: unknown[]
  /** `device printer ready/`, `print TICKET printed/` and `terminal off`, in order of arrival, each idempotency key once. */
  readonly reports: string[]
  /** Reprints that the kiosk asked for. */
  readonly reprints: string[]
  /** Headers of the last request that was passed on to `/api/v1/queues`. */
  lastHeaders: Record<string, unknown>
  paper: TicketPaper
  /** The windows whose pads the bridge carries. */
  readonly pads: FakePads
  /** What `/api/v1/display` answers; null: the hall is there but cannot say. */
  display: DisplayView | null
  /** How often it was asked. */
  displaysAsked: number
  /** The next POST /tickets commits and then loses its answer. */
  loseNextAnswer: boolean
  /** Issuing is refused. */
  closed: boolean
  /** Tells everyone who listens; returns the entry's place. */
  publish(event: string, data: object): string
  /** Resolves when a report matches. */
  reported(report: string): Promise<void>
  /** Resolves when somebody listens to the stream. */
  listened(): Promise<void>
  /** Cuts every stream, as a restart would. */
  cutStreams(): void
  close(): Promise<void>
}

const epoch = '01933c2e-7b1a-7000-8000-00000000e0c4'
export const terminalId = 'terminal-1'

/** The few routes of the hall that a bridge needs, on a real port. `port` 0 is any. */
export async function startFakeHall(port = 0): Promise<FakeHall> {
  const app = fastify({ forceCloseConnections: true })
  installProblems(app)
  const streams = new Set<EventStream>()
  const entries: { id: string; event: string; data: object }[] = []
  const keys = new Set<string>()
  const waiting: { report: string; resolve: () => void }[] = []
  const listening: (() => void)[] = []
  const token = 'terminal-token'
  const pads = new FakePads(() => hall.publish('window-opened', {}))

  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.authorization !== `Bearer ${token}`)
      return sendProblem(reply, refusal('not-signed-in'))
    return undefined
  })
  const ticket = (id: string) => ({
    id,
    number: `A${id.slice(-3)}`,
    state: 'waiting',
    phoneUrl: `http://hall/phone/#${id}`,
  })
  app.post('/api/v1/tickets', async (request, reply) => {
    hall.asked.push(request.body)
    if (hall.closed) return sendProblem(reply, refusal('queue-closed'))
    const key = String(request.headers['idempotency-key'])
    const id = hall.issued.get(key) ?? `ticket-${String(hall.issued.size + 1).padStart(3, '0')}`
    hall.issued.set(key, id)
    if (hall.loseNextAnswer) {
      hall.loseNextAnswer = false
      request.raw.socket.destroy()
      return reply.hijack()
    }
    return reply.code(201).send(ticket(id))
  })
  app.post<{ Body: { code: string } }>('/api/v1/appointments/check-in', async (request, reply) => {
    hall.asked.push(request.body)
    const known = hall.issued.get(request.body.code)
    const id = known ?? `ticket-${String(hall.issued.size + 1).padStart(3, '0')}`
    hall.issued.set(request.body.code, id)
    return reply.code(201).send({ ...ticket(id), checkIn: known === undefined ? 'on-time' : 'again' })
  })
  app.get<{ Params: { id: string } }>('/api/v1/tickets/:id', async (request, reply) =>
    [...hall.issued.values()].includes(request.params.id)
      ? ticket(request.params.id)
      : sendProblem(reply, refusal('not-found')),
  )
  app.post<{ Params: { id: string } }>('/api/v1/tickets/:id/reprint', async (request, reply) => {
    hall.reprints.push(request.params.id)
    return reply.code(201).send(ticket(request.params.id))
  })
  app.get<{ Params: { id: string } }>('/api/v1/tickets/:id/paper', async (request) => ({
    ...hall.paper,
    number: ticket(request.params.id).number,
  }))
  const report = (request: { headers: Record<string, unknown> }, text: string) => {
    const key = String(request.headers['idempotency-key'])
    if (keys.has(key)) return { recorded: true }
    keys.add(key)
    hall.reports.push(text)
    for (const one of waiting) if (one.report === text) one.resolve()
    return { recorded: true }
  }
  app.post<{ Body: { device: string; state: string; detail: string } }>(
    '/api/v1/device-reports',
    async (request) =>
      report(request, `device ${request.body.device} ${request.body.state}/${request.body.detail}`),
  )
  app.patch<{ Body: { devices: string[] } }>('/api/v1/device-reports', async (request) => {
    report(request, `devices ${request.body.devices.join(' ')}`)
    return { removed: 0 }
  })
  app.post<{ Params: { id: string }; Body: { state: string; reason: string | null } }>(
    '/api/v1/tickets/:id/print-reports',
    async (request, reply) => {
      if (request.params.id === 'refused') return sendProblem(reply, refusal('not-found'))
      return report(request, `print ${request.params.id} ${request.body.state}/${request.body.reason ?? ''}`)
    },
  )
  pads.serve(app)
  app.get('/api/v1/terminal-sessions/current', async () => ({ terminal: { id: terminalId } }))
  app.delete('/api/v1/terminal-sessions/current', async (request) => report(request, 'terminal off'))
  app.get('/api/v1/queues', async (request) => {
    hall.lastHeaders = request.headers
    return { seq: 1, queues: [] }
  })
  app.get('/api/v1/display', async (_request, reply) => {
    hall.displaysAsked += 1
    return hall.display ?? sendProblem(reply, refusal('internal'))
  })
  app.get('/api/v1/stream', (request, reply) => {
    reply.hijack()
    const stream = new EventStream(reply.raw)
    const after = Number(
      String(request.headers['last-event-id'] ?? `${epoch}:${entries.length}`).split(':')[1],
    )
    for (const entry of entries.slice(after)) stream.send(entry)
    stream.send({ event: 'heartbeat', data: { seq: entries.length } })
    streams.add(stream)
    stream.onClose(() => streams.delete(stream))
    for (const resolve of listening.splice(0)) resolve()
  })
  const url = await app.listen({ port: port === 0 ? await portThatStaysFree() : port, host: '127.0.0.1' })

  const hall: FakeHall = {
    url,
    token,
    issued: new Map(),
    asked: [],
    reports: [],
    reprints: [],
    lastHeaders: {},
    paper: examplePaper,
    pads,
    display: null,
    displaysAsked: 0,
    loseNextAnswer: false,
    closed: false,
    publish(event, data) {
      const entry = { id: `${epoch}:${entries.length + 1}`, event, data }
      entries.push(entry)
      for (const stream of streams) stream.send(entry)
      return entry.id
    },
    reported: (text) =>
      hall.reports.includes(text)
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ report: text, resolve })),
    listened: () =>
      streams.size > 0 ? Promise.resolve() : new Promise((resolve) => listening.push(resolve)),
    cutStreams() {
      for (const stream of streams) stream.close()
    },
    async close() {
      hall.cutStreams()
      await app.close()
    },
  }
  return hall
}
