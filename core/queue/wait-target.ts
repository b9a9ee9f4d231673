/** Minutes that somebody should wait in a queue at most: the queue's own target, else the hall's; null where neither is set. */
export function waitTarget(ownMinutes: number | null, hallMinutes: number | null): number | null {
  return ownMinutes ?? hallMinutes
}

/** The shortest and the longest of several queues' targets; null where none of them has one. */
export function targetRange(
  minutes: readonly (number | null)[],
): { readonly least: number; readonly most: number } | null {
  const set = minutes.filter((one) => one !== null)
  return set.length === 0 ? null : { least: Math.min(...set), most: Math.max(...set) }
}
