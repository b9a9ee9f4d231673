import './pad.css'
import { CloudOff, TabletSmartphone } from 'lucide-react'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { PadView } from '../../contract/shapes.ts'
import type { OpenTerminal } from '../data/terminal-gate.tsx'
import { useConnection, useHallQuery } from '../data/use-hall.ts'
import { useNow } from '../ui/clock.tsx'
import { setLanguage, useLanguage, useWords } from '../ui/i18n.ts'
import { resetReading } from '../ui/screen.ts'
import { Empty, Loading, ProblemNotice } from '../ui/states.tsx'
import { PadFrame } from './pad-frame.tsx'
import { padMode } from './pad-mode.ts'
import { OutcomeView, QuestionView } from './question-view.tsx'
import { ReasonsView } from './reasons-view.tsx'
import { RestView } from './rest-view.tsx'
import { type Rating, useRating } from './use-rating.ts'
import { useSpokenPrompt } from './use-spoken-prompt.ts'
import { padWords } from './words.ts'

/** Somebody who changed the language or the size and went away is forgotten after this time. */
const forgetAfterMs = 60_000

/** Finds out at which window the pad stands: through a bridge the hall is asked, else the gate knows already. */
export function PadPage({ terminal }: { terminal: OpenTerminal['terminal'] }): ReactNode {
  const say = useWords(padWords)
  const asked = useHallQuery('currentTerminal', {}, { enabled: terminal === null })
  const known = terminal ?? asked.data?.terminal
  if (!known)
    return asked.problem ? <ProblemNotice problem={asked.problem} onAgain={asked.again} /> : <Loading full />
  if (known.windowId === null)
    return (
      <main className="pad-alone">
        <Empty icon={<TabletSmartphone aria-hidden="true" />} title={say('noWindow')}>
          {say('noWindowHint')}
        </Empty>
      </main>
    )
  return <PadAt windowId={known.windowId} />
}

function PadAt({ windowId }: { windowId: string }): ReactNode {
  const pad = useHallQuery(
    'padView',
    { params: { id: windowId } },
    { refreshOn: ['ratings', 'windows', 'calls'] },
  )
  const rating = useRating(windowId)
  useForgetting()
  if (pad.data) return <PadNow view={pad.data} rating={rating} />
  if (pad.problem)
    return (
      <main className="pad-alone">
        <ProblemNotice problem={pad.problem} onAgain={pad.again} />
      </main>
    )
  return <Loading full />
}

function PadNow({ view, rating }: { view: PadView; rating: Rating }): ReactNode {
  const say = useWords(padWords)
  const offsetMs = useMemo(() => Date.parse(view.now) - Date.now(), [view])
  const mode = padMode(view, rating.answering, useNow(1000) + offsetMs)
  const away = useConnection() === 'away'
  const asks = mode.kind === 'question'
  const prompt = useSpokenPrompt(asks ? mode.question.ticketId : null, say('prompt'))
  return (
    <PadFrame
      view={view}
      prompt={prompt}
      windowShown={mode.kind === 'rest'}
      readOnly={mode.kind !== 'question' && mode.kind !== 'reasons'}
    >
      {away && mode.kind !== 'outcome' ? (
        <p className="pad-away" role="status">
          <CloudOff aria-hidden="true" />
          {say('away')}
        </p>
      ) : null}
      {mode.kind === 'question' ? <QuestionView question={mode.question} onPress={rating.press} /> : null}
      {mode.kind === 'reasons' ? (
        <ReasonsView
          key={mode.question.askedAt}
          level={mode.level}
          onSubmit={rating.submit}
          onBack={rating.withdraw}
        />
      ) : null}
      {mode.kind === 'outcome' ? <OutcomeView outcome={mode.outcome} /> : null}
      {mode.kind === 'question' || mode.kind === 'reasons' || mode.kind === 'outcome' ? null : (
        <RestView view={view} mode={mode} onRecall={rating.recall} />
      )}
    </PadFrame>
  )
}

/** Language and size go back to the usual when nobody touched the pad for a minute. */
function useForgetting(): void {
  const { language } = useLanguage()
  useEffect(() => {
    let timer = setTimeout(forget, forgetAfterMs)
    function forget(): void {
      resetReading()
      if (language !== 'zh-CN') setLanguage('zh-CN')
    }
    const touched = (): void => {
      clearTimeout(timer)
      timer = setTimeout(forget, forgetAfterMs)
    }
    addEventListener('pointerdown', touched)
    addEventListener('keydown', touched)
    return () => {
      clearTimeout(timer)
      removeEventListener('pointerdown', touched)
      removeEventListener('keydown', touched)
    }
  }, [language])
}
