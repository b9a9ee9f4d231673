import type { Problem } from '../../../contract/problems.ts'

export interface PlacedFaults {
  /** Faults of fields that the form has; `path` as the form names it. */
  readonly placed: readonly { readonly path: (string | number)[]; readonly message: string }[]
  /** Whether something remains that no field can show. */
  readonly rest: boolean
}

/** Brings a refusal to the fields that it is about. `fields` are the form's own, by the first part of their path. */
export function placeFaults(problem: Problem, fields: readonly string[], conflictAt?: string): PlacedFaults {
  if (problem.code === 'already-exists' && conflictAt !== undefined && fields.includes(conflictAt))
    return { placed: [{ path: [conflictAt], message: problem.detail }], rest: false }
  if (problem.code !== 'validation') return { placed: [], rest: true }
  const errors = problem.errors ?? []
  const placed = errors
    .map(({ path, message }) => ({ path: path.split('.').map(part), message }))
    .filter(({ path }) => fields.includes(String(path[0])))
  return { placed, rest: placed.length < errors.length || errors.length === 0 }
}

function part(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text
}
