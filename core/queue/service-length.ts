/**
 * The longest stretch of a service whose length is believed, in hours. One that was left open for longer than a shift is
 * one whose end nobody pressed: when it truly ended is not known.
 */
const longestStretchHours = 8

/** The same in ms: also the longest that somebody in hand, from the call on, says anything of a queue's services. */
export const longestStretchMs = longestStretchHours * 3_600_000

/** Whether a stretch of so many ms in service, from a start or a resume to a hold or an end, can be a service's length. */
export function isCredible(stretchMs: number): boolean {
  return stretchMs <= longestStretchMs
}
