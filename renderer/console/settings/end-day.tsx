import { App } from 'antd'
import { MoonStar } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { ProblemNotice } from '../../ui/states.tsx'
import { commonWords } from '../../ui/words.ts'
import { totalsOf } from '../board/arrange.ts'
import { Ask } from '../parts/ask.tsx'
import { SettingsPart } from './settings-part.tsx'
import { settingsWords } from './words.ts'

/** Ends the day by hand, after saying whom it hits. */
export function EndDay(): ReactNode {
  const say = useWords(settingsWords)
  const sayCommon = useWords(commonWords)
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const hall = useHallQuery('hall', {}, { refreshOn: ['queues', 'windows'] })
  const end = useHallCommand('endDay', {
    refreshes: ['hall'],
    onDone: ({ day, expired, windowsClosed }) =>
      void message.success(say('endDayDone', { day, expired, windows: windowsClosed })),
  })
  const waiting = hall.data ? totalsOf(hall.data).waiting : 0
  const windows = hall.data?.windows.filter((window) => window.state !== 'closed').length ?? 0
  return (
    <SettingsPart name="endDay">
      <div className="stack">
        <p>{say('endDayAbout')}</p>
        {end.problem ? <ProblemNotice problem={end.problem} /> : null}
        <div>
          <Button
            look="wrong"
            icon={<MoonStar aria-hidden="true" />}
            busy={end.busy}
            onPress={() => setAsking(true)}
          >
            {say('endDayDo')}
          </Button>
        </div>
      </div>
      {asking ? (
        <Ask
          title={say('endDayTitle')}
          word={say('endDay')}
          wrong
          onYes={() => end.run({})}
          onClose={() => setAsking(false)}
        >
          <p>
            {waiting > 0
              ? say('endDayWaiting', { people: sayCommon('people', { count: waiting }) })
              : say('endDayNobody')}
          </p>
          <p>{say('endDayWindows', { count: windows })}</p>
          <p>{say('endDayLast')}</p>
        </Ask>
      ) : null}
    </SettingsPart>
  )
}
