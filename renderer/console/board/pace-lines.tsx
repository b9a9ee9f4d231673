import './lately.css'
import type { ReactNode } from 'react'
import { formatTime } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import type { Board } from './use-board.ts'
import { boardWords } from './words.ts'

const series = [
  ['issued', 'issued'],
  ['called', 'calls'],
  ['done', 'done'],
] as const
/** Whole minutes over which "now" is averaged: one minute alone jumps. */
const lately = 10
const width = 600
const height = 60

/** Tickets issued, called and done in each of the last sixty minutes: three lines on one scale, one below the other. */
export function PaceLines({ board }: { board: Board }): ReactNode {
  const say = useWords(boardWords)
  // The present minute is not over; drawn, it would always fall.
  const whole = board.pace.slice(0, -1)
  const top = Math.max(4, ...whole.flatMap(({ issued, called, done }) => [issued, called, done]))
  const [first, last] = [whole[0], board.pace.at(-1)]
  return (
    <section className="pace" aria-labelledby="board-pace">
      <h2 id="board-pace">
        {say('pace')}
        <span className="board-note">{say('paceMean')}</span>
      </h2>
      <div className="pace-rows">
        {series.map(([key, word]) => {
          const values = whole.map((minute) => minute[key])
          const rate = (values.slice(-lately).reduce((sum, one) => sum + one, 0) / lately).toFixed(1)
          const total = values.reduce((sum, one) => sum + one, 0)
          return (
            <div className="pace-row" key={key}>
              <span className="pace-name">{say(word)}</span>
              <svg
                className="pace-graph"
                viewBox={`0 0 ${width} ${height}`}
                preserveAspectRatio="none"
                role="img"
                aria-label={say('paceAbout', { what: say(word), rate, total })}
              >
                <path className="pace-area" d={`${pathOf(values, top)} V ${height} H 0 Z`} />
                <path className="pace-line" d={pathOf(values, top)} />
              </svg>
              <span className="pace-rate figures">{say('perMinute', { rate })}</span>
            </div>
          )
        })}
        <div className="pace-row pace-times" aria-hidden="true">
          <span />
          <span className="pace-ends figures">
            <span>{first ? formatTime(first.startsAt, board.timeZone) : null}</span>
            <span>{last ? formatTime(last.startsAt, board.timeZone) : null}</span>
          </span>
          <span />
        </div>
      </div>
    </section>
  )
}

/** A line through one value a minute. */
function pathOf(values: readonly number[], top: number): string {
  const step = width / Math.max(1, values.length - 1)
  return values
    .map(
      (value, at) =>
        `${at === 0 ? 'M' : 'L'} ${(at * step).toFixed(1)} ${(height - 2 - (value / top) * (height - 4)).toFixed(1)}`,
    )
    .join(' ')
}
