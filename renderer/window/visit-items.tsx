import { Check } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { ItemDetail, Queue, Ticket } from '../../contract/shapes.ts'
import { useHallQuery } from '../data/use-hall.ts'
import { formatFen } from '../ui/format.ts'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { Loading } from '../ui/states.tsx'
import { useQueueName } from './queue-name.ts'
import { windowWords } from './words.ts'
import { presentItem } from './work.ts'

/** The items of the visit. The one being served lies open with what there is to check; another opens by a press. */
export function VisitItems({ ticket, queues }: { ticket: Ticket; queues: readonly Queue[] }): ReactNode {
  const say = useWords(windowWords)
  const present = presentItem(ticket)
  const [opened, setOpened] = useState<{ readonly of: string; readonly id: string | null } | null>(null)
  if (ticket.items.length === 0) return <p className="visit-none">{say('noItem')}</p>
  // What somebody opened belongs to this step of the visit; the next step opens its own item.
  const step = `${ticket.id} ${present?.id ?? ''}`
  const openId = opened?.of === step ? opened.id : (present?.id ?? null)
  return (
    <div className="visit">
      <h2>
        {say('itemsOf')}
        {ticket.items.length > 1 && present ? (
          <span className="visit-place">
            {say('itemPlace', { place: ticket.items.indexOf(present) + 1, count: ticket.items.length })}
          </span>
        ) : null}
      </h2>
      <ol>
        {ticket.items.map((item) => (
          <li key={item.id} className="visit-item" data-present={item === present || undefined}>
            <button
              type="button"
              className="visit-title"
              aria-expanded={item.id === openId}
              onClick={() => setOpened({ of: step, id: item.id === openId ? null : item.id })}
            >
              <span>{item.name}</span>
              <span className="visit-state">
                {item.state === 'done' ? (
                  <>
                    <Check aria-hidden="true" />
                    {say('itemDone')}
                  </>
                ) : (
                  <OtherQueue queueId={item.queueId} ticket={ticket} queues={queues} />
                )}
              </span>
            </button>
            {item.id === openId ? <Guide itemId={item.id} /> : null}
          </li>
        ))}
      </ol>
    </div>
  )
}

function OtherQueue(props: { queueId: string | null; ticket: Ticket; queues: readonly Queue[] }): ReactNode {
  const say = useWords(windowWords)
  const nameOf = useQueueName(props.queues)
  const queue = props.queues.find((one) => one.id === props.queueId)
  if (queue === undefined || queue.id === props.ticket.queueId) return null
  return say('otherQueue', { queue: `${queue.prefix} ${nameOf(queue.id, queue.name)}` })
}

/** What the guide says that a clerk checks: documents, fee, time, trips. */
function Guide({ itemId }: { itemId: string }): ReactNode {
  const say = useWords(windowWords)
  const guide = useHallQuery('item', { params: { id: itemId } })
  if (guide.data === undefined) return guide.loading ? <Loading /> : null
  const { materials } = guide.data
  return (
    <div className="guide">
      {materials.length === 0 ? (
        <p>{say('noMaterials')}</p>
      ) : (
        <>
          <h3>{say('materials')}</h3>
          <ul className="guide-materials">
            {materials.map((material) => (
              <li key={material.name}>
                {material.name}
                {[material.copies, material.note]
                  .filter((word) => word !== null && word !== '')
                  .map((word) => (
                    <span className="guide-note" key={word}>
                      {word}
                    </span>
                  ))}
              </li>
            ))}
          </ul>
        </>
      )}
      <GuideFacts item={guide.data} />
    </div>
  )
}

function GuideFacts({ item }: { item: ItemDetail }): ReactNode {
  const say = useWords(windowWords)
  const { language } = useLanguage()
  const facts = [
    item.feeFen === null
      ? null
      : item.feeFen === 0
        ? say('free')
        : say('fee', { yuan: formatFen(item.feeFen) }),
    item.promisedLimitDays === null
      ? null
      : item.promisedLimitDays === 0
        ? say('atOnce')
        : say('workingDays', { count: item.promisedLimitDays }),
    item.trips !== null && item.trips <= 1 ? say('oneTrip') : null,
  ].filter((fact) => fact !== null)
  return facts.length === 0 ? null : (
    <p className="guide-facts">{facts.join(language === 'en' ? '; ' : '，')}</p>
  )
}
