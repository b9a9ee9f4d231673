import type { ReactNode } from 'react'
import type { ReplayEntry } from '../../../core/replay/fold.ts'
import { formatTimeWithSeconds } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { entryTitle } from '../journal/tell-entry.ts'
import { Panel } from '../parts/panel.tsx'
import type { ReplayedDay } from './read-day.ts'
import { replayWords } from './words.ts'

/** What is looked at more closely. */
export type Chosen = { readonly ticketId: string } | { readonly windowId: string }

/** The day of one ticket or one window, line by line; each line leads to its moment. */
export function HistoryPanel(props: {
  chosen: Chosen
  replayed: ReplayedDay
  onSeek: (ms: number) => void
  onClose: () => void
}): ReactNode {
  const say = useWords(replayWords)
  const { language } = useLanguage()
  const { chosen, replayed } = props
  const { place, line } = replayed
  const entries = line.entries.filter((entry) =>
    'ticketId' in chosen ? entry.ticketId === chosen.ticketId : entry.windowId === chosen.windowId,
  )
  const numberOfWindow = (id: string | null) => place.windows.find((window) => window.id === id)?.number
  const numberOfTicket = (id: string | null) =>
    line.entries.find((entry) => entry.ticketId === id && entry.ticket !== null)?.ticket?.number ??
    line.stateAtBeginning().tickets.get(id ?? '')?.number
  const about = (entry: ReplayEntry): string => {
    const window = numberOfWindow(entry.windowId)
    const what =
      'ticketId' in chosen
        ? window === undefined
          ? undefined
          : say('atWindow', { number: window })
        : numberOfTicket(entry.ticketId)
    // Of a press that was taken back the title says all; a pause has its reason.
    const note = entry.type === 'window-paused' ? entry.note : null
    return [what, note].filter((part) => part !== undefined && part !== null && part !== '').join(' ')
  }
  const title =
    'ticketId' in chosen
      ? say('ofTicket', { number: numberOfTicket(chosen.ticketId) ?? '' })
      : say('ofWindow', { number: numberOfWindow(chosen.windowId) ?? '' })
  return (
    <Panel title={title} onClose={props.onClose}>
      {entries.length === 0 ? <p>{say('noHistory')}</p> : null}
      <ol className="history">
        {entries.map((entry) => {
          const time = formatTimeWithSeconds(entry.atMs, place.timeZone)
          return (
            <li key={entry.seq}>
              <button
                type="button"
                className="history-time figures"
                aria-label={say('goTo', { time })}
                onClick={() => props.onSeek(entry.atMs)}
              >
                {time}
              </button>
              <span>{entryTitle(entry.type, language)}</span>
              <span className="history-about">{about(entry)}</span>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
