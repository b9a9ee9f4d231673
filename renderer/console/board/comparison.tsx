import './lately.css'
import type { ReactNode } from 'react'
import { formatDate, formatTime } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { ColumnHeads } from '../parts/column-heads.tsx'
import type { Board } from './use-board.ts'
import { boardWords } from './words.ts'

type Day = Board['comparison']['today']
type Write = (value: number) => string

/** Today beside the last same weekday, both up to the same full minute. */
export function Comparison({ board }: { board: Board }): ReactNode {
  const say = useWords(boardWords)
  const { language } = useLanguage()
  const { today, before, until } = board.comparison
  const minutes = (value: number) => say('minutes', { count: Number(value.toFixed(1)) })
  const percent = (value: number) => `${(value * 100).toFixed(1)}%`
  const points = (value: number) => say('points', { count: Number((value * 100).toFixed(1)) })
  const rows: readonly [string, (day: Day) => number | null, Write, Write][] = [
    [say('issued'), (day) => day.issued, String, String],
    [say('done'), (day) => day.done, String, String],
    [say('meanWait'), (day) => day.meanWaitMinutes, minutes, minutes],
    [say('satisfied'), (day) => day.satisfiedShare, percent, points],
  ]
  return (
    <section className="compare" aria-labelledby="board-compare">
      <h2 id="board-compare">
        {say('compare')}
        <span className="board-note">
          {say(before ? 'untilBoth' : 'until', { time: formatTime(until, board.timeZone) })}
        </span>
        {before ? null : <span className="board-note">{say('noComparable')}</span>}
      </h2>
      <table className={before ? 'compare-table' : 'compare-table compare-alone'}>
        <ColumnHeads
          columns={[
            say('figure'),
            { atEnd: say('today') },
            ...(before
              ? [
                  { atEnd: formatDate(`${before.day}T00:00:00Z`, language, 'UTC') },
                  { atEnd: say('difference') },
                ]
              : []),
          ]}
        />
        <tbody>
          {rows.map(([name, of, write, writeDifference]) => {
            const now = of(today)
            const then = before && of(before)
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="at-end figures compare-now">{now === null ? say('notYet') : write(now)}</td>
                {before ? (
                  <>
                    <td className="at-end figures">{then === null ? say('notYet') : write(then)}</td>
                    <td className="at-end figures">
                      {now === null || then === null ? '—' : signed(now - then, writeDifference)}
                    </td>
                  </>
                ) : null}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** With its sign in words of figures: +12, −3. Whether more is good depends on the figure, so no colour says it. */
function signed(difference: number, write: Write): string {
  const size = write(Math.abs(difference))
  if (difference === 0) return size
  return difference > 0 ? `+${size}` : `−${size}`
}
