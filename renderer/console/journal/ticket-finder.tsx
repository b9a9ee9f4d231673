import { type ReactNode, useState } from 'react'
import type { Problem } from '../../../contract/problems.ts'
import { problemOf } from '../../data/hall.ts'
import { useHall } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { formatDay, formatTime } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import { Notice, ProblemNotice } from '../../ui/states.tsx'
import { type FoundTicket, findTickets, type TicketSearch } from './find-tickets.ts'
import { journalWords } from './words.ts'

/** Finds a ticket by the number on its paper; where there are several, by their days. */
export function TicketFinder(props: {
  timeZone: string | undefined
  onFound: (ticket: FoundTicket) => void
}): ReactNode {
  const say = useWords(journalWords)
  const { call } = useHall()
  const [number, setNumber] = useState('')
  const [busy, setBusy] = useState(false)
  const [search, setSearch] = useState<TicketSearch | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  const find = async (from: number): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const done = await findTickets(
        (after) => call('journal', { query: { type: 'ticket-issued', latest: 'true', limit: 500, after } }),
        number,
        from,
      )
      const [only] = done.found
      if (only && done.found.length === 1) props.onFound(only)
      setSearch(done)
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  const sought = number.trim().toUpperCase()
  return (
    <div className="ticket-finder">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (sought !== '') void find(0)
        }}
      >
        <input
          className="field-input"
          type="search"
          aria-label={say('findTicket')}
          placeholder={say('findTicketHint')}
          value={number}
          maxLength={8}
          onChange={(event) => {
            setNumber(event.target.value)
            setSearch(null)
          }}
        />
        <Button type="submit" busy={busy}>
          {say('findTicketDo')}
        </Button>
      </form>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {search && search.found.length === 0 ? (
        <Notice
          tone="warn"
          title={say('ticketNone', { number: sought })}
          actions={
            search.next === null ? null : (
              <Button busy={busy} onPress={() => void find(search.next ?? 0)}>
                {say('ticketFurther')}
              </Button>
            )
          }
        >
          {search.lookedBackTo === null
            ? null
            : say('ticketNoneBody', {
                time: `${formatDay(search.lookedBackTo, props.timeZone)} ${formatTime(search.lookedBackTo, props.timeZone)}`,
              })}
        </Notice>
      ) : null}
      {search && search.found.length > 1 ? (
        <Notice title={say('ticketChoose', { number: sought })}>
          <ul className="ticket-choice">
            {search.found.map((ticket) => (
              <li key={ticket.ticketId}>
                <Button look="quiet" onPress={() => props.onFound(ticket)}>
                  {`${formatDay(ticket.at, props.timeZone)} ${formatTime(ticket.at, props.timeZone)}`}
                </Button>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  )
}
