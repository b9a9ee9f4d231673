import './parts.css'
import type { ReactNode } from 'react'
import { splitNumber } from './format.ts'

/**
 * A ticket's number, the largest thing on its page: tabular figures, the queue's letter set apart from them, never
 * broken. `size="here"` takes the size of the text around it.
 */
export function TicketNumber(props: {
  number: string
  size?: 'number' | 'title' | 'main' | 'here'
  className?: string
}): ReactNode {
  const { prefix, figures } = splitNumber(props.number)
  const { size = 'number' } = props
  return (
    <span className={`ticket-number ticket-number-${size} ${props.className ?? ''}`.trim()} translate="no">
      <span className="ticket-number-prefix">{prefix}</span>
      <span>{figures}</span>
    </span>
  )
}
