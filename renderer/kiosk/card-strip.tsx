import { IdCard } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useWords } from '../ui/i18n.ts'
import { Notice } from '../ui/states.tsx'
import { type CardTrouble, type LaidCard, priorityFromAge } from './card.ts'
import { cardWords } from './card-words.ts'
import { useKiosk } from './kiosk-context.ts'

const troubles = {
  'lay-again': ['layAgain', 'layAgainBody'],
  'not-read': ['notRead', 'notReadBody'],
  'wrong-card': ['wrongCard', 'wrongCardBody'],
  'show-card': ['showCard', 'showCardBody'],
  expired: ['over', 'overBody'],
} as const satisfies Record<CardTrouble, readonly [string, string]>

/** What helps where a card is put in, and not laid. */
const putInTroubles = { layAgainBody: 'putInAgainBody', wrongCardBody: 'notSocialBody' } as const

/** Whose card was read, masked; or why none was, and what to do. The same place on every page, seen and heard. */
export function CardStrip(): ReactNode {
  const { card } = useKiosk()
  if (card.trouble !== null) return <Trouble trouble={card.trouble} />
  return card.laid === null ? null : <Hello card={card.laid} />
}

function Hello({ card }: { card: LaidCard }): ReactNode {
  const say = useWords(cardWords)
  const { speech } = useKiosk()
  const title = say('hello', { name: card.nameMasked })
  const read = say(card.age >= priorityFromAge ? 'readElder' : 'read', { number: card.idMasked })
  // The masked number is to be seen by its owner, not heard by the room.
  const told = [title, card.expired ? say('expired') : ''].filter(Boolean).join(' ')
  useEffect(() => speech.tell(told), [speech, told])
  return (
    <Notice tone={card.expired ? 'warn' : 'done'} title={title}>
      {read}
      {card.expired ? ` ${say('expired')}` : null}
    </Notice>
  )
}

function Trouble({ trouble }: { trouble: CardTrouble }): ReactNode {
  const say = useWords(cardWords)
  const { card, speech } = useKiosk()
  const [title, laid] = troubles[trouble]
  const body =
    card.offered === 'social-card' && (laid === 'layAgainBody' || laid === 'wrongCardBody')
      ? putInTroubles[laid]
      : laid
  const told = `${say(title)}。${say(body)}`
  useEffect(() => speech.tell(told, { always: true }), [speech, told])
  return (
    <Notice tone="warn" title={say(title)}>
      {say(body)}
    </Notice>
  )
}

/** The same for a kiosk that takes social-security cards only, which are put in. */
const putIn = { start: 'putInAtStart', layToTake: 'putInToTake', layToCheckIn: 'putInToCheckIn' } as const

/** Says that a card can be laid here, where it is of use; nothing where no reader works or a card was read. */
export function LayCard({ what }: { what: 'start' | 'layToTake' | 'layToCheckIn' }): ReactNode {
  const say = useWords(cardWords)
  const { card } = useKiosk()
  if (card.offered === null || card.laid !== null) return null
  return (
    <p className="lay-card">
      <IdCard aria-hidden="true" />
      <span>{say(card.offered === 'id-card' ? what : putIn[what])}</span>
    </p>
  )
}
