import type { Break } from './breaks.ts'

/** A window began or ceased to be there for people. */
export interface Attendance {
  readonly windowId: string
  readonly change: 'opened' | 'paused' | 'closed'
  readonly atMs: number
}

/** A shorter pause is no habit: somebody left for a moment. */
const habitMs = 20 * 60_000

/** A window that closes so long before its hall does is not one whose line was done. */
const earlyMs = 30 * 60_000

/**
 * When each window will probably be away today: at the times of day at which it paused on the last earlier day on
 * which it opened, for twenty minutes or more, and from when it closed then for good. `changes` are in the order in
 * which they happened; `dayStartMs` gives the beginning of an instant's day. Changes of today are left out.
 */
export function usualAbsences(
  changes: readonly Attendance[],
  nowMs: number,
  dayStartMs: (ms: number) => number,
): ReadonlyMap<string, readonly Break[]> {
  const todayMs = dayStartMs(nowMs)
  const absences = new Map<string, readonly Break[]>()
  const earlier = changes.filter(({ atMs }) => atMs < todayMs)
  for (const [windowId, own] of Map.groupBy(earlier, (one) => one.windowId)) {
    const lastOpened = own.findLast(({ change }) => change === 'opened')
    if (lastOpened === undefined) continue
    const lastDayMs = dayStartMs(lastOpened.atMs)
    const thatDay = own.filter(({ atMs }) => atMs >= lastDayMs)
    const shiftMs = todayMs - lastDayMs
    absences.set(
      windowId,
      thatDay.flatMap((one, place): Break[] => {
        const next = thatDay[place + 1]
        const isForGood = one.change === 'closed' && next === undefined
        if (!isForGood && (one.change !== 'paused' || next?.change !== 'opened')) return []
        const untilMs = next?.atMs ?? Number.POSITIVE_INFINITY
        if (untilMs - one.atMs < habitMs) return []
        return [{ fromMs: one.atMs + shiftMs, untilMs: untilMs + shiftMs }]
      }),
    )
  }
  return absences
}

/**
 * The absences that change a queue's wait: not the lunch that its own breaks stand for, and not the end of the day,
 * when a window closes as soon as its line is done. `closesMs` is when the queue's day ends, null for never.
 */
export function absencesFrom(
  absences: readonly Break[],
  { breaks, closesMs }: { readonly breaks: readonly Break[]; readonly closesMs: number | null },
): Break[] {
  return absences.filter(
    (one) =>
      !breaks.some((known) => known.fromMs - earlyMs < one.fromMs && one.fromMs < known.untilMs) &&
      (Number.isFinite(one.untilMs) || (closesMs !== null && one.fromMs <= closesMs - earlyMs)),
  )
}
