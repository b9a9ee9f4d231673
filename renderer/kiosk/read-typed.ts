import { readCode } from '../../core/appointment/code.ts'
import { checkIdNumber } from '../../core/identity.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { phoneSecret } from '../data/phone-secret.ts'

/** What a check-in is asked for with: exactly one of the three. */
export type CheckInWith =
  | { readonly secret: string }
  | { readonly code: string }
  | { readonly idNumber: string }

/**
 * What somebody typed or a scanner wrote: the address in a booking's QR code, a booking code, or an ID number. Eight
 * characters that are not all figures are a code; with a wrong check character they are a mistyped one.
 */
export function readTyped(text: string): Result<CheckInWith, 'codeFault' | 'idFault'> {
  const hash = text.indexOf('#')
  if (hash >= 0) {
    const secret = phoneSecret(text.slice(hash).trim())
    return secret === null ? fail('codeFault') : ok({ secret })
  }
  const code = readCode(text)
  if (code !== null) return ok({ code })
  const bare = text.replace(/[\s-]/g, '')
  if (bare.length === 8 && !/^\d+$/.test(bare)) return fail('codeFault')
  const idNumber = checkIdNumber(bare)
  return idNumber.ok ? ok({ idNumber: idNumber.value }) : fail('idFault')
}
