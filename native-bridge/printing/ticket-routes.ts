import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { PrintState } from '../../contract/bridge.ts'
import { refusal } from '../../contract/problems.ts'
import { sendProblem } from '../../web/problems.ts'
import type { CardDesk, PressOutcome } from '../cards/card-desk.ts'
import { nameByCard } from '../cards/with-card.ts'
import { collect, type HallAnswer, type HallLink } from '../hall/hall-link.ts'
import { bodyOf, headersForHall, passOn, sendAnswer } from '../hall/pass-on.ts'
import type { PrintQueue } from './print-queue.ts'

/** The part of the hall's answer that the bridge reads; the rest is passed on untouched. */
const answered = z.looseObject({ id: z.string(), checkIn: z.string().optional() })
const jsonBody = 'application/json; charset=utf-8'

/**
 * The terminal's interface below `/api/v1`: the hall's own, with the ticket's paper added. Bodies are passed on as
 * the bytes they came as, so that the hall judges them and the idempotency key means the same request; only where one
 * names a card the person's number takes its place.
 */
export function serveTickets(app: FastifyInstance, link: HallLink, queue: PrintQueue, desk: CardDesk): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  const giveTicket = (withClass: boolean) => async (request: FastifyRequest, reply: FastifyReply) => {
    const given = request.headers['idempotency-key']
    // One press is one ticket: a request that came without a key gets one before it travels.
    const key = typeof given === 'string' ? given : uuidv7()
    const named = nameByCard(bodyOf(request), desk, key, { withClass })
    if (!named.ok) return sendProblem(reply, named.problem)
    const { body, cardId } = named.value
    queue.expect()
    const answer = await link.send({
      method: 'POST',
      path: request.url,
      headers: { ...headersForHall(request), 'idempotency-key': key },
      body,
    })
    if (cardId !== null) desk.settle(cardId, outcomeOf(answer.status))
    // Only here, with the hall's word that the ticket is committed, may paper come out.
    return withPrint(reply, answer, (ticketId, checkIn) => {
      // Whoever checks in again has their paper, or asks for it.
      if (checkIn === 'again') return queue.stateOf(ticketId)
      try {
        return queue.add(ticketId, `issued:${ticketId}`)
      } catch (error) {
        // A full store of ours must not hide a ticket that the hall has given.
        request.log.error({ err: error }, 'the print could not be queued')
        return { state: 'failed', reason: 'error' }
      }
    })
  }
  app.post('/api/v1/tickets', giveTicket(true))
  // A booking that is checked in becomes a ticket, and its paper comes out like any other.
  app.post('/api/v1/appointments/check-in', giveTicket(false))

  app.get<{ Params: { id: string } }>('/api/v1/tickets/:id', async (request, reply) => {
    const answer = await link.send({ method: 'GET', path: request.url, headers: headersForHall(request) })
    return withPrint(reply, answer, (ticketId) => queue.stateOf(ticketId))
  })

  app.post<{ Params: { id: string } }>('/api/v1/tickets/:id/print', async (request, reply) => {
    const given = request.headers['idempotency-key']
    const key = typeof given === 'string' ? given : uuidv7()
    queue.expect()
    const answer = await link.send({
      method: 'POST',
      path: `/api/v1/tickets/${encodeURIComponent(request.params.id)}/reprint`,
      headers: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': key },
      body: Buffer.from('{}'),
    })
    // The hall calls it made (201); here nothing is made, a print is asked for.
    return withPrint(reply, answer, (ticketId) => queue.add(ticketId, `asked:${key}`), 200)
  })

  // A page on this machine stands before citizens: what only a pad may do, it may not do with the terminal's token.
  for (const closed of ['pad-presses', 'pad-sign-on'])
    app.all(`/api/v1/windows/:id/${closed}`, (_request, reply) =>
      sendProblem(reply, refusal('not-permitted', '这只能在按键器上操作。')),
    )
  app.get('/api/openapi.json', (request, reply) => passOn(link, request, reply))
  app.all('/api/v1/*', (request, reply) => passOn(link, request, reply))
}

/** A hall that could not say leaves it open whether there is a ticket. */
function outcomeOf(status: number): PressOutcome {
  if (status < 300) return 'done'
  return status < 500 ? 'refused' : 'unknown'
}

/** The hall's ticket with its print added; a refusal goes through as it is. */
async function withPrint(
  reply: FastifyReply,
  answer: HallAnswer,
  print: (ticketId: string, checkIn: string | undefined) => PrintState,
  status = answer.status,
): Promise<FastifyReply> {
  const body = await collect(answer.body)
  if (answer.status !== 200 && answer.status !== 201) return sendAnswer(reply, answer, body)
  const ticket = answered.parse(JSON.parse(body.toString('utf8')))
  return reply
    .code(status)
    .type(jsonBody)
    .header('cache-control', 'no-store')
    .send({ ...ticket, print: print(ticket.id, ticket.checkIn) })
}
