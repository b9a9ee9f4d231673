import { z } from 'zod'
import { deviceEvents, type PrintState, printState } from '../../contract/bridge.ts'

/** How a ticket's paper is, as the citizen is told. `none`: this page has no printer. */
export type Printing = 'none' | 'printing' | 'printed' | 'failed' | 'unknown'

/** The paper's state in an answer of the bridge; null where the hall itself answered, which has no printer. */
export function printOf(answer: unknown): PrintState | null {
  const read = z.object({ print: printState }).safeParse(answer)
  return read.success ? read.data.print : null
}

/** The state that a `print` event tells for this ticket; null for another's, or what is no such event. */
export function printInEvent(data: string, ticketId: string): PrintState | null {
  let json: unknown
  try {
    json = JSON.parse(data)
  } catch {
    return null
  }
  const event = deviceEvents.print.safeParse(json)
  return event.success && event.data.ticketId === ticketId ? event.data.print : null
}

/** Whether the paper may still come out. */
export function isUnderWay(print: PrintState | null): boolean {
  return print?.state === 'queued' || print?.state === 'printing'
}

/** What to tell of a state. A terminal without a printer is no failure: there the number stays on the screen. */
export function printingOf(print: PrintState | null): Printing {
  if (print === null || print.reason === 'no-printer') return 'none'
  if (print.state === 'queued' || print.state === 'printing') return 'printing'
  return print.state
}

const reasons = {
  'paper-out': 'paperOut',
  'cover-open': 'coverOpen',
  cutter: 'cutter',
  offline: 'notAnswering',
  absent: 'notAnswering',
  timeout: 'notAnswering',
  error: 'faulty',
  'no-printer': 'faulty',
} as const

/** Which words say why a paper failed; null where no reason is known. */
export function reasonOf(print: PrintState | null): (typeof reasons)[keyof typeof reasons] | null {
  return print?.reason ? reasons[print.reason] : null
}
