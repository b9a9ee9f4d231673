/** Without a touch for so long the person is asked whether they are there (vxsuite #2747). */
export const warnAfterMs = 45_000
/** And after so long everything of theirs is gone: at most 60 s. */
export const endAfterMs = 60_000
/** The page that shows a taken ticket goes home sooner, because somebody else's number stands on it. */
export const doneAfterSeconds = 30

export type Idleness =
  | { readonly state: 'active' }
  | { readonly state: 'warned'; readonly secondsLeft: number }
  | { readonly state: 'over' }

/** What has become of a session that was last touched so long ago. */
export function idlenessAfter(ms: number): Idleness {
  if (ms < warnAfterMs) return { state: 'active' }
  if (ms >= endAfterMs) return { state: 'over' }
  return { state: 'warned', secondsLeft: Math.ceil((endAfterMs - ms) / 1000) }
}
