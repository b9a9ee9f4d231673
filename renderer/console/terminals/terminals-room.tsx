import './terminals.css'
import { App } from 'antd'
import { History, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { Terminal } from '../../../contract/shapes.ts'
import { terminalRoles } from '../../../core/terminal/role.ts'
import { type HallCommand, useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { formatDay, formatTime } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { tellProblem } from '../../ui/problem-words.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { commonWords, terminalWords } from '../../ui/words.ts'
import { roomWords } from '../frame-words.ts'
import { Ask } from '../parts/ask.tsx'
import { type Column, Register } from '../parts/register.tsx'
import { RoomSheet } from '../parts/room.tsx'
import { type MarkTone, StateMark } from '../parts/state-mark.tsx'
import { RegistryChanges } from '../registry/registry-changes.tsx'
import { registryWords } from '../registry/words.ts'
import { Devices } from './devices.tsx'
import { DevicesInNeed } from './devices-in-need.tsx'
import { TerminalCode } from './terminal-code.tsx'
import { type MadeCode, TerminalForm } from './terminal-form.tsx'
import { terminalRoomWords } from './words.ts'

const tones: Readonly<Record<Terminal['state'], MarkTone>> = {
  enrolled: 'good',
  'waiting-for-code': 'now',
  revoked: 'rest',
}

/** Kiosks, pads and displays, how each is enrolled, and their devices. */
export function TerminalsRoom(): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayRoom = useWords(roomWords)
  const sayRegistry = useWords(registryWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const [revoking, setRevoking] = useState<Terminal | null>(null)
  const terminals = useHallQuery('terminals', {}, { refreshOn: ['devices'] })
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
  const columns = useTerminalColumns(hall.data, newCode, setRevoking)
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
          <Register
            name={sayRoom('terminals')}
            rows={terminals.data.terminals.toSorted(inOrder)}
            columns={columns}
            idOf={(terminal) => terminal.id}
            onOpen={setOpen}
            dimmed={(terminal) => terminal.state === 'revoked'}
            empty={<Empty title={say('emptyTitle')}>{say('emptyBody')}</Empty>}
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

/** Kiosks first, then pads and displays, each by name and number. */
function inOrder(one: Terminal, other: Terminal): number {
  const role = (terminal: Terminal): number => terminalRoles.indexOf(terminal.role)
  return role(one) - role(other) || one.name.localeCompare(other.name, 'zh-CN', { numeric: true })
}

function useTerminalColumns(
  hall: RouteAnswer<'hall'> | undefined,
  newCode: HallCommand<'terminalCode'>,
  onRevoke: (terminal: Terminal) => void,
): Column<Terminal>[] {
  const say = useWords(terminalRoomWords)
  const sayRole = useWords(terminalWords)
  const sayCommon = useWords(commonWords)
  const place = (terminal: Terminal): string => {
    const window = hall?.windows.find((one) => one.id === terminal.windowId)
    if (window) return sayCommon('windowNumber', { number: window.number })
    return hall?.zones.find((zone) => zone.id === terminal.zoneId)?.name ?? say('wholeHall')
  }
  const zoneName = (terminal: Terminal): string => {
    const zoneId =
      terminal.zoneId ?? hall?.windows.find((window) => window.id === terminal.windowId)?.zoneId ?? null
    return hall?.zones.find((zone) => zone.id === zoneId)?.name ?? ''
  }
  const seen = ({ lastSeenAt }: Terminal): string =>
    lastSeenAt === null
      ? say('never')
      : `${formatDay(lastSeenAt, hall?.timeZone)} ${formatTime(lastSeenAt, hall?.timeZone)}`
  return [
    { key: 'name', title: say('name'), text: (terminal) => terminal.name },
    {
      key: 'role',
      whole: true,
      title: say('role'),
      text: (terminal) => sayRole(terminal.role),
      choices: (terminal) => [sayRole(terminal.role)],
    },
    { key: 'place', title: say('place'), text: place },
    {
      key: 'zone',
      hidden: true,
      title: say('zone'),
      text: zoneName,
      choices: (terminal) => [zoneName(terminal)],
    },
    {
      key: 'state',
      whole: true,
      title: say('state'),
      text: (terminal) => say(terminal.state),
      choices: (terminal) => [say(terminal.state)],
      show: (terminal) => <StateMark tone={tones[terminal.state]}>{say(terminal.state)}</StateMark>,
    },
    { key: 'seen', whole: true, title: say('lastSeen'), text: seen },
    {
      key: 'do',
      whole: true,
      title: say('code'),
      action: true,
      align: 'end',
      text: () => '',
      show: (terminal) => (
        <span className="row-actions">
          <Button
            look="quiet"
            label={`${say('newCode')} ${terminal.name}`}
            onPress={() => newCode.run({ params: { id: terminal.id } })}
          >
            {say('newCode')}
          </Button>
          {terminal.state === 'revoked' ? null : (
            <Button
              look="quiet"
              label={`${say('revoke')} ${terminal.name}`}
              onPress={() => onRevoke(terminal)}
            >
              {say('revoke')}
            </Button>
          )}
        </span>
      ),
    },
  ]
}
