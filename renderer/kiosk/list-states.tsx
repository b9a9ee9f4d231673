import { type ReactNode, useEffect } from 'react'
import type { Problem } from '../../contract/problems.ts'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { tellProblem } from '../ui/problem-words.ts'
import { Empty, Loading, ProblemNotice } from '../ui/states.tsx'
import { AskPerson } from './ask-person.tsx'
import { useKiosk } from './kiosk-context.ts'
import { sayAll } from './say-list.ts'
import { kioskWords } from './words.ts'

/** Not read yet, or not to be read: what happened, try again, or a person. */
export function Waiting(props: { problem: Problem | null; onAgain: () => void }): ReactNode {
  const { speech } = useKiosk()
  const { language } = useLanguage()
  const told = props.problem === null ? null : tellProblem(props.problem, language)
  const spoken = told === null ? '' : sayAll([told.what, told.todo])
  useEffect(() => {
    if (spoken !== '') speech.tell(spoken)
  }, [spoken, speech])
  if (props.problem === null) return <Loading />
  return <ProblemNotice problem={props.problem} onAgain={props.onAgain} actions={<AskPerson />} />
}

/** A list without anything in it, said as a state of its own; `queues` where no ticket can be taken for anything. */
export function NothingHere({ of = 'items' }: { of?: 'items' | 'queues' }): ReactNode {
  const say = useWords(kioskWords)
  if (of === 'queues') return <Empty title={say('allClosed')}>{say('noQueuesBody')}</Empty>
  return <Empty title={say('emptyList')}>{say('emptyListBody')}</Empty>
}
