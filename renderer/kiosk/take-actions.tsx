import { Ticket, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { AskPerson } from './ask-person.tsx'
import { LayCard } from './card-strip.tsx'
import { cardWords } from './card-words.ts'
import { guideWords } from './guide-words.ts'
import { useKiosk } from './kiosk-context.ts'
import type { TakeRequest } from './session.ts'
import { useLaidCard } from './use-laid-card.ts'

/**
 * 取号 as the one large action, what else is possible beside it; a person where no ticket can be taken. A card laid here
 * is the press: the ticket is its owner's at once.
 */
export function TakeActions(props: { open: boolean; request: TakeRequest; children?: ReactNode }): ReactNode {
  const guide = useWords(guideWords)
  const ofCard = useWords(cardWords)
  const { take, taking, go, card } = useKiosk()
  useLaidCard((cardId) => {
    if (props.open && !taking) take({ ...props.request, cardId })
  })
  if (!props.open)
    return (
      <div className="actions">
        <AskPerson look="primary" />
        {props.children}
      </div>
    )
  return (
    <div className="actions">
      <LayCard what="layToTake" />
      <Button
        look="primary"
        className="action-main"
        icon={<Ticket aria-hidden="true" />}
        busy={taking}
        onPress={() => take(props.request)}
      >
        {card.laid ? ofCard('takeAs', { name: card.laid.nameMasked }) : guide('take')}
      </Button>
      <Button icon={<Users aria-hidden="true" />} onPress={() => go({ at: 'class', request: props.request })}>
        {guide('otherClass')}
      </Button>
      {props.children}
    </div>
  )
}
