import type { MadeDevice } from '../registry.ts'
import { PadService, type PadServiceParts } from './service.ts'

/** The service for a terminal's lines of pads; null where it has none, and then the hall is asked nothing for them. */
export function padServiceFor(
  devices: readonly MadeDevice[],
  parts: Omit<PadServiceParts, 'lines'>,
): PadService | null {
  const lines = devices.flatMap((one) =>
    one.kind === 'call-pad' || one.kind === 'rating-pad'
      ? [{ name: one.config.name, line: one.device, profile: one.profile }]
      : [],
  )
  return lines.length === 0 ? null : new PadService({ ...parts, lines })
}
