import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { KeyedHash } from './keyed-hash.ts'

/** What a keyed hash is for; the same text under two purposes gives unrelated hashes. */
export type HashPurpose =
  | 'id-number'
  | 'idempotency-key'
  | 'request'
  | 'phone-ticket'
  | 'booking-page'
  | 'booking-code'

/** Letters of 128 bits in base64url; before the time stood behind them, a phone page's secret had no more. */
export const phoneSecretLength = 22

/**
 * Encryption at rest and keyed hashes, all from one key that never lies in the store or its backups.
 * AES-256-GCM: nonce 12 bytes ‖ tag 16 bytes ‖ ciphertext.
 */
export class Cipher {
  readonly #seal: Buffer
  readonly #hash: KeyedHash

  constructor(key: Buffer) {
    if (key.length !== 32) throw new Error('the key must have 32 bytes')
    this.#seal = Buffer.from(hkdfSync('sha256', key, '', 'govhall encryption at rest', 32))
    this.#hash = new KeyedHash(new Uint8Array(hkdfSync('sha256', key, '', 'govhall keyed hashes', 32)))
  }

  /** Ciphertext of a text; `about` binds it to its place, so that a value moved to another row does not open. */
  encrypt(text: string, about: string): Buffer {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#seal, nonce)
    cipher.setAAD(Buffer.from(about))
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), body])
  }

  /** The text again; null when it was changed, moved, or sealed with another key. */
  decrypt(sealed: Buffer, about: string): string | null {
    const decipher = createDecipheriv('aes-256-gcm', this.#seal, sealed.subarray(0, 12))
    decipher.setAAD(Buffer.from(about))
    decipher.setAuthTag(sealed.subarray(12, 28))
    const text = decipher.update(sealed.subarray(28))
    try {
      return Buffer.concat([text, decipher.final()]).toString('utf8')
    } catch {
      // The tag does not fit, and nothing of the text is given out.
      return null
    }
  }

  /** HMAC-SHA-256 as hex: comparable, and not to be guessed from without the key. */
  keyedHash(purpose: HashPurpose, text: string): string {
    return this.#hash.of(`${purpose}\u0000${text}`)
  }

  /** 128 bits for the page of one booking, base64url. Made anew when needed and stored nowhere. */
  bookingSecret(appointmentId: string): string {
    return this.#derive(`booking-page\u0000${appointmentId}`).toString('base64url')
  }

  /** The number that a booking's code is made from; another one each round. Stored nowhere either. */
  bookingNumber(appointmentId: string, round: number): bigint {
    return BigInt(`0x${this.#derive(`booking-code\u0000${appointmentId}\u0000${round}`).toString('hex')}`)
  }

  /** 128 bits that follow from the key and a text. */
  #derive(text: string): Buffer {
    return Buffer.from(this.#hash.of(text).slice(0, 32), 'hex')
  }

  /**
   * What stands in the address of one ticket's phone page, base64url: 128 secret bits, and behind them the 48 bits of the
   * ticket's id that say when it was made. It is made anew when needed and stored nowhere.
   */
  phoneSecret(ticketId: string, generation: number): string {
    const secret = this.#derive(`phone-ticket\u0000${ticketId}\u0000${generation}`)
    const made = Buffer.from(ticketId.replaceAll('-', '').slice(0, 12), 'hex')
    return secret.toString('base64url') + made.toString('base64url')
  }

  /**
   * The hash under which the store knows a phone page's secret. It begins with when the ticket was made, so that hashes of
   * a day lie together: spread over a year's at random, each new ticket would write a page of its own.
   */
  phoneHash(secret: string): string {
    const made = Buffer.from(secret.slice(phoneSecretLength), 'base64url').toString('hex')
    return made + this.keyedHash('phone-ticket', secret)
  }
}

/** A token of 256 random bits for a session or a terminal. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** A single-use code that a person types: 12 characters in groups of four, none of them mistaken for another. */
export function newCode(): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
  const letters: string[] = []
  while (letters.length < 12) {
    const byte = randomBytes(1)[0] ?? 0
    // Bytes beyond the last whole round would favour the first letters.
    if (byte < 240) letters.push(alphabet.charAt(byte % alphabet.length))
  }
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].map((group) => group.join('')).join('-')
}

/** Hash under which a token or code of high entropy is kept. Codes are compared without case, spaces or dashes. */
export function tokenHash(token: string): string {
  return hash('sha256', token)
}

/** A typed code in its one form. */
export function normaliseCode(code: string): string {
  return code.toUpperCase().replace(/[^0-9A-Z]/g, '')
}

/** Whether two hashes are the same, in constant time. */
export function sameHash(one: string, other: string): boolean {
  const left = Buffer.from(one)
  const right = Buffer.from(other)
  return left.length === right.length && timingSafeEqual(left, right)
}
