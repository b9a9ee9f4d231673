import type { FastifyInstance } from 'fastify'
import { type DockedDevice, dockAction, type dockEvents } from '../contract/dock.ts'
import { refusal } from '../contract/problems.ts'
import { EventStream } from '../web/event-stream.ts'
import { sendProblem } from '../web/problems.ts'
import { dockedRow, type OnDock } from './simulator/docked.ts'

/** A device's row goes out at most this often: paper that comes out changes with every line. */
const leastMsBetween = 50
/** Papers are pictures: what a page that fell behind may leave waiting before it is let go. */
const bufferLimitBytes = 4_194_304

/** A simulated device on the dock, by the name of its configuration. */
export interface DockPlace {
  readonly name: string
  readonly simulator: OnDock
}

/**
 * The dock 模拟台: what each simulated device is and does, and what a person does to it. Only for loopback, behind the
 * guard of the server that it is part of.
 */
export function serveDock(
  app: FastifyInstance,
  places: readonly DockPlace[],
  page: string | null = null,
): void {
  const streams = new Set<EventStream>()
  const tellers = places.map((place) => new Teller(() => tell(place)))
  const stops = places.map(({ simulator }, index) => simulator.onChange(() => tellers[index]?.changed()))
  app.addHook('onClose', async () => {
    for (const stop of stops) stop()
    for (const teller of tellers) teller.stop()
    for (const stream of streams) stream.close()
  })

  function tell(place: DockPlace): void {
    if (streams.size === 0) return
    const event = docked(dockedRow(place.name, place.simulator))
    for (const stream of streams) stream.send(event)
  }

  app.get('/api/v1/dock', async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .send({ devices: places.map(({ name, simulator }) => dockedRow(name, simulator)), page }),
  )

  app.get('/api/v1/dock/stream', (_request, reply) => {
    reply.hijack()
    const stream = new EventStream(reply.raw, { bufferLimitBytes })
    streams.add(stream)
    stream.onClose(() => streams.delete(stream))
    for (const { name, simulator } of places) stream.send(docked(dockedRow(name, simulator)))
  })

  app.post<{ Params: { name: string } }>('/api/v1/dock/:name', (request, reply) => {
    const index = places.findIndex(({ name }) => name === request.params.name)
    const place = places[index]
    if (!place) return sendProblem(reply, refusal('not-found', '没有这台模拟设备。'))
    const action = dockAction.parse(request.body ?? {})
    if (!place.simulator.act(action))
      return sendProblem(reply, refusal('not-on-this-device', '这种设备没有这个操作，或者现在不能这样做。'))
    // Some faults of a line change nothing that the device itself would tell of.
    tellers[index]?.changed()
    return reply.send(dockedRow(place.name, place.simulator))
  })
}

function docked(row: DockedDevice): { event: keyof typeof dockEvents; data: DockedDevice } {
  return { event: 'docked', data: row }
}

/** Says at once that something changed, and of what follows within moments only the last. */
class Teller {
  readonly #tell: () => void
  #timer: NodeJS.Timeout | null = null
  #again = false

  constructor(tell: () => void) {
    this.#tell = tell
  }

  changed(): void {
    if (this.#timer !== null) {
      this.#again = true
      return
    }
    this.#tell()
    this.#timer = setTimeout(() => {
      this.#timer = null
      if (!this.#again) return
      this.#again = false
      this.changed()
    }, leastMsBetween)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#again = false
  }
}
