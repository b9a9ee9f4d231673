import './button.css'
import { ChevronRight } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { usePress } from './use-press.ts'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'now' | 'wrong'

export interface ButtonProps {
  readonly children: ReactNode
  /** Runs once for each press; see press.ts for what counts as one. */
  readonly onPress?: () => void
  readonly look?: ButtonLook
  /** An icon from lucide-react; it never stands without its word. */
  readonly icon?: ReactNode
  readonly wide?: boolean
  /** Icon above the word, small: for bars of equal targets. */
  readonly stacked?: boolean
  /** Still focusable and readable, so that the reason can be told; it does nothing. */
  readonly disabled?: boolean
  /** Turns, and takes no further press. */
  readonly busy?: boolean
  readonly pressed?: boolean
  readonly type?: 'button' | 'submit'
  readonly id?: string
  readonly className?: string
  readonly describedBy?: string
  /** For words that say too little on their own; must contain the visible word. */
  readonly label?: string
  readonly shortcut?: string
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button for fingers, mice, keys and screen readers. With `type="submit"` leave `onPress` out: the form decides. */
export function Button(props: ButtonProps): ReactNode {
  const { children, look = 'secondary', icon, type = 'button' } = props
  const idle = props.disabled === true || props.busy === true
  const press = usePress(idle ? undefined : props.onPress)
  const classes = [
    'button',
    `button-${look}`,
    props.wide ? 'button-wide' : '',
    props.stacked ? 'button-stacked' : '',
    props.className ?? '',
  ]
  // A form is submitted by the browser's own click; judging touches as well would submit it twice.
  const acts = type === 'submit' ? { disabled: props.busy } : press
  return (
    <button
      {...acts}
      ref={props.ref}
      type={type}
      id={props.id}
      className={classes.filter(Boolean).join(' ')}
      aria-disabled={idle || undefined}
      aria-busy={props.busy || undefined}
      aria-pressed={props.pressed}
      aria-describedby={props.describedBy}
      aria-label={props.label}
      aria-keyshortcuts={props.shortcut}
      // biome-ignore lint/a11y/noAutofocus: the page asks one question, and this is its answer
      autoFocus={props.autoFocus}
    >
      {props.busy ? <span className="button-turning" aria-hidden="true" /> : icon}
      <span>{children}</span>
    </button>
  )
}

export interface BigChoiceProps {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly aside?: ReactNode
  readonly icon?: ReactNode
  readonly onPress: () => void
  /** One of several that stay on the page; leave it out where a press leads on. */
  readonly chosen?: boolean
  /** Can be read but not pressed; say why in `note`. */
  readonly disabled?: boolean
  readonly id?: string
  readonly className?: string
  readonly autoFocus?: boolean
}

/** One answer to the page's question: a full-width row with a title, what there is to know, and an arrow. */
export function BigChoice(props: BigChoiceProps): ReactNode {
  const press = usePress(props.disabled ? undefined : props.onPress)
  const leads = props.chosen === undefined && !props.disabled
  return (
    <button
      {...press}
      type="button"
      id={props.id}
      className={`choice ${props.className ?? ''}`.trim()}
      aria-pressed={props.chosen}
      aria-disabled={props.disabled || undefined}
      // biome-ignore lint/a11y/noAutofocus: the page asks one question, and this is its first answer
      autoFocus={props.autoFocus}
    >
      {props.icon ? <span className="choice-icon">{props.icon}</span> : null}
      <span className="choice-words">
        <span className="choice-title">{props.title}</span>
        {props.note ? <span className="choice-note">{props.note}</span> : null}
      </span>
      {props.aside || leads ? (
        <span className="choice-aside">
          {props.aside ?? (
            <span className="choice-go">
              <ChevronRight aria-hidden="true" />
            </span>
          )}
        </span>
      ) : null}
    </button>
  )
}
