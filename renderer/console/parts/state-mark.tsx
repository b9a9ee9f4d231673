import type { ReactNode } from 'react'

export type MarkTone = 'good' | 'now' | 'wrong' | 'rest'

/** A state in a word, with a mark whose shape says the same as its colour. */
export function StateMark(props: { tone: MarkTone; children: ReactNode }): ReactNode {
  return (
    <span className={`state-mark state-mark-${props.tone}`}>
      <span className="state-mark-shape" aria-hidden="true" />
      {props.children}
    </span>
  )
}
