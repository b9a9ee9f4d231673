/** Times of a plan are milliseconds after the day's midnight. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** A pause of one window: at its time, or when the person at the counter has been served. */
export interface BreakPlan {
  readonly atMs: number
  readonly forMs: number
  readonly reason: string
  /** Leaves at once: who was called is put back, who is served is set aside. */
  readonly abrupt: boolean
}

/** When one window is staffed. */
export interface WindowDay {
  readonly number: string
  readonly opensAtMs: number
  readonly closesAtMs: number
  /** Closes at its time though people wait, when the one at the counter has been served; others serve to the end. */
  readonly firm: boolean
  readonly breaks: readonly BreakPlan[]
}

const minute = 60_000
const noonMs = 11.5 * 60 * minute
/** Where the hall is open over noon, windows go to lunch in turns. */
const lunchShifts = 3
const lunchMs = 40 * minute
/** A gap between opening hours that is a lunch break for everybody. */
const lunchGapMs = 30 * minute

/** Plans one window's day: lunch in shifts where the hall is open over noon, now and then a short pause. */
export function planWindowDay(
  number: string,
  index: number,
  open: readonly Span[],
  chance: () => number,
): WindowDay {
  const opensAtMs = Math.min(...open.map(({ fromMs }) => fromMs))
  const closesAtMs = Math.max(...open.map(({ toMs }) => toMs))
  const breaks: BreakPlan[] = []
  const gap = lunchGap(open)
  if (gap) breaks.push({ atMs: gap.fromMs, forMs: gap.toMs - gap.fromMs, reason: '午休', abrupt: false })
  else if (opensAtMs < noonMs && closesAtMs > noonMs + 2 * 60 * minute)
    breaks.push({
      atMs: noonMs + (index % lunchShifts) * lunchMs,
      forMs: lunchMs,
      reason: '午餐',
      abrupt: false,
    })
  if (chance() < 0.35) {
    const atMs = opensAtMs + Math.floor(((0.1 + 0.8 * chance()) * (closesAtMs - opensAtMs)) / 1000) * 1000
    const clear = breaks.every((one) => atMs + 15 * minute < one.atMs || atMs > one.atMs + one.forMs)
    const abrupt = chance() < 0.3
    const forMs = (3 + Math.floor(chance() * 8)) * minute
    if (clear) breaks.push({ atMs, forMs, reason: abrupt ? '临时离开' : '休息', abrupt })
  }
  // One window of eight ends an hour early; the first of the hall never does.
  const early = index % 8 === 5
  return {
    number,
    opensAtMs,
    closesAtMs: early ? closesAtMs - 60 * minute : closesAtMs,
    firm: early,
    breaks: breaks.sort((a, b) => a.atMs - b.atMs),
  }
}

function lunchGap(open: readonly Span[]): Span | null {
  const sorted = open.toSorted((a, b) => a.fromMs - b.fromMs)
  for (const [index, span] of sorted.entries()) {
    const next = sorted[index + 1]
    if (next && next.fromMs - span.toMs >= lunchGapMs) return { fromMs: span.toMs, toMs: next.fromMs }
  }
  return null
}
