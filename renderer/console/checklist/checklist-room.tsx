import './checklist.css'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Loading, Notice, ProblemNotice } from '../../ui/states.tsx'
import { roomWords } from '../frame-words.ts'
import { RoomSheet } from '../parts/room.tsx'
import { type Progress, type Step, type StepName, stepsOf } from './steps.ts'
import { checklistWords } from './words.ts'

/** What is done of a hall's set-up, and what is next. */
export function ChecklistRoom(): ReactNode {
  const say = useWords(checklistWords)
  const sayRoom = useWords(roomWords)
  const [, go] = useLocation()
  const query = useHallQuery('setUpProgress', {}, { refreshOn: ['queues', 'windows', 'devices', 'notices'] })
  const progress = query.data
  const steps = progress ? stepsOf(progress) : []
  const ready = steps.length > 0 && steps.every((step) => step.state === 'done')
  return (
    <RoomSheet title={sayRoom('checklist')} about={say('about')}>
      {progress === undefined ? (
        query.problem ? (
          <ProblemNotice problem={query.problem} onAgain={query.again} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          {ready ? (
            <div className="steps-ready">
              <Notice
                tone="done"
                title={say('allDone')}
                actions={<Button onPress={() => go('/board')}>{say('toBoard')}</Button>}
              >
                {say('allDoneBody')}
              </Notice>
            </div>
          ) : null}
          <ol className="steps">
            {steps.map((step, at) => (
              <StepRow key={step.name} step={step} place={at + 1} progress={progress} />
            ))}
          </ol>
        </>
      )}
    </RoomSheet>
  )
}

function StepRow(props: { step: Step; place: number; progress: Progress }): ReactNode {
  const say = useWords(checklistWords)
  const [, go] = useLocation()
  const { step, progress } = props
  const facts = useFacts(progress)
  const { name, state } = step
  return (
    <li className={`step step-${state}`} aria-current={state === 'next' ? 'step' : undefined}>
      <span className="step-place figures" aria-hidden="true">
        {state === 'done' ? <Check /> : props.place}
      </span>
      <div className="step-words">
        <h2>
          {say(name)}
          <span className="step-state">{say(state)}</span>
        </h2>
        {state === 'done' ? null : <p>{say(`${name}Todo`)}</p>}
        {step.begun ? <p className="step-facts">{facts(name)}</p> : null}
        {name === 'terminals' && step.begun && state !== 'done' ? (
          <p className="step-facts">{say('terminalsNoKiosk')}</p>
        ) : null}
      </div>
      {name === 'staff' ? null : (
        <Button look={state === 'next' ? 'primary' : 'secondary'} onPress={() => go(`/${name}`)}>
          {say(`${name}Do`)}
        </Button>
      )}
    </li>
  )
}

function useFacts(progress: Progress): (name: StepName) => string {
  const say = useWords(checklistWords)
  return (name) => {
    switch (name) {
      case 'catalogue':
        return say('catalogueDone', { departments: progress.departments, items: progress.items })
      case 'windows':
        return say('windowsDone', { windows: progress.windows, serving: progress.windowsServing })
      case 'queues':
        return say('queuesDone', { queues: progress.queues, on: progress.queuesOn })
      case 'staff':
        return say('staffDone', { count: progress.staffAtWindows })
      case 'terminals':
        return say('terminalsDone', { terminals: progress.terminals, enrolled: progress.terminalsEnrolled })
    }
  }
}
