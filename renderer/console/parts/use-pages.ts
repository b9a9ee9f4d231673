import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Problem } from '../../../contract/problems.ts'
import type { RouteName } from '../../../contract/routes.ts'
import type { Topic } from '../../../contract/stream.ts'
import { problemOf } from '../../data/hall.ts'

/** Where the next part of a list begins; null before the first, and after the last. */
type Place = string | number | null

export interface Pages<Answer> {
  readonly pages: readonly Answer[] | undefined
  readonly problem: Problem | null
  /** The answer before is still shown while another question is read. */
  readonly previous: boolean
  readonly hasMore: boolean
  readonly reading: boolean
  more(): void
  again(): void
}

/** Reads a long list part by part; parts that were read stay. `question` tells one list from another. */
export function usePages<Answer extends { readonly next: Place }>(
  name: RouteName,
  question: unknown,
  read: (after: Place, signal: AbortSignal) => Promise<Answer>,
  refreshOn: readonly Topic[] = [],
): Pages<Answer> {
  const list = useInfiniteQuery({
    queryKey: [name, 'pages', question],
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: null as Place,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    meta: { refreshOn },
  })
  const { fetchNextPage, refetch } = list
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const again = useCallback(() => void refetch(), [refetch])
  return {
    pages: list.data?.pages,
    problem: problemOf(list.error),
    previous: list.isPlaceholderData,
    hasMore: list.hasNextPage,
    reading: list.isFetching,
    more,
    again,
  }
}
