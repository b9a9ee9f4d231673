import { type ReactNode, useState } from 'react'
import { useHallCommand } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { ProblemNotice } from '../ui/states.tsx'
import type { PhoneView } from './phase.ts'
import { phoneWords } from './words.ts'

/** Cancelling asks once more, in the page: no pop-up, and the safe answer comes first. */
export function CancelStep(props: { ticket: PhoneView['ticket']; onChanged: () => void }): ReactNode {
  const { ticket, onChanged } = props
  const say = useWords(phoneWords)
  const [asking, setAsking] = useState(false)
  const cancel = useHallCommand('cancelTicket', { onDone: onChanged, onProblem: onChanged })
  if (!asking)
    return (
      <Button look="quiet" wide onPress={() => setAsking(true)}>
        {say('cancel')}
      </Button>
    )
  return (
    <section className="phone-cancel">
      <p>{say('cancelAsk', { number: ticket.number })}</p>
      <Button look="primary" wide autoFocus onPress={() => setAsking(false)}>
        {say('cancelNo')}
      </Button>
      <Button look="wrong" wide busy={cancel.busy} onPress={() => cancel.run({ params: { id: ticket.id } })}>
        {say('cancelYes')}
      </Button>
      {cancel.problem ? <ProblemNotice problem={cancel.problem} /> : null}
    </section>
  )
}
