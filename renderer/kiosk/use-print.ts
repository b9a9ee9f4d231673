import { useCallback, useEffect, useRef, useState } from 'react'
import type { PrintState } from '../../contract/bridge.ts'
import { useHallQuery } from '../data/use-hall.ts'
import { deviceEventsOfPage } from './device-events.ts'
import { isUnderWay, printInEvent, printOf } from './print.ts'
import type { TakenTicket } from './session.ts'

/** Without an event the ticket is asked for so often while its paper is under way. */
const askEveryMs = 2000

export interface Print {
  readonly state: PrintState | null
  /** Whether asking to print again went wrong just now. */
  readonly refused: boolean
  again(): void
}

/**
 * Follows a ticket's paper: by the bridge's events, and by asking where they do not come. `live` is false for a page
 * that no bridge serves.
 */
export function usePrint(ticket: TakenTicket, live: boolean): Print {
  const [state, setState] = useState<PrintState | null>(() => printOf(ticket))
  const [refused, setRefused] = useState(false)
  const asking = useRef(false)
  const underWay = isUnderWay(state)
  const read = useHallQuery('ticket', { params: { id: ticket.id } }, { enabled: live, refreshOn: ['queues'] })
  const { data, again: askAgain } = read

  useEffect(() => {
    const told = printOf(data)
    if (told) setState(told)
  }, [data])
  useEffect(() => {
    if (!live || !underWay) return
    const timer = setInterval(askAgain, askEveryMs)
    return () => clearInterval(timer)
  }, [live, underWay, askAgain])
  useEffect(() => {
    if (!live) return
    return deviceEventsOfPage.on(['print'], (text) => {
      const told = printInEvent(text, ticket.id)
      if (told) setState(told)
    })
  }, [live, ticket.id])

  const again = useCallback((): void => {
    if (asking.current) return
    asking.current = true
    setRefused(false)
    void printAgain(ticket.id).then((told) => {
      asking.current = false
      if (told) setState(told)
      else setRefused(true)
    })
  }, [ticket.id])
  return { state, refused, again }
}

/** Asks the bridge for one more paper; null when it could not be asked. A route of the bridge alone. */
async function printAgain(ticketId: string): Promise<PrintState | null> {
  try {
    const answer = await fetch(`/api/v1/tickets/${encodeURIComponent(ticketId)}/print`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(15_000),
    })
    return answer.ok ? printOf(await answer.json()) : null
  } catch {
    return null
  }
}
