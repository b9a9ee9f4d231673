import { readCode } from '../../core/appointment/code.ts'
import { phoneSecret } from '../data/phone-secret.ts'
import type { CheckInWith } from './read-typed.ts'

/** What somebody held to the scanner. */
export type Scanned =
  /** The QR code of a ticket: its phone page's address. */
  | { readonly kind: 'ticket'; readonly secret: string }
  /** The QR code of a booking, or its code as a bar code. */
  | { readonly kind: 'booking'; readonly with: CheckInWith }
  | { readonly kind: 'unknown' }

/**
 * Reads a scanned code. Which page an address opens tells tickets from bookings; on which host does not matter, because
 * a hall may be reached under several. Everything else (a product, a health code, a payment) is unknown.
 */
export function readScan(text: string): Scanned {
  const code = readCode(text)
  if (code !== null) return { kind: 'booking', with: { code } }
  const address = parsed(text.trim())
  const secret = address === null ? null : phoneSecret(address.hash)
  if (address === null || secret === null) return { kind: 'unknown' }
  if (/\/phone\/?$/.test(address.pathname)) return { kind: 'ticket', secret }
  if (/\/booking\/?$/.test(address.pathname)) return { kind: 'booking', with: { secret } }
  return { kind: 'unknown' }
}

function parsed(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
