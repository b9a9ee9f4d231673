import type { RouteAnswer } from '../../../contract/client.ts'
import { byPrefix } from '../../../core/queue/number.ts'
import type { Board, BoardQueue } from './use-board.ts'

type HallNow = RouteAnswer<'hall'>

export interface Totals {
  readonly waiting: number
  readonly serving: number
  readonly windowsOpen: number
  readonly windows: number
}

/** The hall in four figures. A paused window is not open; whoever was called is about to be served. */
export function totalsOf({ queues, windows }: Pick<HallNow, 'queues' | 'windows'>): Totals {
  return {
    waiting: queues.reduce((sum, queue) => sum + queue.waiting, 0),
    serving: windows.filter((window) => window.ticket?.state === 'serving').length,
    windowsOpen: windows.filter((window) => window.state === 'open').length,
    windows: windows.length,
  }
}

/** People wait and no window that is open serves them. */
export function isUnattended(queue: Pick<BoardQueue, 'waiting' | 'windowsOpen'>): boolean {
  return queue.waiting > 0 && queue.windowsOpen === 0
}

/** Queues in which somebody waits: those without a window first, then who has waited longest; and how many are empty. */
export function waitsOf<Queue extends Pick<BoardQueue, 'prefix' | 'waiting' | 'windowsOpen' | 'oldest'>>(
  queues: readonly Queue[],
): {
  readonly waiting: readonly Queue[]
  readonly empty: number
} {
  const waiting = queues
    .filter((queue) => queue.waiting > 0)
    .toSorted(
      (one, other) =>
        Number(isUnattended(other)) - Number(isUnattended(one)) ||
        (other.oldest?.minutes ?? 0) - (one.oldest?.minutes ?? 0) ||
        other.waiting - one.waiting ||
        byPrefix(one.prefix, other.prefix),
    )
  return { waiting, empty: queues.length - waiting.length }
}

export interface ZonePlan<Window> {
  /** Null for windows that stand in no zone. */
  readonly name: string | null
  readonly nameEn: string | null
  /** By number. */
  readonly windows: readonly Window[]
}

/** Why nobody waits: people come and go, every window pauses (lunch), the day is over, or has not begun. */
export type Lull = 'nobodyWaits' | 'allPaused' | 'dayOver' | 'notBegun'

/** What is to be said of a hall in which nobody waits. A day with tickets has begun, whatever its windows do now. */
export function lullOf({ totals, comparison }: Pick<Board, 'totals' | 'comparison'>): Lull {
  if (totals.windowsOpen > 0) return 'nobodyWaits'
  if (totals.windowsPaused > 0) return 'allPaused'
  return comparison.today.issued > 0 ? 'dayOver' : 'notBegun'
}

/** The windows as they stand in the hall, zone by zone. A zone without windows is not drawn. */
export function planOf<Window extends { readonly zoneId: string | null; readonly number: string }>(hall: {
  readonly zones: HallNow['zones']
  readonly windows: readonly Window[]
}): ZonePlan<Window>[] {
  const known = new Set(hall.zones.map((zone) => zone.id))
  const places = [
    ...hall.zones.map((zone) => ({ ...zone, here: (id: string | null) => id === zone.id })),
    { name: null, nameEn: null, here: (id: string | null) => id === null || !known.has(id) },
  ]
  return places
    .map(({ name, nameEn, here }) => ({
      name,
      nameEn,
      windows: hall.windows
        .filter((window) => here(window.zoneId))
        .toSorted((one, other) => one.number.localeCompare(other.number, 'en', { numeric: true })),
    }))
    .filter(({ windows }) => windows.length > 0)
}

/** Numbers of windows for reading: runs of three and more become ranges, `4、7、9–12`. */
export function numberRanges(numbers: readonly string[], comma = '、'): string {
  const runs: string[][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    const follows = last !== undefined && /^\d+$/.test(number) && Number(number) === Number(last) + 1
    if (run && follows) run.push(number)
    else runs.push([number])
  }
  return runs.flatMap((run) => (run.length < 3 ? run : [`${run[0]}–${run.at(-1)}`])).join(comma)
}
