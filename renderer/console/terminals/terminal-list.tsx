import { Select } from 'antd'
import { type ReactNode, useState } from 'react'
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

const tones: Readonly<Record<Terminal['state'], MarkTone>> = {
  enrolled: 'good',
  'waiting-for-code': 'now',
  revoked: 'rest',
}
const states = ['enrolled', 'waiting-for-code', 'revoked'] as const

/** Every terminal, with what may be done to each; a hall has hundreds, so one may look at a kind or a state alone. */
export function TerminalList(props: ListProps): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayRoom = useWords(roomWords)
  const sayRole = useWords(terminalWords)
  const [role, setRole] = useState<Terminal['role'] | 'all'>('all')
  const [state, setState] = useState<Terminal['state'] | 'all'>('all')
  const { terminals } = props
  const rows = terminals
    .filter((one) => (role === 'all' || one.role === role) && (state === 'all' || one.state === state))
    .toSorted(inOrder)
  return (
    <Register
      name={sayRoom('terminals')}
      rows={rows}
      columns={useTerminalColumns(props)}
      idOf={(terminal) => terminal.id}
      onOpen={props.onOpen}
      dimmed={(terminal) => terminal.state === 'revoked'}
      empty={
        terminals.length === 0 ? (
          <Empty title={say('emptyTitle')}>{say('emptyBody')}</Empty>
        ) : (
          <Empty title={say('noneSuch')}>{say('noneSuchBody')}</Empty>
        )
      }
      {...(terminals.length === 0
        ? {}
        : {
            filters: (
              <>
                <Select<Terminal['role'] | 'all'>
                  aria-label={say('role')}
                  popupMatchSelectWidth={false}
                  value={role}
                  onChange={setRole}
                  options={[
                    { value: 'all', label: say('allRoles') },
                    ...terminalRoles.map((value) => ({ value, label: sayRole(value) })),
                  ]}
                />
                <Select<Terminal['state'] | 'all'>
                  aria-label={say('state')}
                  popupMatchSelectWidth={false}
                  value={state}
                  onChange={setState}
                  options={[
                    { value: 'all', label: say('allStates') },
                    ...states.map((value) => ({ value, label: say(value) })),
                  ]}
                />
              </>
            ),
          })}
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
  const seen = ({ lastSeenAt }: Terminal): string =>
    lastSeenAt === null
      ? say('never')
      : `${formatDay(lastSeenAt, hall.timeZone)} ${formatTime(lastSeenAt, hall.timeZone)}`
  return [
    { key: 'name', title: say('name'), text: (terminal) => terminal.name },
    { key: 'role', whole: true, title: say('role'), text: (terminal) => sayRole(terminal.role) },
    { key: 'place', title: say('place'), text: place },
    {
      key: 'state',
      whole: true,
      title: say('state'),
      text: (terminal) => say(terminal.state),
      show: (terminal) => <StateMark tone={tones[terminal.state]}>{say(terminal.state)}</StateMark>,
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
