import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem } from '../../contract/problems.ts'
import { Button } from '../ui/button.tsx'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { Notice } from '../ui/states.tsx'
import { tellClerk } from './telling.ts'
import { windowWords } from './words.ts'

/** A refusal in the clerk's words, in place. It goes with the next action, or when it was read. */
export function ClerkProblem(props: { problem: Problem; onDismiss?: () => void }): ReactNode {
  const { language } = useLanguage()
  const { what, todo } = tellClerk(props.problem, language)
  return (
    <Notice
      tone={props.problem.status >= 500 ? 'warn' : 'error'}
      title={what}
      actions={props.onDismiss ? <Dismiss onPress={props.onDismiss} /> : null}
    >
      {todo}
    </Notice>
  )
}

/** Takes a notice away. */
export function Dismiss({ onPress }: { onPress: () => void }): ReactNode {
  const say = useWords(windowWords)
  return (
    <Button look="quiet" icon={<X aria-hidden="true" />} onPress={onPress}>
      {say('dismiss')}
    </Button>
  )
}
