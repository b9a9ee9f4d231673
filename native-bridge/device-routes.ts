import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { refusal } from '../contract/problems.ts'
import { EventStream } from '../web/event-stream.ts'
import { sendProblem } from '../web/problems.ts'
import type { CardDesk } from './cards/card-desk.ts'
import type { PrintQueue } from './printing/print-queue.ts'
import { devicesOf, type MadeDevice } from './registry.ts'
import type { SimulatedEscposPrinter } from './simulator/escpos-printer.ts'
import { paperPicture } from './simulator/paper-picture.ts'

const faults = z.strictObject({
  paperOut: z.boolean().optional(),
  coverOpen: z.boolean().optional(),
  unplugged: z.boolean().optional(),
})
const papersShown = 10

/** The terminal's devices: how they are, what they tell as it happens, and for simulated ones their paper and faults. */
export function serveDevices(
  app: FastifyInstance,
  made: readonly MadeDevice[],
  queue: PrintQueue,
  desk: CardDesk,
): void {
  const streams = new Set<EventStream>()
  app.addHook('onClose', async () => {
    for (const stream of streams) stream.close()
  })

  app.get('/api/v1/devices', async () => ({ devices: made.map(({ device }) => device.row()) }))

  app.get('/api/v1/devices/stream', (_request, reply) => {
    reply.hijack()
    const stream = new EventStream(reply.raw)
    streams.add(stream)
    for (const { device } of made) stream.send({ event: 'device', data: device.row() })
    for (const live of queue.live()) stream.send({ event: 'print', data: live })
    // No card of before: whoever loads the page anew may be somebody else.
    const stops = [
      desk.onEvent((event) => stream.send(event)),
      ...made.map(({ device }) => device.onChange((row) => stream.send({ event: 'device', data: row }))),
      ...made.flatMap((one) =>
        // What was scanned goes to the terminal's own page and nowhere else: it may open somebody's ticket.
        one.kind === 'scanner'
          ? [one.device.onScan((text) => stream.send({ event: 'scan', data: { text } }))]
          : [],
      ),
      queue.onPrint((ticketId, print) => stream.send({ event: 'print', data: { ticketId, print } })),
    ]
    stream.onClose(() => {
      for (const stop of stops) stop()
      streams.delete(stream)
    })
  })

  app.get<{ Params: { name: string } }>('/api/v1/devices/:name/paper', (request, reply) =>
    simulated(reply, made, request.params.name, (simulator) =>
      reply.header('cache-control', 'no-store').send({
        papers: simulator.papers.slice(-papersShown).reverse(),
        printing: simulator.unfinished,
      }),
    ),
  )

  /** The ticket that is printing now, as far as it is out, or else the last one; empty paper before the first. */
  app.get<{ Params: { name: string } }>('/api/v1/devices/:name/paper.svg', (request, reply) =>
    simulated(reply, made, request.params.name, (simulator, columns) => {
      const lines =
        simulator.unfinished.length > 0 ? simulator.unfinished : (simulator.papers.at(-1)?.lines ?? [])
      return reply
        .header('cache-control', 'no-store')
        .type('image/svg+xml')
        .send(paperPicture(lines, columns))
    }),
  )

  app.post<{ Params: { name: string } }>('/api/v1/devices/:name/faults', (request, reply) =>
    simulated(reply, made, request.params.name, (simulator) => {
      const wanted = faults.parse(request.body ?? {})
      if (wanted.paperOut !== undefined && wanted.paperOut !== simulator.paperOut)
        simulator.loadPaper(wanted.paperOut ? 0 : undefined)
      if (wanted.coverOpen !== undefined) simulator.openCover(wanted.coverOpen)
      if (wanted.unplugged !== undefined) simulator.plug(!wanted.unplugged)
      return reply.send({
        paperOut: simulator.paperOut,
        coverOpen: simulator.coverOpen,
        unplugged: !simulator.plugged,
      })
    }),
  )
}

function simulated(
  reply: FastifyReply,
  made: readonly MadeDevice[],
  name: string,
  answer: (simulator: SimulatedEscposPrinter, columns: number) => FastifyReply,
): FastifyReply {
  const found = devicesOf(made, 'ticket-printer').find(({ config }) => config.name === name)
  if (!found?.simulator) return sendProblem(reply, refusal('not-found', '没有这台模拟设备。'))
  return answer(found.simulator, found.device.columns)
}
