/** A store that cannot be opened: what is wrong and what to do, in one sentence for the operator. */
export interface StoreProblem {
  readonly code:
    | 'not-writable'
    | 'disk-full'
    | 'disk-failed'
    | 'already-running'
    | 'newer-version'
    | 'damaged'
    | 'sqlite-too-old'
  readonly message: string
}
