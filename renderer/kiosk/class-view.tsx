import { Ticket } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { TicketClass } from '../../core/queue/ticket.ts'
import { BigChoice, Button } from '../ui/button.tsx'
import { sayIn, useWords } from '../ui/i18n.ts'
import { classMeaning, classWords } from '../ui/words.ts'
import { priorityFromAge } from './card.ts'
import { guideWords } from './guide-words.ts'
import { useKiosk } from './kiosk-context.ts'
import { Page } from './page.tsx'
import { PagedList } from './paged-list.tsx'
import type { TakeRequest } from './session.ts'

const proofs = {
  ordinary: 'proofOrdinary',
  priority: 'proofPriority',
  green: 'proofGreen',
} as const satisfies Partial<Record<TicketClass, string>>
type Claimed = keyof typeof proofs
const order = ['priority', 'green', 'ordinary'] as const satisfies readonly Claimed[]

/**
 * Who is served before others, and what proves it; staff look at the proof at the window. A booking is no class that
 * one claims: it is proved here, before the ticket, for its ticket is called before all others from its time on.
 */
export function ClassView({ request }: { request: TakeRequest }): ReactNode {
  const guide = useWords(guideWords)
  const name = useWords(classWords)
  const meaning = useWords(classMeaning)
  const { take, taking, card, go } = useKiosk()
  const [chosen, setChosen] = useState<Claimed>(
    (card.laid?.age ?? 0) >= priorityFromAge ? 'priority' : 'ordinary',
  )
  return (
    <Page
      title={guide('classTitle')}
      about={sayIn(guideWords, 'zh-CN')('otherClass')}
      prompt={guide('classPrompt')}
      foot={
        <div className="actions">
          <Button
            look="primary"
            className="action-main"
            icon={<Ticket aria-hidden="true" />}
            busy={taking}
            onPress={() => take({ ...request, class: chosen })}
          >
            {guide('takeAs', { name: name(chosen) })}
          </Button>
        </div>
      }
    >
      <PagedList label={guide('classTitle')}>
        {order.map((one) => (
          <li key={one}>
            <BigChoice
              className="class-choice"
              title={name(one)}
              note={
                <>
                  <span className="class-who">{meaning(one)}</span>
                  <span className="class-proof">{guide(proofs[one])}</span>
                </>
              }
              chosen={chosen === one}
              onPress={() => setChosen(one)}
            />
          </li>
        ))}
        <li>
          <BigChoice
            className="class-choice class-way"
            title={guide('booked')}
            note={
              <>
                <span className="class-who">{meaning('appointment')}</span>
                <span className="class-proof">{guide('bookedHow')}</span>
              </>
            }
            onPress={() => go({ at: 'check-in' })}
          />
        </li>
      </PagedList>
    </Page>
  )
}
