import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { RouteAnswer } from '../contract/client.ts'
import { type Refusal, refusal } from '../contract/problems.ts'
import { type RouteName, type RouteSpec, routes } from '../contract/routes.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { findAnswer, keepAnswer, keyHash } from '../db/idempotency.ts'
import { canonical } from '../db/journal.ts'
import type { Transaction } from '../db/writer.ts'
import { sendProblem } from '../web/problems.ts'
import type { Hall } from './hall.ts'
import { noteHeard } from './terminal/presence.ts'
import { actorOf, kindsOf, type Principal, whoAsks } from './who.ts'

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type Spec<Name extends RouteName> = (typeof routes)[Name]

/** A request after its schemas: nothing in it is unchecked. */
export interface Asked<Name extends RouteName> {
  readonly params: Parsed<Spec<Name> extends { params: infer P } ? P : undefined>
  readonly query: Parsed<Spec<Name> extends { query: infer Q } ? Q : undefined>
  readonly body: Parsed<Spec<Name> extends { body: infer B } ? B : undefined>
  readonly who: Principal
  readonly hall: Hall
  readonly reply: FastifyReply
}

/** A route that only reads. */
interface Reading<Name extends RouteName> {
  readonly kind: 'read'
  answer(asked: Asked<Name>): Result<RouteAnswer<Name>, Refusal>
}

/** What a writing route keeps for a repeated request: its answer without secrets. */
type Kept<Name extends RouteName> =
  Spec<Name> extends { secret: true }
    ? RouteAnswer<Name>
    :
        | Omit<NonNullable<RouteAnswer<Name>>, 'phoneUrl' | 'bookingUrl' | 'bookingCode'>
        | Extract<RouteAnswer<Name>, null>

/** A route that changes something: work that takes time first, then one command in the writer's transaction. */
interface Writing<Name extends RouteName, Prepared> {
  readonly kind: 'write'
  /** Hashing a password and the like: outside the transaction, which awaits nothing. */
  prepare?(asked: Asked<Name>): Promise<Result<Prepared, Refusal>>
  write(tx: Transaction, asked: Asked<Name>, prepared: Prepared): Result<Kept<Name>, Refusal>
  /** Adds what must not be kept, such as the phone secret, and sets cookies. */
  reveal?(kept: NonNullable<Kept<Name>>, asked: Asked<Name>): RouteAnswer<Name>
}

/** A route that answers by itself, such as the event stream. */
interface Raw<Name extends RouteName> {
  readonly kind: 'raw'
  handle(asked: Asked<Name>, request: FastifyRequest): void | Promise<void>
}

export type Handler<Name extends RouteName> = Reading<Name> | Writing<Name, unknown> | Raw<Name>
export type Handlers<Names extends RouteName> = { readonly [Name in Names]: Handler<Name> }

/** Makes a handler that reads. */
export function read<Name extends RouteName>(answer: Reading<Name>['answer']): Reading<Name> {
  return { kind: 'read', answer }
}

/** Makes a handler that writes. */
export function write<Name extends RouteName>(
  command: Writing<Name, undefined>['write'],
  reveal?: Writing<Name, undefined>['reveal'],
): Writing<Name, unknown> {
  return { kind: 'write', write: (tx, asked) => command(tx, asked, undefined), ...(reveal ? { reveal } : {}) }
}

/** Makes a handler that prepares before it writes. */
export function prepared<Name extends RouteName, Prepared>(
  parts: Omit<Writing<Name, Prepared>, 'kind'>,
): Writing<Name, unknown> {
  const { prepare, write: command, reveal } = parts
  return {
    kind: 'write',
    ...(prepare ? { prepare } : {}),
    // What comes out of `prepare` goes into `write` and nowhere else, so the pair agrees by construction.
    write: (tx, asked, value) => command(tx, asked, value as Prepared),
    ...(reveal ? { reveal } : {}),
  }
}

/** Makes a handler that answers by itself. */
export function raw<Name extends RouteName>(handle: Raw<Name>['handle']): Raw<Name> {
  return { kind: 'raw', handle }
}

/**
 * Registers every route of the table: who may call it is decided here, from the table, before its body is looked
 * at; then the schemas; then the handler. A route without a handler does not compile.
 */
export function serveRoutes(
  app: FastifyInstance,
  hall: Hall,
  handlers: Handlers<RouteName>,
  controlToken: string | null,
): void {
  for (const name of Object.keys(routes).filter(isRouteName)) {
    const spec: RouteSpec = routes[name]
    app.route({
      method: spec.method,
      url: `/api/v1${spec.path}`,
      ...(spec.bodyLimit ? { bodyLimit: spec.bodyLimit } : {}),
      config: { govhallRoute: name },
      onRequest: (request, reply, done) => {
        const who = whoAsks(hall, request, controlToken)
        request.govhallWho = who
        if (who.kind === 'terminal') noteHeard(hall, who.terminal)
        const refused = admit(spec, who)
        if (refused) sendProblem(reply, refused)
        else done()
      },
      handler: (request, reply) =>
        // A handler is for its own route; which one this is, only the loop knows.
        handle(hall, spec, name, handlers[name] as unknown as Handler<RouteName>, request, reply),
    })
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    govhallWho?: Principal
  }
  interface FastifyContextConfig {
    govhallRoute?: RouteName
  }
}

