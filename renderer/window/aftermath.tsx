import type { ReactNode } from 'react'
import type { Ticket } from '../../contract/shapes.ts'
import { useHallQuery } from '../data/use-hall.ts'
import { useNow } from '../ui/clock.tsx'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { Notice } from '../ui/states.tsx'
import { ActionButton } from './action-button.tsx'
import { undoLeft } from './line.ts'
import { useQueueName } from './queue-name.ts'
import type { Desk } from './use-desk.ts'
import { actionWords, windowWords } from './words.ts'
import { itemsLeftOf, undonePress } from './work.ts'

/** The press that can still be taken back, with the time that is left for it as a ring. */
export function UndoBar({ desk, onUndo }: { desk: Desk; onUndo: () => void }): ReactNode {
  const undoable = desk.situation.undoable ? desk.line?.undoable : null
  return undoable?.undoUntil ? (
    <UndoRing
      key={`${undoable.id} ${undoable.undoUntil}`}
      ticket={undoable}
      until={undoable.undoUntil}
      desk={desk}
      onUndo={onUndo}
    />
  ) : null
}

const radius = 15
const length = 2 * Math.PI * radius

function UndoRing(props: { ticket: Ticket; until: string; desk: Desk; onUndo: () => void }): ReactNode {
  const say = useWords(windowWords)
  const sayAction = useWords(actionWords)
  const { time, work, situation } = props.desk
  const now = useNow(250) + time.offsetMs
  const { seconds, share } = undoLeft(props.until, now, time.undoSeconds)
  if (seconds === 0) return null
  const what = sayAction(undonePress(props.ticket))
  return (
    <div className="undo">
      <p>{say('undoOf', { what, number: props.ticket.number })}</p>
      <svg
        className="undo-ring"
        viewBox="0 0 36 36"
        role="img"
        aria-label={say('undoLeft', { count: seconds })}
      >
        <circle cx="18" cy="18" r={radius} className="undo-track" />
        <circle
          cx="18"
          cy="18"
          r={radius}
          className="undo-left"
          strokeDasharray={length}
          strokeDashoffset={length * (1 - share)}
          transform="rotate(-90 18 18)"
        />
        <text x="18" y="22.5" textAnchor="middle" className="figures">
          {seconds}
        </text>
      </svg>
      <ActionButton
        of="undo"
        word={say('undoDo', { what })}
        disabled={situation.away || (work.doing !== null && work.doing !== 'undo')}
        busy={work.doing === 'undo'}
        onPress={props.onUndo}
      />
    </div>
  )
}

/** The ticket that was finished here last, when its visit goes on. */
export function useVisitThatGoesOn(desk: Desk | null): Ticket | null {
  const last = desk?.services?.services[0]
  const free = desk !== null && desk.situation.hand === null && desk.situation.state === 'open'
  const ticket = useHallQuery(
    'ticket',
    { params: { id: last?.ticketId ?? 'none' } },
    {
      enabled: free && last !== undefined,
      refreshOn: ['calls', 'queues'],
      refreshWhen: (event) => event.body['ticketId'] === last?.ticketId,
    },
  )
  if (!free || last === undefined || ticket.data?.id !== last.ticketId) return null
  return itemsLeftOf(ticket.data) === null ? null : ticket.data
}

/** After a finish: the items that are left and where they are served, or how the rating stands. */
export function Aftermath(props: { desk: Desk; goesOn: Ticket | null; onGoOn: () => void }): ReactNode {
  const say = useWords(windowWords)
  const { language } = useLanguage()
  const { desk, goesOn } = props
  const nameOf = useQueueName(desk.queues)
  if (desk.situation.hand !== null || desk.situation.state !== 'open') return null
  const left = itemsLeftOf(goesOn ?? undefined)
  if (goesOn && left) {
    const here = desk.window.queueIds.includes(goesOn.queueId)
    const queue = desk.queues.find((one) => one.id === goesOn.queueId)
    return (
      <Notice
        title={say('itemsLeft', {
          number: goesOn.number,
          count: left.length,
          names: left.map((one) => one.name).join(language === 'en' ? '; ' : '、'),
        })}
        actions={
          here ? (
            <ActionButton
              of="goOn"
              disabled={desk.situation.away || desk.work.doing !== null}
              busy={desk.work.doing === 'call'}
              onPress={props.onGoOn}
            />
          ) : null
        }
      >
        {say('itemsLeftBack', { queue: nameOf(goesOn.queueId, goesOn.queueName) })}
        {here || queue === undefined || queue.windowNumbers.length === 0
          ? null
          : ` ${say('itemsLeftElsewhere', { windows: queue.windowNumbers.join(language === 'en' ? ', ' : '、') })}`}
      </Notice>
    )
  }
  return null
}
