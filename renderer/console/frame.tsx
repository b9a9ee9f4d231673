import './frame.css'
import { KeyRound, LogOut } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link, Redirect, useLocation, useSearch } from 'wouter'
import { ConnectionBanner } from '../data/connection-banner.tsx'
import { useHallCommand, useHallQuery } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { LanguageSwitch } from '../ui/reading-aids.tsx'
import { Empty, Loading, ProblemNotice } from '../ui/states.tsx'
import { roleWords } from '../ui/words.ts'
import { AppointmentsRoom } from './appointments/appointments-room.tsx'
import { BoardRoom } from './board/board-room.tsx'
import { CalendarRoom } from './calendar/calendar-room.tsx'
import { CatalogueRoom } from './catalogue/catalogue-room.tsx'
import { ChecklistRoom } from './checklist/checklist-room.tsx'
import { stepsOf } from './checklist/steps.ts'
import { DepartmentsRoom } from './departments/departments-room.tsx'
import { consoleWords, roomWords } from './frame-words.ts'
import { HelpBar } from './help/help-bar.tsx'
import { HelpRoom } from './help/help-room.tsx'
import { JournalRoom } from './journal/journal-room.tsx'
import { QueuesRoom } from './queues/queues-room.tsx'
import { ReplayRoom } from './replay/replay-room.tsx'
import { ReportsRoom } from './reports/reports-room.tsx'
import { mayCall, type Room, roomAt, roomsOf } from './rooms.ts'
import { ChangePassword } from './session/change-password.tsx'
import type { Seat } from './session/use-session.ts'
import { SettingsRoom } from './settings/settings-room.tsx'
import { StaffRoom } from './staff/staff-room.tsx'
import { DeviceBar } from './terminals/device-bar.tsx'
import { TerminalsRoom } from './terminals/terminals-room.tsx'
import { WindowsRoom } from './windows/windows-room.tsx'

const sheets: Readonly<Record<Room, (props: { seat: Seat }) => ReactNode>> = {
  board: BoardRoom,
  replay: ReplayRoom,
  help: HelpRoom,
  reports: ReportsRoom,
  appointments: AppointmentsRoom,
  checklist: ChecklistRoom,
  catalogue: CatalogueRoom,
  departments: DepartmentsRoom,
  calendar: CalendarRoom,
  queues: QueuesRoom,
  windows: WindowsRoom,
  terminals: TerminalsRoom,
  staff: StaffRoom,
  settings: SettingsRoom,
  journal: JournalRoom,
}

/** The rooms with their menu. On a wall (`?wall=1`) the board stands alone. */
export function Frame({ seat, onLeft }: { seat: Seat; onLeft: () => void }): ReactNode {
  const say = useWords(consoleWords)
  const sayRoom = useWords(roomWords)
  const { language } = useLanguage()
  const hall = useHallQuery('hall', {})
  const hallName = (language === 'en' && hall.data?.nameEn) || seat.hallName
  const [path] = useLocation()
  const onWall = new URLSearchParams(useSearch()).has('wall')
  const { roles } = seat.staff
  const mine = roomsOf(roles)
  const room = roomAt(path, roles)
  const main = useRef<HTMLElement>(null)
  const entered = useRef(room)
  useEffect(() => {
    // A new room begins at its top, for eyes and for screen readers; the first one keeps the page's own beginning.
    if (entered.current !== room) {
      main.current?.focus({ preventScroll: true })
      window.scrollTo(0, 0)
    }
    entered.current = room
  }, [room])

  useEffect(() => {
    if (room !== null) document.title = `${sayRoom(room)} · ${hallName}`
  }, [room, sayRoom, hallName])

  if (mine.length === 0) return <NoRoom onLeft={onLeft} />
  if (room === null) return <FirstRoom mine={mine} />
  const Sheet = sheets[room]
  if (onWall && room === 'board')
    return (
      <main className="wall">
        <HelpBar mayTake={false} me="" />
        <BoardRoom seat={seat} wall />
      </main>
    )
  return (
    <div className="frame">
      <a className="skip" href="#room">
        {say('skip')}
      </a>
      <nav className="menu" aria-label={say('rooms')}>
        <p className="menu-hall">{hallName}</p>
        <ul className="menu-rooms">
          {mine.map((one) => (
            <li key={one}>
              <Link href={`/${one}`} aria-current={one === room ? 'page' : undefined}>
                {sayRoom(one)}
              </Link>
            </li>
          ))}
        </ul>
        <Person seat={seat} onLeft={onLeft} />
      </nav>
      <div className="frame-room">
        <ConnectionBanner body={say('offlineBody')} />
        {mayCall(roles, 'helpCalls') && room !== 'help' ? (
          <HelpBar mayTake={mayCall(roles, 'takeHelp')} me={seat.staff.name} />
        ) : null}
        {mayCall(roles, 'devices') ? <DeviceBar maySee={mine.includes('terminals')} /> : null}
        <main id="room" ref={main} tabIndex={-1}>
          <Sheet key={room} seat={seat} />
        </main>
      </div>
    </div>
  )
}

/** Where one begins: at the first room; whoever sets up a hall that cannot open yet, at the checklist. */
function FirstRoom({ mine }: { mine: readonly Room[] }): ReactNode {
  const settingUp = mine.includes('checklist')
  const progress = useHallQuery('setUpProgress', {}, { enabled: settingUp })
  if (settingUp && progress.data === undefined && progress.problem === null) return <Loading full />
  const ready = progress.data === undefined || stepsOf(progress.data).every((step) => step.state === 'done')
  return <Redirect to={`/${settingUp && !ready ? 'checklist' : mine[0]}`} replace />
}

function Person({ seat, onLeft }: { seat: Seat; onLeft: () => void }): ReactNode {
  const say = useWords(consoleWords)
  const sayRole = useWords(roleWords)
  const [changing, setChanging] = useState(false)
  const signOut = useHallCommand('signOut', { onDone: onLeft })
  return (
    <div className="menu-person">
      <p>
        <span className="whole">{seat.staff.name}</span>
        <span className="menu-roles">{seat.staff.roles.map((role) => sayRole(role)).join(' · ')}</span>
      </p>
      {signOut.problem ? <ProblemNotice problem={signOut.problem} /> : null}
      <Button look="quiet" icon={<KeyRound aria-hidden="true" />} onPress={() => setChanging(true)}>
        {say('changePassword')}
      </Button>
      <LanguageSwitch />
      <Button
        look="quiet"
        icon={<LogOut aria-hidden="true" />}
        busy={signOut.busy}
        onPress={() => signOut.run({})}
      >
        {say('signOut')}
      </Button>
      {changing ? <ChangePassword onClose={() => setChanging(false)} /> : null}
    </div>
  )
}

function NoRoom({ onLeft }: { onLeft: () => void }): ReactNode {
  const say = useWords(consoleWords)
  const signOut = useHallCommand('signOut', { onDone: onLeft })
  return (
    <main>
      <Empty title={say('noRoom')}>
        <p>{say('noRoomBody')}</p>
        <p>
          <a href="/window/">{say('toWindow')}</a>
        </p>
        <Button busy={signOut.busy} onPress={() => signOut.run({})}>
          {say('signOut')}
        </Button>
      </Empty>
    </main>
  )
}
