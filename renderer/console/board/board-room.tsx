import './board.css'
import './wall.css'
import { CloudOff, Maximize, Minimize } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import { useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { Clock } from '../../ui/clock.tsx'
import { formatTime } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { roomWords } from '../frame-words.ts'
import { roomsOf } from '../rooms.ts'
import type { Seat } from '../session/use-session.ts'
import { Attention, useAttention } from './attention.tsx'
import { Comparison } from './comparison.tsx'
import { PaceLines } from './pace-lines.tsx'
import { QueueWaits } from './queue-waits.tsx'
import { TotalFigures } from './total-figures.tsx'
import { type Board, type BoardClock, useBoard, useBoardClock } from './use-board.ts'
import { WindowPlan } from './window-plan.tsx'
import { boardWords } from './words.ts'

/** Nobody scrolls a wall; the rows of wall.css are so high that these fit. */
const onWall = { queues: 4, attention: 6 } as const

/** The whole hall (a team leader's zone) at a glance, at a desk or on a wall. */
export function BoardRoom({ seat, wall = false }: { seat: Seat; wall?: boolean }): ReactNode {
  const [, go] = useLocation()
  const board = useBoard()
  useWallScreen(wall, () => go('/board'))

  if (board.data === undefined)
    return board.problem ? (
      <div className="room">
        <ProblemNotice problem={board.problem} onAgain={board.again} />
      </div>
    ) : (
      <Loading />
    )
  return <KnownBoard board={board.data} seat={seat} wall={wall} />
}

function KnownBoard({ board, seat, wall }: { board: Board; seat: Seat; wall: boolean }): ReactNode {
  const say = useWords(boardWords)
  const [, go] = useLocation()
  const clock = useBoardClock(board)
  const looks = ['board', wall ? 'board-wall' : '', clock.stoppedAtMs === null ? '' : 'board-stale']
  return (
    <div className={looks.filter(Boolean).join(' ')} data-theme={wall ? 'dark' : undefined}>
      <BoardHead
        board={board}
        clock={clock}
        wall={wall}
        action={
          wall ? (
            <Button look="quiet" icon={<Minimize aria-hidden="true" />} onPress={() => go('/board')}>
              {say('leaveWall')}
            </Button>
          ) : (
            <Button
              icon={<Maximize aria-hidden="true" />}
              onPress={() => showOnWall(() => go('/board?wall=1'))}
            >
              {say('wall')}
            </Button>
          )
        }
      />
      {board.windows.length === 0 ? (
        <Empty title={say('noWindows')}>
          <p>{say('noWindowsBody')}</p>
          {roomsOf(seat.staff.roles).includes('checklist') ? (
            <p>
              <Link href="/checklist">{say('toChecklist')}</Link>
            </p>
          ) : null}
        </Empty>
      ) : (
        <BoardBody board={board} clock={clock} wall={wall} />
      )}
    </div>
  )
}

function BoardHead(props: { board: Board; clock: BoardClock; wall: boolean; action: ReactNode }): ReactNode {
  const say = useWords(boardWords)
  const sayRoom = useWords(roomWords)
  const { language } = useLanguage()
  const hall = useHallQuery('hall', {})
  const { board, clock, wall } = props
  const english = language === 'en'
  const zone = board.zones.find((one) => one.id === board.zoneId)
  return (
    <header className="board-head">
      <h1>
        {wall ? (english && hall.data?.nameEn) || board.name : sayRoom('board')}
        {zone ? <span className="board-zone">{(english && zone.nameEn) || zone.name}</span> : null}
      </h1>
      {clock.stoppedAtMs === null ? null : (
        <p className="board-as-of" role="status">
          <CloudOff aria-hidden="true" />
          {/* At a desk the banner above says the rest. */}
          {say(wall ? 'away' : 'asOf', { time: formatTime(clock.stoppedAtMs, board.timeZone) })}
        </p>
      )}
      <Clock timeZone={board.timeZone} offsetMs={clock.offsetMs} />
      {props.action}
    </header>
  )
}

function BoardBody(props: { board: Board; clock: BoardClock; wall: boolean }): ReactNode {
  const { board, clock, wall } = props
  const help = useHallQuery('helpCalls', {}, { refreshOn: ['notices'] })
  const lines = useAttention(board, wall)
  // Where little is to be acted on there is room for more queues.
  const spare = Math.max(0, onWall.attention - Math.max(1, lines.length))
  return (
    <div className="board-parts">
      <div className="board-side">
        <Attention all={lines} wall={wall} most={onWall.attention} />
        <QueueWaits board={board} most={wall ? onWall.queues + spare : Number.POSITIVE_INFINITY} />
        {wall ? <PaceLines board={board} /> : null}
      </div>
      <div className="board-side">
        <TotalFigures
          board={board}
          help={help.data?.calls.filter((call) => call.state === 'waiting').length ?? 0}
        />
        <WindowPlan board={board} clock={clock} wall={wall} />
        {/* At a desk the queues may be many; the pace is to be seen beside them. */}
        {wall ? null : <PaceLines board={board} />}
        <Comparison board={board} />
      </div>
    </div>
  )
}

function showOnWall(go: () => void): void {
  go()
  // Refused where a policy or the browser forbids it: the board then fills the window instead of the screen.
  document.documentElement.requestFullscreen?.().catch(() => undefined)
}

/** Who leaves the full screen by Esc leaves the wall. */
function useWallScreen(wall: boolean, onLeft: () => void): void {
  useEffect(() => {
    if (!wall) return
    const look = (): void => {
      if (document.fullscreenElement === null) onLeft()
    }
    document.addEventListener('fullscreenchange', look)
    return () => {
      document.removeEventListener('fullscreenchange', look)
      if (document.fullscreenElement !== null) void document.exitFullscreen()
    }
  }, [wall, onLeft])
}
