import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError, z } from 'zod'
import { ProblemError } from '../contract/client.ts'
import { type Problem, type Refusal, refusal, toProblem } from '../contract/problems.ts'

// What a schema says of a field is read by people in the hall.
z.config(z.locales.zhCN())

/** Answers with a refusal as RFC 9457 `application/problem+json`. */
export function sendProblem(reply: FastifyReply, of: Refusal): FastifyReply {
  return passProblem(reply, toProblem(of))
}

/** Answers with a problem document as it is, such as one that another service of ours gave. */
function passProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.retryAfterSeconds !== undefined)
    reply.header('retry-after', Math.ceil(problem.retryAfterSeconds))
  if (!reply.raw.shouldKeepAlive && sendsMuch(reply.request)) return answerAndHearOut(reply, problem)
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem))
}

/** Whether a sender may still be busy with its body, and more of it than the system holds for us. */
function sendsMuch({ raw, headers }: FastifyRequest): boolean {
  const declared = Number(headers['content-length'] ?? 0)
  return !raw.complete && (declared > 65_536 || headers['transfer-encoding'] !== undefined)
}

/**
 * Answers a sender that asked to close the connection after the answer, as many scripts do: it is closed only once the
 * sender is through, since some read nothing before. How long that may take is the server's limit for a request.
 */
function answerAndHearOut(reply: FastifyReply, problem: Problem): FastifyReply {
  const body = Buffer.from(JSON.stringify(problem))
  const { raw, request } = reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(problem.status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
  })
  raw.write(body)
  const end = () => raw.end()
  request.raw.once('end', end).once('close', end).resume()
  return reply
}

/** Fastify's own errors that the sender caused, by code. */
const framework: Readonly<Record<string, () => Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => refusal('too-large', '请求内容超过了允许的大小。'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => refusal('unsupported-media', '请以 application/json 提交。'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => refusal('malformed'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => refusal('malformed'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => refusal('malformed', '请求内容与声明的长度不符。'),
  FST_ERR_BAD_URL: () => refusal('malformed', '地址不正确。'),
  FST_ERR_MAX_PARAM_LENGTH: () => refusal('not-found'),
  FST_ERR_NOT_FOUND: () => refusal('not-found'),
}

/** SQLite could not write or read: disk full, I/O error, read-only, or held by another for too long. */
const storeTrouble = /^SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CANTOPEN|NOMEM)/

/** What an error means to the caller; `internal` for whatever nobody expected. */
function refusalOf(error: unknown): Refusal {
  const code = textOf(error, 'code')
  const known = framework[code]
  if (known) return known()
  if (storeTrouble.test(code)) return { ...refusal('store-unavailable'), retryAfterSeconds: 5 }
  const errors = validationErrors(error)
  if (errors) return refusal('validation', undefined, { errors })
  const status = isRecord(error) ? error['statusCode'] : undefined
  // What the HTTP layer and its plugins refuse beyond the list: the sender's fault, never ours to explain.
  if (status === 400 || (code.startsWith('FST_ERR_CTP') && status !== 500)) return refusal('malformed')
  if (status === 413) return refusal('too-large')
  if (status === 415) return refusal('unsupported-media')
  return refusal('internal', '系统内部错误，此次操作没有完成。请稍后再试，或找工作人员。')
}

/**
 * Makes every error and every unknown address of a server a problem document. Call it before the routes are
 * added: it notes their methods, so that a known address with another method is 405 and not 404.
 */
export function installProblems(app: FastifyInstance): void {
  const known: { path: RegExp; method: string }[] = []
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) known.push({ path: pattern(route.url), method })
  })
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const allowed = [...new Set(known.filter((one) => one.path.test(path)).map((one) => one.method))]
    if (allowed.length === 0 || allowed.includes(request.method))
      return sendProblem(reply, refusal('not-found'))
    return sendProblem(reply.header('allow', allowed.join(', ')), refusal('method-not-allowed'))
  })
}

/** The `frameworkErrors` option of Fastify: addresses that cannot be decoded never reach a route or its handler. */
export function frameworkErrors(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  answerError(error, request, reply)
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof ProblemError) return passProblem(reply, error.problem)
  const of = refusalOf(error)
  // The text of an unexpected error stays in the log: it may hold paths, SQL or a person's data.
  if (of.code === 'internal') request.log.error({ err: error, req: request }, 'unexpected error')
  else if (of.code === 'too-large')
    // What is still coming is thrown away as it comes: a connection that closes on a sender takes the answer with it.
    reply.removeHeader('connection')
  else if (of.code === 'store-unavailable') request.log.error({ err: error }, 'the store refused')
  return sendProblem(reply, of)
}

/** The faults of a `schema.parse` that threw: each named by its path. */
function validationErrors(error: unknown): { path: string; message: string }[] | null {
  if (!(error instanceof ZodError)) return null
  return error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
}

/** A route's address as an expression: `/tickets/:id` and `/assets/*` match what they stand for. */
function pattern(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) => {
      if (part === '*') return '.*'
      if (part.startsWith(':')) return '[^/]+'
      return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    })
    .join('/')
  return new RegExp(`^${source}$`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown, key: string): string {
  const found = isRecord(value) ? value[key] : undefined
  return typeof found === 'string' ? found : ''
}
