/** How a terminal is: heard lately, silent, switched off in good order, or not heard since it was registered. */
export const presences = ['here', 'away', 'off', 'never'] as const
export type Presence = (typeof presences)[number]

/** A terminal lets itself be heard at least this often, in milliseconds, however little happens. */
export const beatMs = 30_000
/** So long a silence is more than a lost beat or a page that loads anew: three beats. */
export const awayAfterMs = 3 * beatMs

/** What the hall knows of a terminal's presence; times in milliseconds of the hall's clock. */
export interface Heard {
  /** Null: never. */
  readonly lastSeenAtMs: number | null
  /** When it said that it is being switched off; null once it was heard again. */
  readonly stoppedAtMs: number | null
  /** Since when the operator is alerted that it is away; null while nobody is. */
  readonly alertedAtMs: number | null
}

/**
 * How a terminal is now. Silence is counted from `listeningSinceMs` at the earliest: while the hall itself did not
 * run, nobody could be heard.
 */
export function presenceOf(heard: Heard, listeningSinceMs: number, nowMs: number): Presence {
  if (heard.stoppedAtMs !== null) return 'off'
  if (heard.lastSeenAtMs === null) return 'never'
  if (heard.alertedAtMs !== null) return 'away'
  return nowMs - Math.max(heard.lastSeenAtMs, listeningSinceMs) >= awayAfterMs ? 'away' : 'here'
}
