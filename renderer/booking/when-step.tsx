import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { BookingSlot } from '../../contract/appointment.ts'
import type { RouteAnswer } from '../../contract/client.ts'
import { useHallQuery } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { formatDate } from '../ui/format.ts'
import { type Language, useLanguage, useWords } from '../ui/i18n.ts'
import { Loading, Notice, ProblemNotice } from '../ui/states.tsx'
import { usePress } from '../ui/use-press.ts'
import { Bring } from './bring.tsx'
import { Frame } from './frame.tsx'
import { dayParts, partOfDay } from './steps.ts'
import { bookingWords } from './words.ts'

type Day = RouteAnswer<'bookableDays'>['days'][number]

/** A day without its time, as people say it: 11月25日 星期三. */
export function dayText(day: string, language: Language): string {
  return formatDate(`${day}T12:00:00Z`, language, 'UTC')
}

/** When: a day with places, then a slot of it. */
export function WhenStep(props: {
  hallName: string
  itemId: string
  onSlot: (day: string, slot: BookingSlot) => void
  onBack: () => void
}): ReactNode {
  const say = useWords(bookingWords)
  const { language } = useLanguage()
  const { data, problem, again } = useHallQuery('bookableDays', { params: { id: props.itemId } })
  const [chosen, setChosen] = useState<string | null>(null)
  const day = chosen ?? data?.days.find((one) => one.openness === 'open')?.day ?? null
  return (
    <Frame
      follows
      hallName={props.hallName}
      title={say('whenTitle')}
      intro={data ? (language === 'en' && data.item.nameEn) || data.item.name : undefined}
    >
      {data ? (
        <>
          <section className="booking-part" aria-label={say('chooseDay')}>
            <h2>{say('chooseDay')}</h2>
            <div className="booking-days">
              {data.days.map((one, at) => (
                <DayChoice
                  key={one.day}
                  day={one}
                  today={at === 0}
                  chosen={one.day === day}
                  onPress={() => setChosen(one.day)}
                />
              ))}
            </div>
          </section>
          {day === null ? (
            <Notice tone="warn" title={say('noSlots')} />
          ) : (
            <Slots key={day} itemId={props.itemId} day={day} onSlot={(slot) => props.onSlot(day, slot)} />
          )}
          <Bring materials={data.materials} place={data.place} />
        </>
      ) : problem ? (
        <ProblemNotice problem={problem} onAgain={again} />
      ) : (
        <Loading />
      )}
      <Button look="quiet" icon={<ArrowLeft aria-hidden="true" />} onPress={props.onBack}>
        {say('back')}
      </Button>
    </Frame>
  )
}

function DayChoice(props: { day: Day; today: boolean; chosen: boolean; onPress: () => void }): ReactNode {
  const say = useWords(bookingWords)
  const { language } = useLanguage()
  const { day, openness, left } = props.day
  const open = openness === 'open'
  const press = usePress(open ? props.onPress : undefined)
  const told = {
    open: say('left', { count: left }),
    closed: say('closed'),
    full: say('full'),
    passed: say('passed'),
    'not-announced': say('notAnnounced'),
  }[openness]
  const [date, weekday] = splitDay(day, language)
  return (
    <button
      {...press}
      type="button"
      className="booking-day"
      aria-pressed={props.chosen}
      aria-disabled={!open || undefined}
    >
      <span className="booking-day-date">{date}</span>
      <span>{props.today ? say('today') : weekday}</span>
      <span className="booking-left">{told}</span>
    </button>
  )
}

function splitDay(day: string, language: Language): [string, string] {
  const [first = '', ...rest] = dayText(day, language).split(' ')
  return language === 'en' ? [rest.join(' '), first] : [first, rest.join(' ')]
}

function Slots(props: { itemId: string; day: string; onSlot: (slot: BookingSlot) => void }): ReactNode {
  const say = useWords(bookingWords)
  const { data, problem, again } = useHallQuery('bookableSlots', {
    params: { id: props.itemId },
    query: { day: props.day },
  })
  if (!data) return problem ? <ProblemNotice problem={problem} onAgain={again} /> : <Loading />
  // What has passed is of no use to anybody; what is full tells that it is.
  const shown = data.slots.filter((slot) => slot.open || slot.left === 0)
  if (!shown.some((slot) => slot.open)) return <Notice tone="warn" title={say('noSlots')} />
  return (
    <section className="booking-part" aria-label={say('chooseSlot')}>
      {dayParts
        .filter((part) => shown.some((slot) => partOfDay(slot.start) === part))
        .map((part) => (
          <div key={part} className="booking-part">
            <h2>{say(part)}</h2>
            <div className="booking-slots">
              {shown
                .filter((slot) => partOfDay(slot.start) === part)
                .map((slot) => (
                  <SlotChoice key={slot.start} slot={slot} onPress={() => props.onSlot(slot)} />
                ))}
            </div>
          </div>
        ))}
    </section>
  )
}

function SlotChoice({ slot, onPress }: { slot: BookingSlot; onPress: () => void }): ReactNode {
  const say = useWords(bookingWords)
  const press = usePress(slot.open ? onPress : undefined)
  return (
    <button {...press} type="button" className="booking-slot" aria-disabled={!slot.open || undefined}>
      <span className="booking-slot-time">
        {slot.start}–{slot.end}
      </span>
      <span className="booking-left">{slot.open ? say('left', { count: slot.left }) : say('full')}</span>
    </button>
  )
}
