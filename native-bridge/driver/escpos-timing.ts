/**
 * Every delay of the ESC/POS driver, in milliseconds. A print is: wait until ready, send, wait until finished;
 * together they stay below the 15 s after which a citizen must have been told.
 */
export interface EscposTiming {
  /** A ticket that finds the printer not ready is given up after this. */
  readonly readyMs: number
  /** How long it counts that the printer was found ready while its ticket was on the way. */
  readonly foundReadyMs: number
  /** From the first byte to the proof that the ticket is out. */
  readonly finishedMs: number
  /** One answer to a real-time question, which a healthy printer gives within a few milliseconds. */
  readonly answerMs: number
  /** The first answer after a ticket's bytes, which a slow wire or a converter on the way still holds. */
  readonly takenMs: number
  /** After a missing answer: how long a late one is waited for before the question is asked once more. */
  readonly drainMs: number
  /** An answer within this is one that was not late: a printer's own time and the way's. */
  readonly promptMs: number
  /** Before a state that is new, or contradicts itself, is asked for once more. */
  readonly againMs: number
  /** Between two looks at a printer that works on a ticket. */
  readonly watchMs: number
  /** Between two looks at an idle printer. */
  readonly idleMs: number
  /** A printer that does not know `GS r` has finished when it stayed well for so long after the last byte. */
  readonly settledMs: number
  /** A printer that did not say that it has finished is asked for it again after this. */
  readonly proofAgainMs: number
  /** Silence after which half a message is given up. */
  readonly flushMs: number
  /** A ticket that hangs in a presenter for longer than this is told of. */
  readonly notTakenMs: number
  /** Back-off between attempts to connect. */
  readonly reconnectMs: readonly number[]
}

export const escposTiming: EscposTiming = {
  readyMs: 2500,
  foundReadyMs: 200,
  finishedMs: 10_000,
  answerMs: 1000,
  takenMs: 4000,
  drainMs: 500,
  promptMs: 150,
  againMs: 150,
  watchMs: 200,
  idleMs: 1000,
  settledMs: 4000,
  proofAgainMs: 2000,
  flushMs: 300,
  notTakenMs: 30_000,
  reconnectMs: [200, 500, 1000],
}
