import type { KeyboardEvent, ReactNode } from 'react'
import type { Ticket } from '../../contract/shapes.ts'
import { formatTime } from '../ui/format.ts'
import { type Say, useWords } from '../ui/i18n.ts'
import { TicketNumber } from '../ui/ticket-number.tsx'
import { classWords } from '../ui/words.ts'
import { dueLater, waitedMinutes } from './line.ts'
import type { HallTime } from './use-desk.ts'
import { windowWords } from './words.ts'

/** A class other than the ordinary one, told by word and weight. */
export function ClassTag({ of }: { of: Exclude<Ticket['class'], 'ordinary'> }): ReactNode {
  const say = useWords(classWords)
  return (
    <span className="class-tag whole" data-class={of}>
      {say(of)}
    </span>
  )
}

/** What happens to a row when it is chosen, or when Enter is pressed on it. */
export interface RowActs {
  onChoose(ticket: Ticket | null): void
  onEnter(ticket: Ticket): void
}

function timeOf(
  row: { ticket: Ticket; nowMs: number; time: HallTime; waits: boolean },
  say: Say<typeof windowWords.zh>,
): string {
  const { ticket, nowMs } = row
  const { timeZone } = row.time
  if (!row.waits) return say('takenAt', { time: formatTime(ticket.issuedAt, timeZone) })
  if (ticket.dueAt !== null && dueLater(ticket, nowMs))
    return say('dueAt', { time: formatTime(ticket.dueAt, timeZone) })
  const waited = waitedMinutes(ticket.issuedAt, nowMs)
  return waited === 0 ? say('justNow') : say('minutesShort', { count: waited })
}

/** One ticket of the line: pressed to choose it, and what can be done with it stands below. */
export function LineRow(props: {
  ticket: Ticket
  nowMs: number
  time: HallTime
  /** Where several queues are served each row says its own. */
  queueName: string | null
  /** Whoever waits is told by minutes, the others by when they came. */
  waits: boolean
  chosen: boolean
  acts: RowActs
  children: ReactNode
}): ReactNode {
  const say = useWords(windowWords)
  const { ticket, chosen, acts } = props
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.repeat) return
    event.preventDefault()
    acts.onEnter(ticket)
  }
  return (
    <li className="row" data-chosen={chosen || undefined}>
      <button
        type="button"
        className="row-press"
        data-row={ticket.id}
        aria-expanded={chosen}
        onClick={() => acts.onChoose(chosen ? null : ticket)}
        onKeyDown={onKeyDown}
      >
        <TicketNumber number={ticket.number} size="title" />
        <span className="row-middle">
          {ticket.class === 'ordinary' ? null : <ClassTag of={ticket.class} />}
          {props.queueName ? <span className="row-queue">{props.queueName}</span> : null}
        </span>
        <span className="row-time figures whole">{timeOf(props, say)}</span>
      </button>
      {chosen ? <div className="row-acts">{props.children}</div> : null}
    </li>
  )
}
