import { CloudOff, ScanLine } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem } from '../../contract/problems.ts'
import { Button } from '../ui/button.tsx'
import { sayIn, useWords } from '../ui/i18n.ts'
import { AskPerson } from './ask-person.tsx'
import { useKiosk } from './kiosk-context.ts'
import { Page } from './page.tsx'
import { scanWords } from './scan-words.ts'
import { kioskWords } from './words.ts'

/** A code that leads nowhere: of another kind, of a ticket that is not there, or looked up while the hall is away. */
export function ScanTroubleView({ problem }: { problem: Problem | null }): ReactNode {
  const say = useWords(scanWords)
  const kiosk = useWords(kioskWords)
  const { go } = useKiosk()
  const kind = problem === null ? 'unknown' : problem.code === 'not-found' ? 'noTicket' : 'away'
  const away = kind === 'away'
  const body = say(`${kind}Body`)
  return (
    <Page
      title={say(`${kind}Title`)}
      spoken={body}
      saysAway={away}
      about={sayIn(scanWords, 'zh-CN')(`${kind}Title`)}
      foot={
        <div className="actions">
          {away ? null : (
            <Button look="primary" onPress={() => go({ at: 'queues' })}>
              {kiosk('takeDirectly')}
            </Button>
          )}
          <AskPerson look={away ? 'primary' : 'secondary'} />
        </div>
      }
    >
      <div className="calm" role="alert">
        {away ? <CloudOff aria-hidden="true" /> : <ScanLine aria-hidden="true" />}
        <p>{body}</p>
      </div>
    </Page>
  )
}
