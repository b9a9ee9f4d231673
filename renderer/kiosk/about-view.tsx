import { Clock3, RotateCcw, Star, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { sayIn, useWords } from '../ui/i18n.ts'
import { AskPerson } from './ask-person.tsx'
import { Page } from './page.tsx'
import { kioskWords } from './words.ts'

/** What one does with a ticket one has: the phone, or a person. The kiosk shows nobody a list of tickets. */
export function AboutView(): ReactNode {
  const say = useWords(kioskWords)
  return (
    <Page
      title={say('aboutTitle')}
      about={sayIn(kioskWords, 'zh-CN')('haveTicket')}
      prompt={say('aboutPrompt')}
      foot={
        <div className="actions">
          <AskPerson look="primary" />
        </div>
      }
    >
      <div className="about">
        <ul className="about-list">
          <li>
            <Clock3 aria-hidden="true" />
            {say('aboutSee')}
          </li>
          <li>
            <X aria-hidden="true" />
            {say('aboutCancel')}
          </li>
          <li>
            <RotateCcw aria-hidden="true" />
            {say('aboutReturn')}
          </li>
          <li>
            <Star aria-hidden="true" />
            {say('aboutRate')}
          </li>
        </ul>
        <p className="about-else">{say('aboutNoPhone')}</p>
      </div>
    </Page>
  )
}
