import type { Query, QueryClient } from '@tanstack/react-query'
import { type Topic, topics } from '../../contract/stream.ts'
import type { HallStream } from './stream-channel.ts'
import type { HallEvent } from './stream-follower.ts'

/** What a query made by `useHallQuery` says of itself. */
export interface HallQueryMeta extends Record<string, unknown> {
  readonly refreshOn: readonly Topic[]
  /** Of those topics' events, the ones that concern it; all of them where it is left out. */
  readonly refreshWhen?: (event: HallEvent) => boolean
}

/** After one reading, the next of the same query waits so long: a busy hall calls many times in a second. */
const restMs = 60

/**
 * Keeps what a page has read in step with the stream: an event refreshes the queries that name its topic; a
 * connection that (again) became live, and a reset, refresh everything, because what happened between is not known.
 */
export function followWithQueries(stream: HallStream, queries: QueryClient): void {
  const running = new Set<string>()
  const again = new Set<string>()

  /**
   * One reading at a time for each query. An event that arrives while one runs causes one more, never a restart:
   * with restarts, events that come faster than an answer would keep a page from ever seeing one.
   */
  const refresh = async (query: Query): Promise<void> => {
    const { queryHash: hash, queryKey } = query
    if (running.has(hash)) {
      again.add(hash)
      return
    }
    running.add(hash)
    try {
      do {
        again.delete(hash)
        await queries.invalidateQueries({ queryKey, exact: true })
        if (again.has(hash)) await rest(restMs)
      } while (again.has(hash))
    } finally {
      running.delete(hash)
    }
  }
  const refreshWhere = (wanted: (query: Query) => boolean): void => {
    for (const query of queries.getQueryCache().findAll({ predicate: wanted })) void refresh(query)
  }

  stream.onEvent(topics, (event) =>
    refreshWhere(
      (query) => topicsOf(query).some((topic) => event.topics.includes(topic)) && concerns(event, query),
    ),
  )
  stream.onReset(() => refreshWhere(() => true))
  stream.onState((state) => {
    // Also what is being read right now: its answer may be older than the stream's beginning.
    if (state === 'live')
      refreshWhere((query) => query.state.status !== 'pending' || query.state.fetchStatus === 'fetching')
  })
}

function topicsOf(query: Query): readonly Topic[] {
  const named: unknown = query.meta?.['refreshOn']
  return Array.isArray(named) ? topics.filter((topic) => named.includes(topic)) : []
}

function concerns(event: HallEvent, query: Query): boolean {
  const when: unknown = query.meta?.['refreshWhen']
  return typeof when !== 'function' || when(event) !== false
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
