import type { RouteAnswer, RouteInput } from '../../../contract/client.ts'
import type { ReplayEntry } from '../../../core/replay/fold.ts'
import { Timeline } from '../../../core/replay/timeline.ts'

type Answer = RouteAnswer<'replay'>
type Told = Answer['entries'][number]
type Query = NonNullable<RouteInput<'replay'>['query']>

/** The names of what the day shows. */
export type ReplayPlace = Pick<Answer, 'day' | 'timeZone' | 'zoneId' | 'zones' | 'queues' | 'windows'>

/** A day as it was read: who is who, and the day itself. */
export interface ReplayedDay {
  readonly place: ReplayPlace
  readonly line: Timeline
}

/** Reads a whole day, page after page; `onRead` is told how many entries there are so far. */
export async function readDay(
  read: (query: Query) => Promise<Answer>,
  day: string,
  onRead: (entries: number) => void = () => undefined,
): Promise<ReplayedDay> {
  const first = await read({ day })
  const told: Told[] = [...first.entries]
  let last = first
  while (last.next !== null) {
    onRead(told.length)
    last = await read({ day, after: last.next })
    told.push(...last.entries)
  }
  const { timeZone, zoneId, zones, queues, windows } = first
  return {
    place: { day: first.day, timeZone, zoneId, zones, queues, windows },
    line: new Timeline({
      startsAtMs: Date.parse(first.startsAt),
      // A day that is not over goes on while it is read, and a clock that was set back makes none of it undone.
      endsAtMs: told.reduce((latest, { at }) => Math.max(latest, Date.parse(at)), Date.parse(last.endsAt)),
      opening: first.opening.map(toEntry),
      entries: told.map(toEntry),
    }),
  }
}

function toEntry({ at, ...rest }: Told): ReplayEntry {
  return { ...rest, atMs: Date.parse(at) }
}
