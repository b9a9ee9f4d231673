import type { FastifyReply, FastifyRequest } from 'fastify'
import { collect, type HallAnswer, type HallLink } from './hall-link.ts'

/** What travels from a page to the hall; credentials of the browser do not: the terminal speaks for itself. */
const passedUp = [
  'accept',
  'accept-language',
  'content-type',
  'idempotency-key',
  'last-event-id',
  'if-none-match',
] as const
const passedDown = [
  'content-type',
  'content-language',
  'content-disposition',
  'cache-control',
  'etag',
  'retry-after',
  'allow',
  'x-accel-buffering',
] as const

/** The headers of a page's request that the hall should see. */
export function headersForHall(request: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of passedUp) {
    const value = request.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  return headers
}

/** The bytes of a request's body, as the parser of this scope kept them; null where there is none. */
export function bodyOf(request: FastifyRequest): Uint8Array | null {
  return request.body instanceof Uint8Array && request.body.length > 0 ? request.body : null
}

/**
 * Passes a request on to the hall with the terminal's own token, and its answer back. Event streams are passed
 * through piece by piece; the hall's place in its journal (`Last-Event-ID`) is the hall's and the page's affair.
 */
export async function passOn(
  link: HallLink,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const left = new AbortController()
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) left.abort()
  })
  const endless = request.method === 'GET' && /^\/api\/v1\/stream(\?|$)/.test(request.url)
  try {
    const answer = await link.send({
      method: request.method,
      path: request.url,
      headers: headersForHall(request),
      body: bodyOf(request),
      signal: left.signal,
      endless,
    })
    const isStream = String(answer.headers['content-type']).startsWith('text/event-stream')
    return isStream ? passStream(answer, reply) : sendAnswer(reply, answer, await collect(answer.body))
  } catch (error) {
    // The page left before the hall answered: there is nobody to tell.
    if (!left.signal.aborted) throw error
    return reply.hijack()
  }
}

/** Answers with what the hall answered. */
export function sendAnswer(reply: FastifyReply, answer: HallAnswer, body: Uint8Array): FastifyReply {
  for (const [name, value] of downHeaders(answer)) reply.header(name, value)
  reply.code(answer.status)
  return body.length === 0 ? reply.send() : reply.send(body)
}

function passStream(answer: HallAnswer, reply: FastifyReply): FastifyReply {
  reply.hijack()
  reply.raw.writeHead(answer.status, [...downHeaders(answer), ['connection', 'close']].flat())
  reply.raw.flushHeaders()
  // The hall went away in the middle: the page's stream ends too, and the page connects again.
  answer.body.on('error', () => reply.raw.destroy())
  reply.raw.on('close', () => answer.body.destroy())
  answer.body.pipe(reply.raw)
  return reply
}

function downHeaders(answer: HallAnswer): [string, string][] {
  return passedDown.flatMap((name) => {
    const value = answer.headers[name]
    return typeof value === 'string' ? [[name, value] satisfies [string, string]] : []
  })
}
