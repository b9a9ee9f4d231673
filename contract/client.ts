import type { z } from 'zod'
import { type Problem, problemShape, refusal, toProblem } from './problems.ts'
import { type RouteName, type RouteSpec, routes } from './routes.ts'

type Spec<Name extends RouteName> = (typeof routes)[Name]
type InputOf<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined
type Part<Key extends string, Value> = [Value] extends [undefined]
  ? { [K in Key]?: undefined }
  : undefined extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value }

/** What a route is called with: its path parameters, its query and its body, as its schemas take them. */
export type RouteInput<Name extends RouteName> = Part<
  'params',
  Spec<Name> extends { params: infer P } ? InputOf<P> : undefined
> &
  Part<'query', Spec<Name> extends { query: infer Q } ? InputOf<Q> | undefined : undefined> &
  Part<'body', Spec<Name> extends { body: infer B } ? InputOf<B> : undefined>

/** What it answers; `null` where 204 is an answer. */
export type RouteAnswer<Name extends RouteName> =
  | z.output<Spec<Name>['answer']>
  | (Spec<Name> extends { none: true } ? null : never)

/** A refusal by the other side, thrown by the client: the problem document as it came. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

export interface ClientOptions {
  /** Where the interface lies, such as `http://127.0.0.1:7300` or '' for the page's own origin. */
  readonly base: string
  readonly token?: string
  /** Which of a browser's cookies speaks for this page: `window`, `console` or a terminal's id. */
  readonly as?: string
  readonly fetch?: typeof fetch
  /** Milliseconds after which a request is given up; 15 000 unless told. */
  readonly timeoutMs?: number
  readonly newKey?: () => string
}

export type Client = <Name extends RouteName>(
  name: Name,
  ...input: Record<string, never> extends RouteInput<Name>
    ? [input?: RouteInput<Name>, more?: CallOptions]
    : [input: RouteInput<Name>, more?: CallOptions]
) => Promise<RouteAnswer<Name>>

export interface CallOptions {
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** The address of a route with its parameters and query filled in. */
export function routePath(
  name: RouteName,
  params: Record<string, string> = {},
  query: Record<string, unknown> = {},
): string {
  const path = routes[name].path.replace(/:([a-zA-Z]+)/g, (_, key: string) =>
    encodeURIComponent(params[key] ?? ''),
  )
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(key, String(value))
  const tail = search.toString()
  return `/api/v1${path}${tail ? `?${tail}` : ''}`
}

/**
 * The one way in which our programs and pages call the interface. Every POST, PATCH and DELETE carries an
 * idempotency key, so that a request repeated after a lost answer changes nothing twice.
 * Throws ProblemError for a refusal and for an unreachable hall (`hall-away`).
 */
export function createClient(options: ClientOptions): Client {
  const send = options.fetch ?? globalThis.fetch.bind(globalThis)
  const newKey = options.newKey ?? randomKey
  return async (name, ...rest) => {
    const [input, more] = rest
    const spec: RouteSpec = routes[name]
    const { params, query, body } = loosely(input)
    const headers: Record<string, string> = { accept: 'application/json' }
    if (options.token) headers['authorization'] = `Bearer ${options.token}`
    if (options.as) headers['govhall-as'] = options.as
    if (spec.method !== 'GET') headers['idempotency-key'] = more?.idempotencyKey ?? newKey()
    const isFile = body instanceof Uint8Array
    if (body !== undefined) headers['content-type'] = isFile ? 'application/octet-stream' : 'application/json'
    // A file of accounts takes the hall a while: every first password is hashed.
    const limit = AbortSignal.timeout(Math.max(options.timeoutMs ?? 15_000, isFile ? 120_000 : 0))
    let response: Response
    try {
      response = await send(options.base + routePath(name, params, query), {
        method: spec.method,
        headers,
        ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
        signal: more?.signal ? AbortSignal.any([more.signal, limit]) : limit,
      })
    } catch (error) {
      if (more?.signal?.aborted) throw error
      throw new ProblemError(
        toProblem(refusal('hall-away', '暂时连不上大厅服务，请稍候；急事请找工作人员。')),
      )
    }
    if (response.status === 204) return null as never
    const answer: unknown = await response.json().catch(() => null)
    if (!response.ok) throw refusedWith(response.status, answer)
    // Our own server's answers are validated where they are made; pages trust them.
    return answer as never
  }
}

/** What is thrown for a refusal: `answer` is its body as JSON gave it, which may be no problem document at all. */
export function refusedWith(status: number, answer: unknown): ProblemError {
  const problem = problemShape.safeParse(answer)
  return new ProblemError(
    problem.success ? problem.data : toProblem(refusal('internal', `大厅服务答复异常（${status}）。`)),
  )
}

function randomKey(): string {
  // Not crypto.randomUUID: a page over plain HTTP off loopback does not have it.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The same input without its route's types: what is sent is the same for every route. */
function loosely(input: unknown): {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
} {
  return input ?? {}
}
