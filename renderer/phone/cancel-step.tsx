import type { ReactNode } from 'react'
import { useHallCommand } from '../data/use-hall.ts'
import { useWords } from '../ui/i18n.ts'
import { CancelAsk } from './cancel-ask.tsx'
import type { PhoneView } from './phase.ts'
import { phoneWords } from './words.ts'

/** Gives the ticket up. */
export function CancelStep(props: { ticket: PhoneView['ticket']; onChanged: () => void }): ReactNode {
  const { ticket, onChanged } = props
  const say = useWords(phoneWords)
  const { busy, problem, run } = useHallCommand('cancelTicket', {
    onDone: onChanged,
    onProblem: onChanged,
  })
  const words = {
    cancel: say('cancel'),
    ask: say('cancelAsk', { number: ticket.number }),
    no: say('cancelNo'),
    yes: say('cancelYes'),
  }
  return (
    <CancelAsk
      words={words}
      busy={busy}
      problem={problem}
      onCancel={() => run({ params: { id: ticket.id } })}
    />
  )
}
