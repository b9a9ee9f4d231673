import { UserRound } from 'lucide-react'
import { createContext, type ReactNode, useContext } from 'react'
import { Button, type ButtonLook } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { useKiosk } from './kiosk-context.ts'
import { kioskWords } from './words.ts'

/** What staff are told when a person is called on this page: where they are, in Chinese. */
export const AboutContext = createContext('')

/** 请咨询人工: the same call as the bar's, where the page itself can only send one to a person. */
export function AskPerson({ look = 'secondary' }: { look?: ButtonLook }): ReactNode {
  const say = useWords(kioskWords)
  const { help } = useKiosk()
  const about = useContext(AboutContext)
  return (
    <Button
      look={look}
      icon={<UserRound aria-hidden="true" />}
      busy={help.busy}
      onPress={() => help.ask(about)}
    >
      {say('askPerson')}
    </Button>
  )
}
