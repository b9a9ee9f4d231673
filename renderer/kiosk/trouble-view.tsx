import { CircleAlert, CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem } from '../../contract/problems.ts'
import { Button } from '../ui/button.tsx'
import { sayIn, useLanguage, useWords } from '../ui/i18n.ts'
import { tellProblem } from '../ui/problem-words.ts'
import { commonWords } from '../ui/words.ts'
import { AskPerson } from './ask-person.tsx'
import { LayCard } from './card-strip.tsx'
import { useKiosk } from './kiosk-context.ts'
import { Page } from './page.tsx'
import type { TakeRequest } from './session.ts'
import { useLaidCard } from './use-laid-card.ts'
import { kioskWords } from './words.ts'

/** A ticket that could not be taken: what happened, what to do, and a person. A page of its own, calm. */
export function TroubleView(props: { problem: Problem; request: TakeRequest }): ReactNode {
  const { problem } = props
  const say = useWords(kioskWords)
  const common = useWords(commonWords)
  const { language } = useLanguage()
  const { take, taking } = useKiosk()
  const { what, todo } = tellProblem(problem, language)
  const cardOver = problem.code === 'card-unknown'
  useLaidCard((cardId) => {
    if (cardOver && !taking) take({ ...props.request, cardId })
  })
  const passing = problem.status >= 500 || problem.status === 429
  const away = problem.code === 'hall-away'
  // The hall's own sentence says what to do as well.
  const told = language === 'zh-CN' && problem.detail !== problem.title
  const body = away
    ? say('troubleAwayBody')
    : told
      ? problem.detail
      : `${what}${language === 'en' ? '. ' : '。'}${todo}`
  return (
    <Page
      title={say(titleOf(problem))}
      spoken={body}
      saysAway={away}
      about={sayIn(kioskWords, 'zh-CN')(titleOf(problem))}
      foot={
        <div className="actions">
          {passing ? (
            <Button look="primary" busy={taking} onPress={() => take(props.request)}>
              {common('retry')}
            </Button>
          ) : null}
          <AskPerson look={passing ? 'secondary' : 'primary'} />
        </div>
      }
    >
      <div className="calm" role="alert">
        {away ? <CloudOff aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
        <p>{body}</p>
        {cardOver ? <LayCard what="layToTake" /> : null}
      </div>
    </Page>
  )
}

function titleOf(problem: Problem): 'troubleClosed' | 'troubleLimit' | 'troubleAway' | 'troubleElse' {
  if (problem.code === 'queue-closed') return 'troubleClosed'
  if (problem.code === 'limit-reached') return 'troubleLimit'
  return problem.status >= 500 ? 'troubleAway' : 'troubleElse'
}
