import './board.css'
import './wall.css'
import { Maximize, Minimize } from 'lucide-react'
import { type ReactNode, useEffect, useMemo } from 'react'
import { Link, useLocation } from 'wouter'
import { useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { Clock } from '../../ui/clock.tsx'
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
import { type Board, useBoard } from './use-board.ts'
import { WindowPlan } from './window-plan.tsx'
import { boardWords } from './words.ts'

/** Nobody scrolls a wall; the rows of wall.css are so high that these fit. */
const onWall = { queues: 4, attention: 6 } as const

/** The whole hall (a team leader's zone) at a glance, at a desk or on a wall. */
export function BoardRoom({ seat, wall = false }: { seat: Seat; wall?: boolean }): ReactNode {
  const say = useWords(boardWords)
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
  return (
    <div className={wall ? 'board board-wall' : 'board'} data-theme={wall ? 'dark' : undefined}>
      <BoardHead
        board={board.data}
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
      {board.data.windows.length === 0 ? (
        <Empty title={say('noWindows')}>
          <p>{say('noWindowsBody')}</p>
          {roomsOf(seat.staff.roles).includes('checklist') ? (
            <p>
              <Link href="/checklist">{say('toChecklist')}</Link>
            </p>
          ) : null}
        </Empty>
      ) : (
        <BoardBody board={board.data} wall={wall} />
      )}
    </div>
  )
}

function BoardHead(props: { board: Board; wall: boolean; action: ReactNode }): ReactNode {
  const sayRoom = useWords(roomWords)
  const { language } = useLanguage()
  const hall = useHallQuery('hall', {})
  const { board } = props
  const english = language === 'en'
  const zone = board.zones.find((one) => one.id === board.zoneId)
  return (
    <header className="board-head">
      <h1>
        {props.wall ? (english && hall.data?.nameEn) || board.name : sayRoom('board')}
        {zone ? <span className="board-zone">{(english && zone.nameEn) || zone.name}</span> : null}
      </h1>
      <Clock timeZone={board.timeZone} offsetMs={useOffset(board)} />
      {props.action}
    </header>
  )
}

function BoardBody({ board, wall }: { board: Board; wall: boolean }): ReactNode {
  const help = useHallQuery('helpCalls', {}, { refreshOn: ['notices'] })
  const offsetMs = useOffset(board)
  const lines = useAttention(board, wall)
  // Where little is to be acted on there is room for more queues.
  const spare = Math.max(0, onWall.attention - Math.max(1, lines.length))
  return (
    <div className="board-parts">
      <div className="board-side">
        <Attention all={lines} wall={wall} most={onWall.attention} />
        <QueueWaits board={board} most={wall ? onWall.queues + spare : Number.POSITIVE_INFINITY} />
        <PaceLines board={board} />
      </div>
      <div className="board-side">
        <TotalFigures
          board={board}
          help={help.data?.calls.filter((call) => call.state === 'waiting').length ?? 0}
        />
        <WindowPlan board={board} offsetMs={offsetMs} wall={wall} />
        <Comparison board={board} />
      </div>
    </div>
  )
}

/** How far the hall's clock is ahead of this machine's, as of the latest answer. */
function useOffset(board: Board): number {
  return useMemo(() => Date.parse(board.now) - Date.now(), [board.now])
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
