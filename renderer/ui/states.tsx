import './states.css'
import { CircleAlert, CircleCheck, CloudOff, Inbox, Info, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { Problem } from '../../contract/problems.ts'
import { Button } from './button.tsx'
import { useLanguage, useWords } from './i18n.ts'
import { tellProblem } from './problem-words.ts'
import { commonWords } from './words.ts'

export type NoticeTone = 'info' | 'done' | 'warn' | 'error'

const toneIcons = { info: Info, done: CircleCheck, warn: TriangleAlert, error: CircleAlert } as const

export interface NoticeProps {
  readonly tone?: NoticeTone
  /** What happened. */
  readonly title?: ReactNode
  /** What to do next. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** Something to know, in place: never a pop-up. Warnings and errors are read out at once. */
export function Notice({ tone = 'info', title, children, actions }: NoticeProps): ReactNode {
  const Icon = toneIcons[tone]
  return (
    <div className={`notice notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon aria-hidden="true" />
      <div className="notice-words">
        {title ? <p className="notice-title">{title}</p> : null}
        {children ? <div>{children}</div> : null}
        {actions ? <div className="notice-actions">{actions}</div> : null}
      </div>
    </div>
  )
}

/** A refusal: what happened, what to do, and a way to try again where one is given. */
export function ProblemNotice(props: {
  problem: Problem
  onAgain?: (() => void) | undefined
  actions?: ReactNode
}): ReactNode {
  const { language } = useLanguage()
  const say = useWords(commonWords)
  const { what, todo } = tellProblem(props.problem, language)
  const passing = props.problem.status >= 500
  return (
    <Notice
      tone={passing ? 'warn' : 'error'}
      title={what}
      actions={
        props.onAgain || props.actions ? (
          <>
            {props.onAgain ? <Button onPress={props.onAgain}>{say('retry')}</Button> : null}
            {props.actions}
          </>
        ) : null
      }
    >
      {todo}
    </Notice>
  )
}

/** Nothing here, said as a state of its own, with what one can do instead. */
export function Empty(props: { title?: ReactNode; children?: ReactNode; icon?: ReactNode }): ReactNode {
  const say = useWords(commonWords)
  return (
    <div className="state">
      {props.icon ?? <Inbox aria-hidden="true" />}
      <p className="state-title">{props.title ?? say('nothingHere')}</p>
      {props.children ? <div>{props.children}</div> : null}
    </div>
  )
}

/** Shown only when something takes longer than 300 ms, so that quick answers do not flicker. */
export function Loading({ full = false }: { full?: boolean }): ReactNode {
  const say = useWords(commonWords)
  const shown = useAfter(300)
  const long = useAfter(8000)
  return (
    <div className={full ? 'state state-full' : 'state'} role="status" aria-live="polite">
      {shown ? (
        <>
          <span className="loading-bar" aria-hidden="true" />
          <p>{long ? say('loadingLong') : say('loading')}</p>
        </>
      ) : null}
    </div>
  )
}

/** Says that the hall is away, and what that means for who reads the page. `body` replaces the usual sentence. */
export function OfflineBanner({ body }: { body?: ReactNode }): ReactNode {
  const say = useWords(commonWords)
  return (
    <div className="offline" role="status">
      <CloudOff aria-hidden="true" />
      <p>
        <span className="offline-title">{say('offlineTitle')}</span>
        <br />
        {body ?? say('offlineBody')}
      </p>
    </div>
  )
}

/** False, then true after so many milliseconds. */
export function useAfter(ms: number): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return passed
}
