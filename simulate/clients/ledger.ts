/** A change that the hall said it made: whoever was told so relies on it. */
export interface Acknowledged {
  /** Name of the client that was told. */
  readonly client: string
  /** Method and path, such as `POST /api/v1/tickets`. */
  readonly request: string
  readonly idempotencyKey: string
  readonly status: number
  /** The answer's body; null for an empty one. Whoever reads it checks its shape. */
  readonly answer: unknown
}

/** What all clients of one day went through together. */
export class Ledger {
  /** In the order in which the answers came. */
  readonly acknowledged: Acknowledged[] = []
  /** Requests sent again because the hall was away or its store was. */
  retries = 0
  /** Streams opened again. */
  reconnections = 0
  /** Streams that were told to read the snapshots again. */
  resets = 0
}
