/** An expected failure as a value: what users or the world cause. A bug is thrown instead. */
export type Result<Value, Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

/** Wraps a success. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

/** Wraps an expected failure. */
export function fail<Problem>(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem }
}

/** Closes a switch over a union: a case that was forgotten fails to compile, and crashes if it ever runs. */
export function assertNever(value: never, what: string): never {
  throw new Error(`${what}: no case for ${JSON.stringify(value)}`)
}

/** Returns a value that must be there; `reason` says why it must, and is the message of the crash if it is not. */
export function must<Value>(value: Value | null | undefined, reason: string): Value {
  if (value === null || value === undefined) throw new Error(`must not be missing: ${reason}`)
  return value
}
