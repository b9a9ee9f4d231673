import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LedScreenConfig } from '../../contract/devices/led-screen.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { type AabbProfile, aabbProfile } from '../codec/aabb.ts'
import {
  a090Protocol,
  aabbProtocol,
  type LedProtocol,
  type LedTiming,
  onbonProtocol,
} from '../driver/led-protocol.ts'
import { LedScreens, type WindowScreens } from '../driver/led-screens.ts'
import { a090End, aabbEnd, type LedEnd, onbonEnd } from '../simulator/led-end.ts'
import type { Transport } from '../transport/transport.ts'

/** A family of screens as a configuration names it: its driver, and the other end for a simulated one. */
export interface LedFamily {
  readonly end: LedEnd
  /** The driver; tests shorten its delays. */
  drive(transport: Transport, timing?: Partial<LedTiming>): WindowScreens
}

const builtIn: Readonly<Record<string, string>> = { sum: 'aabb-sum.json', xor: 'aabb-xor.json' }
/** One byte of address in two of the families. */
const shortAddress = 255

/** The family of a configuration. The problem is what the operator reads. */
export function ledFamilyOf(
  config: LedScreenConfig,
): Result<LedFamily, { readonly at: string; readonly message: string }> {
  const addresses = config.screens.map(({ address }) => address)
  const twice = addresses.find((address, index) => addresses.indexOf(address) !== index)
  if (twice !== undefined)
    return fail({ at: 'screens', message: `同一条线上有两块屏的地址都是 ${twice}，请改成不同的地址。` })
  if (config.driver !== 'onbon-bx5k' && addresses.some((address) => address > shortAddress))
    return fail({ at: 'screens', message: `${config.driver} 屏的地址为 0–${shortAddress}。` })
  const { name, columns, lines } = config
  const size = { columns, lines }
  const family = <Message>(protocol: LedProtocol<Message>, end: LedEnd): LedFamily => ({
    end,
    drive: (transport, timing = {}) =>
      new LedScreens({ name, protocol, addresses, transport, timing, ...size }),
  })
  switch (config.driver) {
    case 'onbon-bx5k':
      return ok(family(onbonProtocol, onbonEnd))
    case 'a090':
      return ok(family(a090Protocol, a090End(size)))
    case 'aabb': {
      const profile = readProfile(config.profile ?? 'sum')
      if (!profile.ok) return fail({ at: 'profile', message: profile.problem })
      return ok(family(aabbProtocol(profile.value), aabbEnd(profile.value, size)))
    }
  }
}

/** A profile by its name, or from a file of the hall's own. */
function readProfile(named: string): Result<AabbProfile, string> {
  const own = builtIn[named]
  const file = own === undefined ? named : join(import.meta.dirname, '..', 'profiles', own)
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return fail(
      `屏的 profile 读不到：${named}。请写 ${Object.keys(builtIn).join('、')}，或一个 JSON 文件的路径。`,
    )
  }
  const profile = aabbProfile.safeParse(json)
  if (profile.success) return ok(profile.data)
  const where = profile.error.issues.map(({ path }) => path.join('.') || '（整个文件）')
  return fail(`屏的 profile 有误：${named}，请核对 ${where.join('、')}。`)
}
