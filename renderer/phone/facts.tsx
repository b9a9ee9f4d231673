import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { classWords } from '../ui/words.ts'
import { hallTime, type Phase, type PhoneView } from './phase.ts'
import { phoneWords } from './words.ts'

/** Phases in which the person still comes to a window, and had better have everything at hand. */
const toCome: readonly Phase[] = ['waiting', 'near', 'called', 'held', 'missed']

/** Where to wait, which windows, what for, what to bring. Short rows; nothing of the person. */
export function Facts({ view, phase }: { view: PhoneView; phase: Phase }): ReactNode {
  const say = useWords(phoneWords)
  const { language } = useLanguage()
  const className = useWords(classWords)
  const { ticket, zoneName, windowNumbers } = view
  const waits = phase === 'waiting' || phase === 'near'
  const english = language === 'en'
  const rows: [string, string][] = [[say('queue'), (english && view.queueNameEn) || ticket.queueName]]
  if (waits && zoneName !== null) rows.push([say('where'), (english && view.zoneNameEn) || zoneName])
  if (waits)
    rows.push([
      say('windows'),
      windowNumbers.length === 0
        ? say('windowsUnknown')
        : say('windowList', { list: windowNumbers.join(language === 'en' ? ', ' : '、') }),
    ])
  if (ticket.class !== 'ordinary') rows.push([say('className'), className(ticket.class)])
  if (ticket.dueAt !== null) rows.push([say('dueAt'), hallTime(ticket.dueAt)])
  rows.push([say('issued'), hallTime(ticket.issuedAt)])
  return (
    <section className="phone-facts">
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {ticket.items.length > 0 ? <Items view={view} phase={phase} /> : null}
      {toCome.includes(phase) && view.bring.length > 0 ? (
        <>
          <h2>{say('bring')}</h2>
          <ul className="phone-bring" lang="zh-CN">
            {view.bring.map((material) => (
              <li key={material}>{material}</li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

/** The items of the visit in their order, done ones marked. */
function Items({ view, phase }: { view: PhoneView; phase: Phase }): ReactNode {
  const say = useWords(phoneWords)
  const { items } = view.ticket
  const current = items.find((item) => item.state === 'waiting')
  return (
    <>
      <h2>{say('items')}</h2>
      <ol className="phone-items">
        {items.map((item) => (
          <li key={item.id} data-done={item.state === 'done' || undefined}>
            <span className="phone-item-mark">
              {item.state === 'done' ? <Check aria-hidden="true" /> : null}
            </span>
            <span>{item.name}</span>
            <span className="phone-item-state whole">
              {item.state === 'done' ? say('itemDone') : null}
              {item === current && phase === 'serving' ? say('itemNow') : null}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
