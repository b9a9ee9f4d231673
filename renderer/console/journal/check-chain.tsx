import { App } from 'antd'
import { ShieldCheck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Notice, ProblemNotice } from '../../ui/states.tsx'
import { Panel } from '../parts/panel.tsx'
import { journalWords } from './words.ts'

/** Walks the whole chain at the hall and says what came of it. */
export function CheckChain(): ReactNode {
  const say = useWords(journalWords)
  const { message } = App.useApp()
  const [shown, setShown] = useState(false)
  const check = useHallCommand('journalCheck', {
    onDone: ({ intact }) => {
      setShown(true)
      if (intact) void message.success(say('intact'))
    },
    onProblem: () => setShown(true),
  })
  const { answer } = check
  return (
    <>
      <Button icon={<ShieldCheck aria-hidden="true" />} busy={check.busy} onPress={() => check.run({})}>
        {say('check')}
      </Button>
      {shown ? (
        <Panel title={say('check')} onClose={() => setShown(false)}>
          {check.problem ? <ProblemNotice problem={check.problem} onAgain={() => check.run({})} /> : null}
          {answer && !check.problem ? (
            answer.intact ? (
              <Notice tone="done" title={say('intact')}>
                <span className="chain-words">
                  {say('intactBody', { count: answer.entries, head: answer.head })}
                </span>
              </Notice>
            ) : (
              <Notice tone="error" title={say('broken', { seq: answer.brokenAt ?? answer.entries + 1 })}>
                {say('brokenBody')}
              </Notice>
            )
          ) : null}
        </Panel>
      ) : null}
    </>
  )
}
