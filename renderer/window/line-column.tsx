import './line-column.css'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import type { Ticket } from '../../contract/shapes.ts'
import { useNow } from '../ui/clock.tsx'
import { useWords } from '../ui/i18n.ts'
import { Loading } from '../ui/states.tsx'
import { ActionButton, Cap } from './action-button.tsx'
import { placeAfter } from './line.ts'
import { LineRow } from './line-row.tsx'
import { useQueueName } from './queue-name.ts'
import type { Desk } from './use-desk.ts'
import { windowWords } from './words.ts'

/** The three lists beside a window, and what Enter does in each. */
export const lists = ['waiting', 'held', 'missed'] as const
export type ListName = (typeof lists)[number]

const listKeys = { waiting: 'line', held: 'held', missed: 'missed' } as const
const listTitles = { waiting: 'line', held: 'held', missed: 'missed' } as const
const mainWords = { waiting: 'callThis', held: 'resumeThis', missed: 'returnThis' } as const

/** Whether the main step of a list is possible for a ticket now. */
export function rowPossible(list: ListName, ticket: Ticket, desk: Desk): boolean {
  const { situation } = desk
  if (situation.away || situation.occupied) return false
  if (list === 'missed') return ticket.returnable
  return situation.state === 'open' && situation.hand === null
}

/** Who waits for this window, in the order in which they would be called; who is on hold here; who was missed here. */
export function LineColumn(props: {
  desk: Desk
  chosen: { readonly list: ListName; readonly ticket: Ticket } | null
  onChoose: (list: ListName, ticket: Ticket | null) => void
  onMain: (list: ListName, ticket: Ticket) => void
  onTicket: (action: 'correctClass' | 'reprint', ticket: Ticket) => void
}): ReactNode {
  const say = useWords(windowWords)
  const { desk } = props
  const { line } = desk
  const nameOf = useQueueName(desk.queues)
  const nowMs = useNow(15_000) + desk.time.offsetMs
  const column = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent): void => {
    const { target } = event
    if (!(target instanceof HTMLElement) || target.dataset['row'] === undefined) return
    const rows = [...(column.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const next = placeAfter(event.key, rows.indexOf(target), rows.length)
    if (next === null) return
    event.preventDefault()
    rows[next]?.focus()
    rows[next]?.scrollIntoView({ block: 'nearest' })
  }
  if (line === undefined) return <Loading />
  const withQueue = desk.window.queueIds.length > 1
  const section = (list: ListName, tickets: readonly Ticket[], count: number): ReactNode => (
    <section
      className={`line-part line-${list}`}
      aria-label={say(listTitles[list])}
      data-list={list}
      key={list}
    >
      <h2>
        {say(listTitles[list])}
        <span className="line-count figures">{count}</span>
        <Cap of={listKeys[list]} />
      </h2>
      {tickets.length === 0 ? <p className="line-empty">{say('lineEmpty')}</p> : null}
      <ul>
        {tickets.map((ticket) => (
          <LineRow
            key={ticket.id}
            ticket={ticket}
            nowMs={nowMs}
            time={desk.time}
            queueName={withQueue ? nameOf(ticket.queueId, ticket.queueName) : null}
            waits={list === 'waiting'}
            chosen={props.chosen?.ticket.id === ticket.id}
            acts={{
              onChoose: (chosen) => props.onChoose(list, chosen),
              onEnter: (entered) => props.onMain(list, entered),
            }}
          >
            <RowActions list={list} ticket={ticket} {...props} />
          </LineRow>
        ))}
      </ul>
      {count > tickets.length ? (
        <p className="line-more">{say('moreWaiting', { count: count - tickets.length })}</p>
      ) : null}
    </section>
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only passes the arrow keys of its rows on
    <div className="line" ref={column} onKeyDown={move}>
      {section('waiting', line.waiting, line.total)}
      {line.held.length > 0 ? section('held', line.held, line.held.length) : null}
      {line.missed.length > 0 ? section('missed', line.missed, line.missed.length) : null}
    </div>
  )
}

function RowActions(props: {
  list: ListName
  ticket: Ticket
  desk: Desk
  onMain: (list: ListName, ticket: Ticket) => void
  onTicket: (action: 'correctClass' | 'reprint', ticket: Ticket) => void
}): ReactNode {
  const say = useWords(windowWords)
  const { list, ticket, desk } = props
  const busy = desk.work.doing !== null
  const resting = desk.situation.away || desk.situation.occupied
  if (list === 'missed' && !ticket.returnable) return <p>{say('noReturn')}</p>
  return (
    <>
      <ActionButton
        of="start"
        word={say(mainWords[list])}
        look="primary"
        disabled={busy || !rowPossible(list, ticket, desk)}
        onPress={() => props.onMain(list, ticket)}
      />
      {list === 'missed' ? null : (
        <ActionButton
          of="correctClass"
          disabled={busy || resting}
          onPress={() => props.onTicket('correctClass', ticket)}
        />
      )}
      <ActionButton
        of="reprint"
        disabled={busy || resting}
        onPress={() => props.onTicket('reprint', ticket)}
      />
    </>
  )
}

/** Leads the keyboard into a list: to its first row, where there is one. */
export function focusList(list: ListName): boolean {
  const row = document.querySelector<HTMLElement>(`[data-list="${list}"] [data-row]`)
  row?.focus()
  return row !== null
}
