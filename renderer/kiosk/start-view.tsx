import { Building2, CalendarCheck, ListChecks, Search, Ticket, TicketCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useHallQuery } from '../data/use-hall.ts'
import { sayIn, useLanguage, useWords } from '../ui/i18n.ts'
import { Notice } from '../ui/states.tsx'
import { usePress } from '../ui/use-press.ts'
import { commonWords } from '../ui/words.ts'
import { LayCard } from './card-strip.tsx'
import { checkInWords } from './check-in-words.ts'
import { guideWords } from './guide-words.ts'
import { useKiosk } from './kiosk-context.ts'
import { Page } from './page.tsx'
import { sayList } from './say-list.ts'
import { kioskWords } from './words.ts'

/** Where everybody begins: three ways to find something, and the short ways for who knows. */
export function StartView(): ReactNode {
  const say = useWords(kioskWords)
  const guide = useWords(guideWords)
  const { language } = useLanguage()
  const { session, go } = useKiosk()
  const hall = useHallQuery('hall', {})
  // A hall that takes no bookings has no such entrance.
  const booking = useHallQuery('bookingHall', {})
  const booked = useWords(checkInWords)
  const topics = hall.data?.topics ?? []
  const count = session.visit.length
  return (
    <Page
      title={say('startTitle')}
      about={sayIn(commonWords, 'zh-CN')('home')}
      prompt={count > 0 ? guide('visitAdded') : say('startPrompt')}
    >
      <div className="start">
        {count > 0 ? (
          <Board
            look="now"
            icon={<Ticket aria-hidden="true" />}
            title={guide('visitOpen', { count })}
            onPress={() => go({ at: 'visit' })}
          />
        ) : (
          <AllClosed />
        )}
        <div className="start-ways">
          <Board
            icon={<Building2 aria-hidden="true" />}
            title={say('byDepartment')}
            note={hall.data ? say('byDepartmentNote', { count: hall.data.departments.length }) : ''}
            onPress={() => go({ at: 'departments' })}
          />
          {topics.length > 0 ? (
            <Board
              icon={<ListChecks aria-hidden="true" />}
              title={say('byTopic')}
              note={
                language === 'en'
                  ? say('byTopicCount', { count: topics.length })
                  : say('byTopicNote', { topics: sayList(topics.slice(0, 5), language) })
              }
              onPress={() => go({ at: 'topics' })}
            />
          ) : null}
          <Board
            icon={<Search aria-hidden="true" />}
            title={say('bySearch')}
            note={say('bySearchNote')}
            onPress={() => go({ at: 'search' })}
          />
        </div>
        <LayCard what="start" />
        <div className="start-short">
          {booking.data && booking.data.departments.length > 0 ? (
            <Board
              look="plain"
              icon={<CalendarCheck aria-hidden="true" />}
              title={booked('entrance')}
              note={booked('entranceNote')}
              onPress={() => go({ at: 'check-in' })}
            />
          ) : null}
          <Board
            look="plain"
            icon={<Ticket aria-hidden="true" />}
            title={say('takeDirectly')}
            note={say('takeDirectlyNote')}
            onPress={() => go({ at: 'queues' })}
          />
          <Board
            look="plain"
            icon={<TicketCheck aria-hidden="true" />}
            title={say('haveTicket')}
            note={say('haveTicketNote')}
            onPress={() => go({ at: 'about' })}
          />
        </div>
      </div>
    </Page>
  )
}

/** Says at once when no ticket can be taken for anything, with today's hours. */
function AllClosed(): ReactNode {
  const say = useWords(kioskWords)
  const { data } = useHallQuery('queues', {}, { refreshOn: ['queues', 'windows'] })
  const queues = data?.queues ?? []
  if (queues.length === 0 || queues.some((queue) => queue.open)) return null
  const hours = queues.find((queue) => queue.hours !== '')?.hours
  return (
    <Notice tone="warn" title={say('allClosed')}>
      {say('allClosedBody', { hours: hours === undefined ? '' : say('hoursToday', { hours }) })}
    </Notice>
  )
}

/** One of the start's signs. */
function Board(props: {
  title: string
  note?: string
  icon: ReactNode
  look?: 'way' | 'plain' | 'now'
  onPress: () => void
}): ReactNode {
  const press = usePress(props.onPress)
  return (
    <button {...press} type="button" className={`board board-${props.look ?? 'way'}`}>
      {props.icon}
      <span className="board-words">
        <span className="board-title">{props.title}</span>
        {props.note ? <span className="board-note">{props.note}</span> : null}
      </span>
    </button>
  )
}
