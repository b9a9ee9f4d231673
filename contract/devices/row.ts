import { z } from 'zod'

export const deviceState = z.enum(['ready', 'absent', 'fault', 'off'])
export type DeviceState = z.infer<typeof deviceState>

/** What went over a device's cable since the bridge started. */
export const deviceCounters = z.object({
  /** Whole messages that the device sent, and that were sent to it. */
  framesIn: z.number().int(),
  framesOut: z.number().int(),
  /** Bytes that no message of the device explains: noise, or another device. */
  discardedBytes: z.number().int(),
  /** Requests that were sent once more because no answer came. */
  retries: z.number().int(),
  /** How often the way was opened. */
  opened: z.number().int(),
  /** Where the device prints: what was used of the roll that is in it, in millimetres, kept over restarts; 0 with a new one. */
  paperMm: z.number().int().optional(),
  /** Where the device prints: what was used of every roll, in millimetres. */
  printedMm: z.number().int().optional(),
  /** On a line of pads: frames sent once more and dropped, frames of addresses that no pad has, keys and scores that the profile does not know. */
  doubles: z.number().int().optional(),
  strangers: z.number().int().optional(),
  unknownPresses: z.number().int().optional(),
  /** Calls that a loudspeaker could not say as they should be, because its voice pack lacks clips. */
  callsLacking: z.number().int().optional(),
})
export type DeviceCounters = z.infer<typeof deviceCounters>

/** A state other than ready that a device came into. */
export const deviceFault = z.object({
  at: z.string().max(40),
  state: deviceState,
  detail: z.string().max(120),
})

/** One device of a terminal as it is now. */
export const deviceRow = z.object({
  name: z.string(),
  kind: z.string(),
  driver: z.string(),
  state: deviceState,
  /** A plain word for the fault, such as `paper-out` or `cover-open`; empty when ready. */
  detail: z.string(),
  since: z.string(),
  /** Where it is, as `tcp 192.168.1.50:9100`. */
  place: z.string(),
  counters: deviceCounters,
  /** The last states other than ready, newest first; ten at most. */
  faults: z.array(deviceFault),
})
export type DeviceRow = z.infer<typeof deviceRow>
