import { useEffect, useState } from 'react'
import type { RouteAnswer } from '../../contract/client.ts'
import type { HallEvent } from '../data/stream-follower.ts'
import { type HallQuery, useHallQuery } from '../data/use-hall.ts'
import { catalogueOf } from './find-items.ts'
import { loadCharacters } from './load-characters.ts'

/** The first screen has the hall and the machine for itself for so long. */
const afterStartMs = 1000

/** After these, a name or an item's queue may be another one. */
const naming: ReadonlySet<string> = new Set([
  'catalogue-imported',
  'item-saved',
  'item-removed',
  'department-saved',
])
const followed = {
  refreshOn: ['queues'],
  refreshWhen: (event: HallEvent) => naming.has(event.type),
} as const

/** What the search looks through; kept true by the stream. */
export function useSearchableItems(enabled = true): HallQuery<RouteAnswer<'searchableItems'>> {
  return useHallQuery('searchableItems', {}, { ...followed, enabled })
}

/** Reads what the search looks through once the first screen stands, so that its first key finds it there. */
export function useItemsReadAhead(): void {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), afterStartMs)
    return () => clearTimeout(timer)
  }, [])
  const { data } = useSearchableItems(settled)
  useEffect(() => {
    if (!data) return
    catalogueOf(data)
    loadCharacters(Object.keys(data.spellings))
  }, [data])
}
