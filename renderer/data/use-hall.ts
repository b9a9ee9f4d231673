import { keepPreviousData, QueryClientProvider, useMutation, useQuery } from '@tanstack/react-query'
import {
  createContext,
  createElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useSyncExternalStore,
} from 'react'
import type { RouteAnswer, RouteInput } from '../../contract/client.ts'
import type { Problem } from '../../contract/problems.ts'
import { type RouteName, routes } from '../../contract/routes.ts'
import type { Topic } from '../../contract/stream.ts'
import { must } from '../../core/result.ts'
import { type Hall, isPassing, problemOf, routeCall } from './hall.ts'
import { PressKeys } from './press-keys.ts'
import type { HallQueryMeta } from './refresh.ts'
import type { ConnectionState, HallEvent } from './stream-follower.ts'

const HallContext = createContext<Hall | null>(null)

/** Gives a page its hall. `follow` is false while nobody is signed in: the stream would be refused. */
export function HallProvider(props: { hall: Hall; follow?: boolean; children: ReactNode }): ReactNode {
  const { hall, follow = true, children } = props
  useEffect(() => {
    if (!follow) return
    hall.stream.follow()
    return () => hall.stream.leave()
  }, [hall, follow])
  return createElement(
    HallContext,
    { value: hall },
    createElement(QueryClientProvider, { client: hall.queries }, children),
  )
}

export function useHall(): Hall {
  return must(useContext(HallContext), 'a page stands inside a HallProvider')
}

export interface HallQueryOptions {
  /** Read again when something of these topics happens. */
  readonly refreshOn?: readonly Topic[]
  /** Of these topics, only events that concern it: two hundred windows must not all read at each call of one. */
  readonly refreshWhen?: (event: HallEvent) => boolean
  /** Read again so often besides, in milliseconds: for what changes by time alone, of which no event tells. */
  readonly everyMs?: number
  /** False: not read yet (nothing chosen). */
  readonly enabled?: boolean
  /** Shows the answer to the input before while the next one comes: for searches and pages of a list. */
  readonly keepPrevious?: boolean
}

export interface HallQuery<Answer> {
  /** Undefined until the first answer; afterwards the latest one, also while the hall is away. */
  readonly data: Answer | undefined
  /** Why the latest reading failed. Show it alone only where `data` is undefined. */
  readonly problem: Problem | null
  /** Nothing to show yet. */
  readonly loading: boolean
  /** `data` belongs to the input before (`keepPrevious`). */
  readonly previous: boolean
  again(): void
}

/** Reads a route and keeps it true: `useHallQuery('queues', {}, { refreshOn: ['queues'] })`. */
export function useHallQuery<Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
  options: HallQueryOptions = {},
): HallQuery<RouteAnswer<Name>> {
  const hall = useHall()
  const meta: HallQueryMeta = {
    refreshOn: options.refreshOn ?? [],
    ...(options.refreshWhen ? { refreshWhen: options.refreshWhen } : {}),
  }
  const query = useQuery<{ answer: RouteAnswer<Name> }>({
    queryKey: [name, input],
    // In an object of its own, because an answer may be `null` and the cache must still tell it from none.
    queryFn: async ({ signal }) => ({ answer: await routeCall(hall.call)(name, input, { signal }) }),
    enabled: options.enabled ?? true,
    meta,
    // What follows the stream is told when it is old.
    ...(meta.refreshOn.length > 0 ? { staleTime: Number.POSITIVE_INFINITY } : {}),
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
  const { refetch } = query
  const again = useCallback(() => void refetch(), [refetch])
  return {
    data: query.data?.answer,
    problem: problemOf(query.error),
    loading: query.isPending && (options.enabled ?? true),
    previous: query.isPlaceholderData,
    again,
  }
}

export interface HallCommandOptions<Answer> {
  onDone?(answer: Answer): void
  onProblem?(problem: Problem): void
  /** Read again at once, without waiting for the stream. */
  readonly refreshes?: readonly RouteName[]
}

export interface HallCommand<Name extends RouteName> {
  /** Sends. A second press while the same one is under way does nothing. Never throws: see `problem`, `onProblem`. */
  run(input: RouteInput<Name>): void
  /** The same as a promise, for steps that follow one another; throws ProblemError. */
  send(input: RouteInput<Name>): Promise<RouteAnswer<Name>>
  readonly busy: boolean
  readonly problem: Problem | null
  readonly answer: RouteAnswer<Name> | undefined
  /** Forgets problem and answer. */
  clear(): void
}

/**
 * A change: `const callNext = useHallCommand('callNext')`, `callNext.run({ params: { id } })`. When an answer is lost
 * the request is repeated with the same idempotency key, also when the person presses again for the same thing, so
 * that one press never does two things.
 */
export function useHallCommand<Name extends RouteName>(
  name: Name,
  options: HallCommandOptions<RouteAnswer<Name>> = {},
): HallCommand<Name> {
  const hall = useHall()
  const keys = useRef(new PressKeys<RouteAnswer<Name>>())
  const latest = useRef(options)
  latest.current = options
  const mutation = useMutation<RouteAnswer<Name>, unknown, RouteInput<Name>>({
    mutationFn: (input) =>
      keys.current.send(
        JSON.stringify(input) ?? '',
        (idempotencyKey) => routeCall(hall.call)(name, input, { idempotencyKey }),
        { isPassing, repeat: routes[name].method !== 'GET' },
      ),
  })
  const { mutateAsync, reset } = mutation
  const send = useCallback(
    async (input: RouteInput<Name>): Promise<RouteAnswer<Name>> => {
      try {
        const answer = await mutateAsync(input)
        for (const route of latest.current.refreshes ?? [])
          void hall.queries.invalidateQueries({ queryKey: [route] })
        latest.current.onDone?.(answer)
        return answer
      } catch (error) {
        const problem = problemOf(error)
        if (problem) latest.current.onProblem?.(problem)
        throw error
      }
    },
    [mutateAsync, hall],
  )
  const run = useCallback(
    (input: RouteInput<Name>): void => {
      if (keys.current.isUnderWay(JSON.stringify(input) ?? '')) return
      // The failure is in `problem` and was given to `onProblem`.
      send(input).catch(() => undefined)
    },
    [send],
  )
  return {
    run,
    send,
    busy: mutation.isPending,
    problem: problemOf(mutation.error),
    answer: mutation.data,
    clear: reset,
  }
}

/** Runs `handler` for each event of these topics, in order; `onReset` when the hall's store is another one. */
export function useHallEvents(
  topics: readonly Topic[],
  handler: (event: HallEvent) => void,
  onReset?: () => void,
): void {
  const { stream } = useHall()
  const latest = useRef({ handler, onReset })
  latest.current = { handler, onReset }
  const key = topics.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: topics are compared by their names, not by their array
  useEffect(() => {
    const stops = [
      stream.onEvent(topics, (event) => latest.current.handler(event)),
      stream.onReset(() => latest.current.onReset?.()),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [stream, key])
}

/** How the page is connected to the hall; `away` after three seconds without. */
export function useConnection(): ConnectionState {
  const { stream } = useHall()
  return useSyncExternalStore(stream.onState, () => stream.state)
}
