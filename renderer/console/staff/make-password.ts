import { makePassword as makeFrom } from '../../../core/staff/first-password.ts'

/** A password that can be told, from the browser's own randomness. */
export function makePassword(): string {
  return makeFrom((count) => crypto.getRandomValues(new Uint8Array(count)))
}
