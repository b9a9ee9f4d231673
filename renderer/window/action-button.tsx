import type { ReactNode } from 'react'
import { Button, type ButtonLook } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { type DeskKey, deskKeys } from './keys.ts'
import { actionWords, sheetWords } from './words.ts'

/** A key as it stands on the keyboard. For eyes only: what is heard of it is `aria-keyshortcuts`. */
export function Cap({ of }: { of: DeskKey }): ReactNode {
  const say = useWords(sheetWords)
  const { cap } = deskKeys[of]
  return (
    <span className="cap" aria-hidden="true">
      {cap === 'Space' ? say('space') : cap}
    </span>
  )
}

/** A button of the desk: its word, and its key. It keeps its place when it rests, so that hands find it blind. */
export function ActionButton(props: {
  of: DeskKey
  onPress: () => void
  word?: string
  look?: ButtonLook
  icon?: ReactNode
  disabled?: boolean
  busy?: boolean
  className?: string
  describedBy?: string | undefined
}): ReactNode {
  const say = useWords(actionWords)
  const word = props.word ?? say(props.of)
  return (
    <Button
      onPress={props.onPress}
      look={props.look ?? 'secondary'}
      icon={props.icon}
      disabled={props.disabled ?? false}
      busy={props.busy ?? false}
      className={`action ${props.className ?? ''}`.trim()}
      shortcut={deskKeys[props.of].cap}
      {...(props.describedBy === undefined ? {} : { describedBy: props.describedBy })}
    >
      {word}
      <Cap of={props.of} />
    </Button>
  )
}
