import type { ReactNode } from 'react'
import { useWords } from '../../ui/i18n.ts'
import type { Board } from './use-board.ts'
import { boardWords } from './words.ts'

/** The hall in five figures, read from across the room. */
export function TotalFigures({ board, help }: { board: Board; help: number }): ReactNode {
  const say = useWords(boardWords)
  const { totals } = board
  const longest = Math.max(0, ...board.queues.map((queue) => queue.oldest?.minutes ?? 0))
  return (
    <dl className="totals">
      <Figure name={say('waiting')} value={totals.waiting} />
      <Figure
        name={say('longest')}
        {...(totals.waiting > 0
          ? splitUnit(say('minutes', { count: Math.floor(longest) }), Math.floor(longest))
          : { value: say('nobody') })}
      />
      <Figure name={say('inHall')} value={totals.inHall} />
      <Figure
        name={say('windowsOpen')}
        value={totals.windowsOpen}
        note={say('ofWindows', { count: totals.windows })}
      />
      <Figure name={say('help')} value={help} now={help > 0} />
    </dl>
  )
}

/** `54 分钟` as a large figure and its small unit. */
function splitUnit(text: string, value: number): { value: number; note: string } {
  return { value, note: text.replace(String(value), '').trim() }
}

function Figure(props: { name: string; value: number | string; note?: string; now?: boolean }): ReactNode {
  return (
    <div className={props.now ? 'total total-now' : 'total'}>
      <dt>{props.name}</dt>
      <dd>
        <span className="total-value figures">{props.value}</span>
        {props.note ? <span className="total-note">{props.note}</span> : null}
      </dd>
    </div>
  )
}
