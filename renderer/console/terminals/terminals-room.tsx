import './terminals.css'
import { App } from 'antd'
import { History, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Terminal } from '../../../contract/shapes.ts'
import { beatMs } from '../../../core/terminal/presence.ts'
import { useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { tellProblem } from '../../ui/problem-words.ts'
import { Loading, ProblemNotice } from '../../ui/states.tsx'
import { roomWords } from '../frame-words.ts'
import { Ask } from '../parts/ask.tsx'
import { RoomSheet } from '../parts/room.tsx'
import { RegistryChanges } from '../registry/registry-changes.tsx'
import { registryWords } from '../registry/words.ts'
import { Devices } from './devices.tsx'
import { DevicesInNeed } from './devices-in-need.tsx'
import { TerminalCode } from './terminal-code.tsx'
import { type MadeCode, TerminalForm } from './terminal-form.tsx'
import { TerminalList } from './terminal-list.tsx'
import { terminalRoomWords } from './words.ts'

/** Kiosks, pads and displays, how each is enrolled, and their devices. */
export function TerminalsRoom(): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayRoom = useWords(roomWords)
  const sayRegistry = useWords(registryWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const [revoking, setRevoking] = useState<Terminal | null>(null)
  const terminals = useHallQuery('terminals', {}, { refreshOn: ['devices'], everyMs: beatMs })
  const hall = useHallQuery('hall', {}, { refreshOn: ['windows'] })
  const [open, setOpen] = useState<Terminal | 'new' | null>(null)
  const [telling, setTelling] = useState(false)
  const [made, setMade] = useState<MadeCode | null>(null)
  const newCode = useHallCommand('terminalCode', {
    refreshes: ['terminals'],
    onDone: setMade,
    onProblem: (problem) => void message.error(tellProblem(problem, language).what),
  })
  const revoke = useHallCommand('revokeTerminal', {
    refreshes: ['terminals', 'setUpProgress'],
    onDone: ({ name }) => void message.success(say('revokedDone', { name })),
    onProblem: (problem) => void message.error(tellProblem(problem, language).what),
  })
  const add = (
    <Button icon={<Plus aria-hidden="true" />} onPress={() => setOpen('new')}>
      {say('add')}
    </Button>
  )
  const problem = terminals.problem ?? hall.problem
  return (
    <RoomSheet
      title={sayRoom('terminals')}
      about={say('about')}
      actions={
        <>
          <Button icon={<History aria-hidden="true" />} onPress={() => setTelling(true)}>
            {sayRegistry('changes')}
          </Button>
          {add}
        </>
      }
    >
      {terminals.data === undefined || hall.data === undefined ? (
        problem ? (
          <ProblemNotice problem={problem} onAgain={terminals.again} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          <DevicesInNeed timeZone={hall.data.timeZone} />
          <TerminalList
            terminals={terminals.data.terminals}
            hall={hall.data}
            onOpen={setOpen}
            onNewCode={(terminal) => newCode.run({ params: { id: terminal.id } })}
            onRevoke={setRevoking}
          />
          {terminals.data.terminals.length > 0 ? <Devices timeZone={hall.data.timeZone} /> : null}
          {open ? (
            <TerminalForm
              terminal={open === 'new' ? null : open}
              hall={hall.data}
              onClose={() => setOpen(null)}
              onMade={(code) => {
                setOpen(null)
                setMade(code)
              }}
            />
          ) : null}
          {telling ? (
            <RegistryChanges
              name="terminals"
              title={sayRoom('terminals')}
              onClose={() => setTelling(false)}
            />
          ) : null}
          {revoking ? (
            <Ask
              title={say('revokeTitle', { name: revoking.name })}
              word={say('revoke')}
              wrong
              onYes={() => revoke.run({ params: { id: revoking.id } })}
              onClose={() => setRevoking(null)}
            >
              <p>{say('revokeBody')}</p>
            </Ask>
          ) : null}
          {made ? (
            <TerminalCode made={made} timeZone={hall.data.timeZone} onClose={() => setMade(null)} />
          ) : null}
        </>
      )}
    </RoomSheet>
  )
}
