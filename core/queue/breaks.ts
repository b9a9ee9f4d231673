/** A time in which nobody is called, such as the hall's lunch break. Instants in milliseconds, of one clock. */
export interface Break {
  readonly fromMs: number
  readonly untilMs: number
}

/** How much of a stretch of time lies outside of the breaks, in milliseconds. */
export function openMs(fromMs: number, untilMs: number, breaks: readonly Break[]): number {
  const closed = breaks.reduce(
    (sum, one) => sum + Math.max(0, Math.min(untilMs, one.untilMs) - Math.max(fromMs, one.fromMs)),
    0,
  )
  return Math.max(0, untilMs - fromMs) - closed
}

/** The instant at which so much time outside of the breaks has passed. `breaks` are in order. */
export function afterOpenMs(fromMs: number, ms: number, breaks: readonly Break[]): number {
  let at = fromMs
  let left = ms
  for (const one of breaks) {
    if (at >= one.untilMs) continue
    const before = Math.max(0, one.fromMs - at)
    if (left <= before && at < one.fromMs) return at + left
    left -= before
    at = one.untilMs
  }
  return at + left
}
