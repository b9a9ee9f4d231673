import './action-bar.css'
import type { ReactNode } from 'react'
import { useWords } from '../ui/i18n.ts'
import { ActionButton } from './action-button.tsx'
import type { Desk } from './use-desk.ts'
import { hindranceWords, windowWords } from './words.ts'
import { type DeskAction, hindranceOf } from './work.ts'

/** The way of every ticket, left to right; what comes next is the filled one. */
const steps = ['callNext', 'start', 'finish'] as const
const others = ['recall', 'miss', 'hold', 'transfer', 'correctClass', 'reprint'] as const

/** What can be done with the ticket in hand. Each action has its place and keeps it, possible or not. */
export function ActionBar(props: { desk: Desk; onAct: (action: DeskAction) => void }): ReactNode {
  const say = useWords(windowWords)
  const sayWhy = useWords(hindranceWords)
  const { situation, work } = props.desk
  const wholly = situation.away ? 'away' : situation.occupied ? 'occupied' : null
  const button = (action: DeskAction, main: boolean): ReactNode => {
    const hindered = hindranceOf(action, situation) !== null
    return (
      <ActionButton
        key={action}
        of={action}
        look={main && !hindered ? 'primary' : 'secondary'}
        className={main ? 'action-main' : ''}
        disabled={hindered || (work.doing !== null && work.doing !== action)}
        busy={work.doing === action}
        describedBy={wholly ? 'why-resting' : undefined}
        onPress={() => props.onAct(action)}
      />
    )
  }
  return (
    <div className="actions">
      {wholly ? (
        <p className="actions-why" id="why-resting">
          {sayWhy(wholly)}
        </p>
      ) : null}
      <fieldset className="actions-steps" aria-label={say('steps')}>
        {steps.map((action) => button(action, true))}
      </fieldset>
      <fieldset className="actions-others" aria-label={say('moreActions')}>
        {others.map((action) => button(action, false))}
      </fieldset>
    </div>
  )
}
