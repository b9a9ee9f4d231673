import './board.css'
import { Maximize, Minimize } from 'lucide-react'
import { type ReactNode, useEffect, useMemo } from 'react'
import { Link, useLocation } from 'wouter'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { Clock } from '../../ui/clock.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { roomWords } from '../frame-words.ts'
import { roomsOf } from '../rooms.ts'
import type { Seat } from '../session/use-session.ts'
import { totalsOf } from './arrange.ts'
import { Attention } from './attention.tsx'
import { QueueWaits } from './queue-waits.tsx'
import { TotalFigures } from './total-figures.tsx'
import { WindowPlan } from './window-plan.tsx'
import { boardWords } from './words.ts'

/** Opening hours and estimates change with the clock, without an event. */
const lookAgainMs = 20_000
/** Nobody scrolls a wall; the rows of board.css are so high that these fit. */
const rowsOnWall = 9

/** The whole hall at a glance, at a desk or on a wall. */
export function BoardRoom({ seat, wall = false }: { seat: Seat; wall?: boolean }): ReactNode {
  const say = useWords(boardWords)
  const [, go] = useLocation()
  const hall = useHallQuery('hall', {}, { refreshOn: ['calls', 'queues', 'windows', 'notices'] })
  const { again } = hall
  useEffect(() => {
    const timer = setInterval(again, lookAgainMs)
    return () => clearInterval(timer)
  }, [again])
  useWallScreen(wall, () => go('/board'))

  if (hall.data === undefined)
    return hall.problem ? (
      <div className="room">
        <ProblemNotice problem={hall.problem} onAgain={again} />
      </div>
    ) : (
      <Loading />
    )
  return (
    <div className={wall ? 'board board-wall' : 'board'} data-theme={wall ? 'dark' : undefined}>
      <BoardHead
        hall={hall.data}
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
      {hall.data.windows.length === 0 ? (
        <Empty title={say('noWindows')}>
          <p>{say('noWindowsBody')}</p>
          {roomsOf(seat.staff.roles).includes('checklist') ? (
            <p>
              <Link href="/checklist">{say('toChecklist')}</Link>
            </p>
          ) : null}
        </Empty>
      ) : (
        <BoardBody hall={hall.data} wall={wall} />
      )}
    </div>
  )
}

function BoardHead(props: { hall: RouteAnswer<'hall'>; wall: boolean; action: ReactNode }): ReactNode {
  const sayRoom = useWords(roomWords)
  return (
    <header className="board-head">
      <h1>{props.wall ? props.hall.name : sayRoom('board')}</h1>
      <Clock timeZone={props.hall.timeZone} offsetMs={useOffset(props.hall)} />
      {props.action}
    </header>
  )
}

function BoardBody({ hall, wall }: { hall: RouteAnswer<'hall'>; wall: boolean }): ReactNode {
  const help = useHallQuery('helpCalls', {}, { refreshOn: ['notices'] })
  const offsetMs = useOffset(hall)
  return (
    <>
      <TotalFigures
        totals={totalsOf(hall)}
        help={help.data?.calls.filter((call) => call.state === 'waiting').length ?? 0}
      />
      <Attention hall={hall} />
      <div className="board-columns">
        <QueueWaits hall={hall} most={wall ? rowsOnWall : Number.POSITIVE_INFINITY} />
        <WindowPlan hall={hall} offsetMs={offsetMs} />
      </div>
    </>
  )
}

/** How far the hall's clock is ahead of this machine's, as of the latest answer. */
function useOffset(hall: RouteAnswer<'hall'>): number {
  return useMemo(() => Date.parse(hall.now) - Date.now(), [hall.now])
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
