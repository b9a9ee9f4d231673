import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { Terminal } from '../../../contract/shapes.ts'
import { terminalRoles } from '../../../core/terminal/role.ts'
import { Button } from '../../ui/button.tsx'
import { formatDay, formatTime } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import { Empty } from '../../ui/states.tsx'
import { commonWords, terminalWords } from '../../ui/words.ts'
import { roomWords } from '../frame-words.ts'
import { type Column, Register } from '../parts/register.tsx'
import { type MarkTone, StateMark } from '../parts/state-mark.tsx'
import { terminalRoomWords } from './words.ts'

interface ListProps {
  readonly terminals: readonly Terminal[]
  readonly hall: RouteAnswer<'hall'>
  readonly onOpen: (terminal: Terminal) => void
  readonly onNewCode: (terminal: Terminal) => void
  readonly onRevoke: (terminal: Terminal) => void
}

type Standing = Terminal['state'] | Exclude<Terminal['presence'], 'never'>

const tones: Readonly<Record<Standing, MarkTone>> = {
  here: 'good',
  away: 'wrong',
  off: 'rest',
  enrolled: 'rest',
  'waiting-for-code': 'now',
  revoked: 'rest',
}

/** How an enrolled terminal is, once it was heard; of the others, how far they are. */
function standingOf({ state, presence }: Terminal): Standing {
  return state === 'enrolled' && presence !== 'never' ? presence : state
}

/** Every terminal, with what may be done to each; a hall has hundreds, so one may look at a role, a zone or a state alone. */
export function TerminalList(props: ListProps): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayRoom = useWords(roomWords)
  return (
    <Register
      name={sayRoom('terminals')}
      rows={props.terminals.toSorted(inOrder)}
      columns={useTerminalColumns(props)}
      idOf={(terminal) => terminal.id}
      onOpen={props.onOpen}
      dimmed={(terminal) => terminal.state === 'revoked'}
      empty={<Empty title={say('emptyTitle')}>{say('emptyBody')}</Empty>}
    />
  )
}

/** Kiosks first, then pads and displays, each by name and number. */
function inOrder(one: Terminal, other: Terminal): number {
  const role = (terminal: Terminal): number => terminalRoles.indexOf(terminal.role)
  return role(one) - role(other) || one.name.localeCompare(other.name, 'zh-CN', { numeric: true })
}

function useTerminalColumns({ hall, onNewCode, onRevoke }: ListProps): Column<Terminal>[] {
  const say = useWords(terminalRoomWords)
  const sayRole = useWords(terminalWords)
  const sayCommon = useWords(commonWords)
  const place = (terminal: Terminal): string => {
    const window = hall.windows.find((one) => one.id === terminal.windowId)
    if (window) return sayCommon('windowNumber', { number: window.number })
    return hall.zones.find((zone) => zone.id === terminal.zoneId)?.name ?? say('wholeHall')
  }
  const zoneName = (terminal: Terminal): string => {
    const zoneId =
      terminal.zoneId ?? hall.windows.find((window) => window.id === terminal.windowId)?.zoneId ?? null
    return hall.zones.find((zone) => zone.id === zoneId)?.name ?? ''
  }
  const seen = ({ lastSeenAt }: Terminal): string =>
    lastSeenAt === null
      ? say('never')
      : `${formatDay(lastSeenAt, hall.timeZone)} ${formatTime(lastSeenAt, hall.timeZone)}`
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
      text: (terminal) => say(standingOf(terminal)),
      choices: (terminal) => [say(standingOf(terminal))],
      show: (terminal) => (
        <StateMark tone={tones[standingOf(terminal)]}>{say(standingOf(terminal))}</StateMark>
      ),
    },
    { key: 'seen', whole: true, title: say('lastSeen'), text: seen },
    {
      key: 'do',
      whole: true,
      title: say('do'),
      action: true,
      align: 'end',
      text: () => '',
      show: (terminal) => (
        <span className="row-actions">
          <Button
            look="quiet"
            label={`${say('newCode')} ${terminal.name}`}
            onPress={() => onNewCode(terminal)}
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
