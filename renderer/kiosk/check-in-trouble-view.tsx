import { CalendarX, CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem, ProblemCode } from '../../contract/problems.ts'
import { useHallQuery } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { formatDate, formatTime } from '../ui/format.ts'
import { sayIn, useLanguage, useWords } from '../ui/i18n.ts'
import { tellProblem } from '../ui/problem-words.ts'
import { AskPerson } from './ask-person.tsx'
import { checkInWords } from './check-in-words.ts'
import { useKiosk } from './kiosk-context.ts'
import { Page } from './page.tsx'
import { kioskWords } from './words.ts'

type Title = 'earlyTitle' | 'passedTitle' | 'usedTitle' | 'unknownTitle' | 'elseTitle'
const titles: Partial<Record<ProblemCode, Title>> = {
  'too-early': 'earlyTitle',
  'too-late': 'passedTitle',
  'not-booked': 'usedTitle',
  'not-found': 'unknownTitle',
}
/** Where an ordinary ticket, taken now, is the way on. */
const canTake: readonly ProblemCode[] = ['too-late', 'not-booked', 'not-found']

/** A booking that could not be checked in: what happened, what can be done now, and a person. */
export function CheckInTroubleView({ problem }: { problem: Problem }): ReactNode {
  const say = useWords(checkInWords)
  const kiosk = useWords(kioskWords)
  const { language } = useLanguage()
  const { go, move } = useKiosk()
  const hall = useHallQuery('hall', {})
  const title = titles[problem.code] ?? 'elseTitle'
  const away = problem.code === 'hall-away'
  const { what, todo } = tellProblem(problem, language)
  const told = language === 'zh-CN' && problem.detail !== problem.title
  const early = earlyUntil(problem, hall.data?.timeZone)
  const body = away
    ? kiosk('troubleAwayBody')
    : told
      ? problem.detail
      : early && language === 'en'
        ? say('earlyFrom', early)
        : `${what}${language === 'en' ? '. ' : '。'}${todo}`
  return (
    <Page
      title={say(title)}
      spoken={body}
      saysAway={away}
      about={sayIn(checkInWords, 'zh-CN')(title)}
      foot={
        <div className="actions check-in-actions">
          {canTake.includes(problem.code) ? (
            <Button look="primary" onPress={() => go({ at: 'queues' })}>
              {say('takeNumber')}
            </Button>
          ) : null}
          {problem.code === 'too-early' ? null : (
            <Button onPress={() => move({ to: 'back' })}>{say('tryAgain')}</Button>
          )}
          <AskPerson look={canTake.includes(problem.code) ? 'secondary' : 'primary'} />
        </div>
      }
    >
      <div className="calm" role="alert">
        {away ? <CloudOff aria-hidden="true" /> : <CalendarX aria-hidden="true" />}
        <p>{body}</p>
      </div>
    </Page>
  )
}

/** From when one can check in, where the refusal says how long that is. */
function earlyUntil(problem: Problem, timeZone: string | undefined): { date: string; time: string } | null {
  if (problem.code !== 'too-early' || problem.retryAfterSeconds === undefined) return null
  const at = Date.now() + problem.retryAfterSeconds * 1000
  return { date: formatDate(at, 'en', timeZone), time: formatTime(at, timeZone) }
}
