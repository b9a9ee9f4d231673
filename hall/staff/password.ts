import { hash, verify } from '@node-rs/argon2'

/** OWASP's first recommendation for argon2id (the library's own default kind): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Hash of a password for the store: argon2id with its salt and cost, as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

/** Whether a password is the one that was hashed. */
export function isPassword(password: string, passwordHash: string): Promise<boolean> {
  return verify(passwordHash, password)
}

/** A hash of no password: an unknown account takes as long to refuse as a wrong password. */
export const nobodysHash = hashPassword(crypto.randomUUID())
