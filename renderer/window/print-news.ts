/** A ticket that has no paper, or of which nobody knows whether it has. */
export interface LostPaper {
  readonly ticketId: string
  readonly number: string
  readonly terminalName: string
  readonly state: 'failed' | 'unknown'
}

/** The newest are shown; a printer that is out of paper must not push the desk off the screen. */
const shown = 3

/**
 * The tickets without paper after an event. A print without a printer is none: there the number stands on the screen
 * by design.
 */
export function afterPrint(
  lost: readonly LostPaper[],
  event: { readonly type: string; readonly body: Readonly<Record<string, unknown>> },
): readonly LostPaper[] {
  if (event.type !== 'print-ended') return lost
  const { ticketId, number, terminalName, state, reason } = event.body
  if (typeof ticketId !== 'string') return lost
  const others = lost.filter((paper) => paper.ticketId !== ticketId)
  if (typeof number !== 'string' || typeof terminalName !== 'string' || reason === 'no-printer') return others
  if (state !== 'failed' && state !== 'unknown') return others
  const paper: LostPaper = { ticketId, number, terminalName, state }
  return [paper, ...others].slice(0, shown)
}
