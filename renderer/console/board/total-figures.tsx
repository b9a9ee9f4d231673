import type { ReactNode } from 'react'
import { useWords } from '../../ui/i18n.ts'
import type { Totals } from './arrange.ts'
import { boardWords } from './words.ts'

/** Four figures, read from across the room. */
export function TotalFigures({ totals, help }: { totals: Totals; help: number }): ReactNode {
  const say = useWords(boardWords)
  return (
    <dl className="totals">
      <Figure name={say('waiting')} value={totals.waiting} />
      <Figure name={say('serving')} value={totals.serving} />
      <Figure
        name={say('windowsOpen')}
        value={totals.windowsOpen}
        note={say('ofWindows', { count: totals.windows })}
      />
      <Figure name={say('help')} value={help} now={help > 0} />
    </dl>
  )
}

function Figure(props: { name: string; value: number; note?: string; now?: boolean }): ReactNode {
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
