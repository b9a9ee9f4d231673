import { QueryClient } from '@tanstack/react-query'
import {
  type CallOptions,
  type Client,
  createClient,
  ProblemError,
  type RouteAnswer,
  type RouteInput,
} from '../../contract/client.ts'
import { type Problem, refusal, toProblem } from '../../contract/problems.ts'
import type { RouteName } from '../../contract/routes.ts'
import { followWithQueries } from './refresh.ts'
import { createHallStream, type HallStream } from './stream-channel.ts'

/** Who a page speaks as. */
export interface HallOptions {
  /** Which of the browser's cookies: `window`, `console` or a terminal's id. Absent through a bridge. */
  readonly as?: string | undefined
  /** A Bearer token instead of a cookie: the phone's secret. */
  readonly token?: string | undefined
}

/** The hall as one page sees it: calls, what was read, and what happens. */
export interface Hall {
  readonly as: string | undefined
  /** One call of the interface; throws ProblemError. Components use the hooks instead. */
  readonly call: Client
  readonly queries: QueryClient
  readonly stream: HallStream
  /** Removes what was read by these routes, so that nothing of the person before remains in the page. */
  forget(...names: readonly RouteName[]): void
}

/** Makes a page's hall. Call it once, outside React; it follows the stream when a HallProvider says so. */
export function createHall({ as, token }: HallOptions = {}): Hall {
  const call = createClient({
    base: '',
    ...(as === undefined ? {} : { as }),
    ...(token === undefined ? {} : { token }),
  })
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        // A hall's network has no internet, and the browser's idea of being online says nothing about the hall.
        networkMode: 'always',
        retry: (failures, error) => isPassing(error) && failures < 3,
        retryDelay: (failures) => Math.min(5000, 500 * 2 ** failures),
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 30_000,
        gcTime: 60_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  const stream = createHallStream({ as, token })
  followWithQueries(stream, queries)
  return {
    as,
    call,
    queries,
    stream,
    forget(...names) {
      for (const name of names) queries.removeQueries({ queryKey: [name] })
    },
  }
}

/** `Client` for a route whose name is a type parameter: the input is always given. */
export type RouteCall = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
  more?: CallOptions,
) => Promise<RouteAnswer<Name>>

/** The hall's client where the route is not known until the hook is used. */
export function routeCall(call: Client): RouteCall {
  // `Client` only adds that a route without input may leave it out; whether one may depends on the route, which the
  // compiler cannot decide for a type parameter. Giving the input is right for every route.
  return call as RouteCall
}

/** The refusal in an error; what is no refusal is a bug and is told as `internal`. */
export function problemOf(error: unknown): Problem | null {
  if (error === null || error === undefined) return null
  return error instanceof ProblemError ? error.problem : toProblem(refusal('internal'))
}

/** Whether the same request may succeed a moment later, and whether it was carried out is not known. */
export function isPassing(error: unknown): boolean {
  return error instanceof ProblemError && (error.problem.code === 'hall-away' || error.problem.status >= 500)
}
