import { CloudOff, Volume2, VolumeX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DisplayView } from '../../contract/shapes.ts'
import { formatDate, formatTime } from '../ui/format.ts'
import { type Language, sayIn, useLanguage, useWords } from '../ui/i18n.ts'
import type { Screen } from '../ui/screen.ts'
import type { Announcing } from './announcer.ts'
import { type BoardNotice, noticesOf, type Place, pageOf } from './board.ts'
import { displayWords } from './words.ts'

/** What every board is drawn from. */
export interface BoardProps {
  readonly view: DisplayView
  readonly place: Place
  readonly hallNowMs: number
  readonly offsetMs: number
  readonly screen: Required<Screen>
  readonly upright: boolean
  readonly announcing: Announcing
  /** The hall's time when it was last there; null while it is. */
  readonly awaySinceMs: number | null
}

/** The hall, the zone, the date and the time. */
export function BoardTop({ view, place, hallNowMs, announcing }: BoardProps): ReactNode {
  const { language } = useLanguage()
  const zone = place.kind === 'zone' ? view.zones.find((one) => one.id === place.zoneId) : undefined
  const english = language === 'en'
  return (
    <header className="board-top">
      <h1 className="board-hall">
        <span>{(english && view.hallNameEn) || view.hallName}</span>
        {zone ? <span className="board-zone whole">{(english && zone.nameEn) || zone.name}</span> : null}
      </h1>
      <SoundMark sound={announcing.sound} />
      <p className="board-clock figures">
        <span className="board-date whole">{formatDate(hallNowMs, language, view.timeZone)}</span>
        <time className="board-time">{formatTime(hallNowMs, view.timeZone)}</time>
      </p>
    </header>
  )
}

/** Says openly when calls are seen but not heard. */
function SoundMark({ sound }: { sound: Announcing['sound'] }): ReactNode {
  const say = useWords(displayWords)
  if (sound === 'on' || sound === 'off') return null
  return (
    <p className="board-sound" data-sound={sound} role="status">
      {sound === 'needs-gesture' ? <Volume2 aria-hidden="true" /> : <VolumeX aria-hidden="true" />}
      <span>{say(sound === 'needs-gesture' ? 'needsGesture' : 'noVoice')}</span>
    </p>
  )
}

const noticePageMs = 8000

/**
 * One row for what everybody should know, by weight: that the hall is away, what is being said right now, else what
 * is not served. Nothing in it moves.
 */
export function NoticeRow(props: BoardProps): ReactNode {
  const { view, place, hallNowMs, announcing, awaySinceMs } = props
  const say = useWords(displayWords)
  if (awaySinceMs !== null)
    return (
      <p className="board-notice board-away" role="status">
        <CloudOff className="board-icon" aria-hidden="true" />
        <span>{say('away')}</span>
        <span className="board-since whole figures">
          {say('awaySince', { time: formatTime(awaySinceMs, view.timeZone) })}
        </span>
      </p>
    )
  if (announcing.caption) return <Caption caption={announcing.caption} sound={announcing.sound} />
  const [notice] = pageOf(noticesOf(view, place), 1, hallNowMs, noticePageMs)
  if (notice === undefined) return <p className="board-notice board-welcome">{say('welcome')}</p>
  return (
    <p className="board-notice" aria-live="polite">
      <NoticeLine notice={notice} />
    </p>
  )
}

function NoticeLine({ notice }: { notice: BoardNotice }): ReactNode {
  const say = useWords(displayWords)
  const { language } = useLanguage()
  if (notice.kind === 'paused')
    return notice.reason === ''
      ? say('pausedWindow', { number: notice.windowNumber })
      : say('pausedWhy', { number: notice.windowNumber, reason: notice.reason })
  const list = notice.queues
    .map((queue) => `${queue.prefix} ${queueName(queue, language)}`)
    .join(language === 'en' ? ', ' : '、')
  return say('unattended', { list })
}

/** A queue's name in the language of the screen. */
export function queueName(queue: DisplayView['queues'][number], language: Language): string {
  return (language === 'en' && queue.nameEn) || queue.name
}

/** What is being said, in the language in which it is said. */
function Caption(props: {
  caption: NonNullable<Announcing['caption']>
  sound: Announcing['sound']
}): ReactNode {
  const { call, language } = props.caption
  const said = sayIn(displayWords, language)
  return (
    <p className="board-notice board-caption" lang={language} aria-live="assertive">
      {props.sound === 'on' ? <Volume2 className="board-icon" aria-hidden="true" /> : null}
      <span>{said('announce', { number: call.number, window: call.windowNumber })}</span>
    </p>
  )
}
