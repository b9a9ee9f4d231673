import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { sayIn, useWords } from '../ui/i18n.ts'
import { Page } from './page.tsx'
import { kioskWords } from './words.ts'

/** The hall is away and nobody has begun: a page that says so, in place of choices that lead nowhere. */
export function AwayView(): ReactNode {
  const say = useWords(kioskWords)
  return (
    <Page
      title={say('awayTitle')}
      about={sayIn(kioskWords, 'zh-CN')('awayTitle')}
      spoken={say('awayBody')}
      saysAway
    >
      <div className="calm" role="status">
        <CloudOff aria-hidden="true" />
        <p>{say('awayBody')}</p>
      </div>
    </Page>
  )
}
