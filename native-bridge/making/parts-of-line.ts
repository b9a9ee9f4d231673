import type { CallPadConfig, RatingPadConfig } from '../../contract/devices/pads.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { type PadProfile, readPadProfile } from '../codec/pad-profile.ts'
import type { PadPlace } from '../driver/pad-line.ts'

export type PadConfig = CallPadConfig | RatingPadConfig

/** What a line of pads is made from, once its settings are known to make sense. */
export interface PadLineParts {
  readonly profile: PadProfile
  readonly pads: readonly PadPlace[]
  readonly baudRate: number
}

/** A setting that makes no sense: which, and what the operator reads. */
export interface PadConfigFault {
  readonly at: string
  readonly message: string
}

/** The usual speed of the family; a converter on the network is set to it. */
const usualBaudRate = 9600

/** Reads the profile and places the pads, each with its kind. */
export function partsOfLine(config: PadConfig): Result<PadLineParts, PadConfigFault> {
  const profile = readPadProfile(config.profile)
  if (!profile.ok) return fail({ at: 'profile', message: profile.problem })
  const pads = config.pads.map((pad) => ({ ...pad, is: pad.is ?? config.kind }))
  const [from, to] = profile.value.raterAddresses
  for (const [index, pad] of pads.entries()) {
    const at = `pads[${index}].address`
    if (pads.findIndex(({ address, is }) => address === pad.address && is === pad.is) < index)
      return fail({ at, message: `地址重复：${pad.address}` })
    if (pad.is === 'rating-pad' && (pad.address < from || pad.address > to))
      return fail({ at, message: `此档案的评价器地址须为 ${from}–${to}` })
  }
  const baudRate = 'serial' in config.transport ? config.transport.baudRate : usualBaudRate
  return ok({ profile: profile.value, pads, baudRate })
}