function isRouteName(name: string): name is RouteName {
  return Object.hasOwn(routes, name)
}

/** Why a principal may not call a route at all; null when it may. */
export function admit(spec: RouteSpec, who: Principal): Refusal | null {
  if (spec.who.includes('anyone')) return null
  if (who.kind === 'anyone') return refusal('not-signed-in', '请先登录；终端请先注册。')
  return kindsOf(who).some((kind) => spec.who.includes(kind))
    ? null
    : refusal('not-permitted', '您的角色不能进行此操作。')
}

async function handle(
  hall: Hall,
  spec: RouteSpec,
  name: RouteName,
  handler: Handler<RouteName>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const parsed = parseRequest(spec, request)
  if (!parsed.ok) return sendProblem(reply, parsed.problem)
  const who = request.govhallWho ?? { kind: 'anyone' }
  // The schemas of this very route have just made these values; the table cannot say so to the compiler.
  const asked = { ...parsed.value, who, hall, reply } as unknown as Asked<RouteName>
  if (handler.kind === 'raw') {
    await handler.handle(asked, request)
    return reply
  }
  if (handler.kind === 'read') {
    const answer = handler.answer(asked)
    return answer.ok ? reply.send(answer.value) : sendProblem(reply, answer.problem)
  }
  const before = handler.prepare ? await handler.prepare(asked) : ok(undefined)
  if (!before.ok) return sendProblem(reply, before.problem)
  const key = idempotency(hall, spec, name, who, request)
  if (!key.ok) return sendProblem(reply, key.problem)
  const done = await hall.writer.run<unknown>(actorOf(who), (tx) => {
    const held = key.value
    if (held) {
      const kept = findAnswer(tx.db, held.keyHash)
      if (kept)
        return kept.requestHash === held.requestHash
          ? ok(JSON.parse(kept.answer))
          : fail(refusal('idempotency-key-reused', '这个幂等键已用于另一个请求，请换一个新的。'))
    }
    const result = handler.write(tx, asked, before.value)
    if (result.ok && held)
      keepAnswer(
        tx.db,
        held.keyHash,
        { requestHash: held.requestHash, status: spec.status ?? 200, answer: JSON.stringify(result.value) },
        tx.nowMs,
      )
    return result
  })
  if (!done.ok) return sendProblem(reply, done.problem)
  if (done.value === null) return reply.status(204).send()
  // Kept answers were written by this handler for this route.
  const answer = handler.reveal ? handler.reveal(done.value as never, asked) : done.value
  return reply.status(spec.status ?? 200).send(answer)
}

function parseRequest(
  spec: RouteSpec,
  request: FastifyRequest,
): Result<{ params: unknown; query: unknown; body: unknown }, Refusal> {
  const errors: { path: string; message: string }[] = []
  const parse = (schema: z.ZodType | undefined, value: unknown) => {
    if (!schema) return undefined
    const found = schema.safeParse(value)
    if (found.success) return found.data
    for (const issue of found.error.issues)
      errors.push({ path: issue.path.join('.'), message: issue.message })
    return undefined
  }
  const value = {
    params: parse(spec.params, request.params),
    query: parse(spec.query, withoutEmpty(request.query)),
    body: parse(spec.body, request.body ?? undefined),
  }
  if (errors.length === 0) return ok(value)
  // An id that cannot exist is an id that was not found.
  if (spec.params && !spec.params.safeParse(request.params).success)
    return fail(refusal('not-found', '没有找到所指的对象。'))
  return fail(refusal('validation', '内容不符合要求，请按提示修改。', { errors }))
}

/** `?limit=&after=` means that neither was given. */
function withoutEmpty(query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return query
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

function idempotency(
  hall: Hall,
  spec: RouteSpec,
  name: RouteName,
  who: Principal,
  request: FastifyRequest,
): Result<{ keyHash: string; requestHash: string } | null, Refusal> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key === '' || spec.secret) return ok(null)
  if (key.length > 200)
    return fail(
      refusal('validation', '幂等键过长。', {
        errors: [{ path: 'Idempotency-Key', message: '最多 200 个字符' }],
      }),
    )
  return ok({
    keyHash: keyHash(hall.cipher, actorOf(who), key),
    requestHash: hall.cipher.keyedHash(
      'request',
      `${name}\u0000${request.url}\u0000${request.body === undefined || request.body === null ? '' : canonical(request.body)}`,
    ),
  })
}
