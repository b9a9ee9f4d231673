import type { ReactNode } from 'react'
import type { Ticket } from '../../contract/shapes.ts'
import { useWords } from '../ui/i18n.ts'
import { useEstimateText } from '../ui/say-estimate.ts'
import { commonWords } from '../ui/words.ts'
import { ticketWords } from './ticket-words.ts'

/** Of a ticket that waits: how many are ahead, and how long that takes. For a list of facts. */
export function WaitFacts({ ticket }: { ticket: Pick<Ticket, 'ahead' | 'estimate'> }): ReactNode {
  const say = useWords(ticketWords)
  const common = useWords(commonWords)
  const estimate = useEstimateText()
  return (
    <>
      <div>
        <dt>{say('ahead')}</dt>
        <dd>{ticket.ahead === 0 ? say('nobody') : common('people', { count: ticket.ahead })}</dd>
      </div>
      <div>
        <dt>{say('wait')}</dt>
        <dd>{ticket.estimate === null ? say('cannotTell') : estimate(ticket.estimate)}</dd>
      </div>
    </>
  )
}
