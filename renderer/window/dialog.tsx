import './dialog.css'
import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import type { Problem } from '../../contract/problems.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { commonWords } from '../ui/words.ts'
import { ClerkProblem } from './notices.tsx'

export interface DialogProps {
  readonly title: ReactNode
  readonly children: ReactNode
  readonly onClose: () => void
  /** Makes it a question with an answer: the form's button stands at the foot, Enter answers. */
  readonly answer?: {
    readonly word: string
    readonly possible: boolean
    readonly busy: boolean
    /** It was given: what is left to do is to close. */
    readonly given?: boolean
    give(): void
  }
  readonly problem?: Problem | null
  readonly wide?: boolean
}

/** A question or a sheet above the desk: the browser's own dialog keeps the focus inside, Escape closes it. */
export function Dialog(props: DialogProps): ReactNode {
  const say = useWords(commonWords)
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const dialog = ref.current
    if (dialog === null) return
    // The focus comes back to where it was, but not to a button that a mouse pressed: Enter would press it again.
    const { activeElement } = document
    if (activeElement instanceof HTMLElement && !activeElement.matches(':focus-visible')) activeElement.blur()
    dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-first], [type="submit"]')?.focus()
    return () => dialog.close()
  }, [])

  const { answer } = props
  const body = (
    <>
      <div className="dialog-body">
        {props.children}
        {props.problem ? <ClerkProblem problem={props.problem} /> : null}
      </div>
      {answer ? (
        <div className="dialog-foot">
          <Button onPress={props.onClose}>{say(answer.given ? 'close' : 'cancel')}</Button>
          <Button type="submit" look="primary" busy={answer.busy} disabled={!answer.possible}>
            {answer.word}
          </Button>
        </div>
      ) : null}
    </>
  )
  return (
    <dialog
      ref={ref}
      className={props.wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{props.title}</h2>
        <Button look="quiet" icon={<X aria-hidden="true" />} shortcut="Escape" onPress={props.onClose}>
          {say('close')}
        </Button>
      </div>
      {answer ? (
        <form
          onKeyDown={pickByDigit}
          onSubmit={(event) => {
            event.preventDefault()
            if (answer.possible && !answer.busy) answer.give()
          }}
        >
          {body}
        </form>
      ) : (
        body
      )}
    </dialog>
  )
}

/** A digit chooses the choice that bears it, unless somebody types. */
function pickByDigit(event: KeyboardEvent<HTMLFormElement>): void {
  const { target, key } = event
  if (!/^[1-9]$/.test(key) || event.ctrlKey || event.altKey || event.metaKey) return
  if (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio')
  )
    return
  const choice = event.currentTarget.querySelector<HTMLInputElement>(
    `input[type="radio"][data-digit="${key}"]`,
  )
  if (choice === null) return
  event.preventDefault()
  choice.click()
  choice.focus()
}
