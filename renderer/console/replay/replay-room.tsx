import './replay.css'
import { ChevronLeft, ChevronRight, RefreshCw } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { addDays, isDay } from '../../../core/day.ts'
import { useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { roomWords } from '../frame-words.ts'
import { RoomSheet } from '../parts/room.tsx'
import { type Chosen, HistoryPanel } from './history-panel.tsx'
import { momentOf, spanOf } from './moment.ts'
import { MomentView } from './moment-view.tsx'
import { PlayerBar } from './player-bar.tsx'
import type { ReplayedDay } from './read-day.ts'
import { TimeLine } from './time-line.tsx'
import { usePlayer } from './use-player.ts'
import { type Replay, useReplay } from './use-replay.ts'
import { replayWords } from './words.ts'

/** A day, walked through again. The address names it (`?day=2026-11-24`); without, it is today. */
export function ReplayRoom(): ReactNode {
  const say = useWords(replayWords)
  const sayRoom = useWords(roomWords)
  const [, go] = useLocation()
  const asked = new URLSearchParams(useSearch()).get('day')
  const board = useHallQuery('board', {})
  const today = board.data?.day ?? null
  const day = asked !== null && isDay(asked) ? asked : today
  const replay = useReplay(day)
  const choose = (to: string): void => {
    if (isDay(to)) go(`/replay?day=${to}`)
  }
  return (
    <RoomSheet
      title={sayRoom('replay')}
      about={say('about')}
      actions={
        day === null ? null : (
          <div className="day-choice">
            <Button icon={<ChevronLeft aria-hidden="true" />} onPress={() => choose(addDays(day, -1))}>
              {say('dayBefore')}
            </Button>
            <label className="day-field">
              <span className="visually-hidden">{say('day')}</span>
              <input
                type="date"
                value={day}
                max={today ?? undefined}
                onChange={(event) => choose(event.target.value)}
              />
            </label>
            <Button
              icon={<ChevronRight aria-hidden="true" />}
              disabled={today !== null && day >= today}
              onPress={() => choose(addDays(day, 1))}
            >
              {say('dayAfter')}
            </Button>
            {day === today ? (
              <Button
                icon={<RefreshCw aria-hidden="true" />}
                busy={replay.read !== null}
                onPress={replay.again}
              >
                {say('readAgain')}
              </Button>
            ) : null}
          </div>
        )
      }
    >
      <Day replay={replay} problem={day === null ? board.problem : replay.problem} />
    </RoomSheet>
  )
}

function Day({ replay, problem }: { replay: Replay; problem: Replay['problem'] }): ReactNode {
  const say = useWords(replayWords)
  const { replayed } = replay
  if (problem !== null && replayed === null) return <ProblemNotice problem={problem} onAgain={replay.again} />
  if (replayed === null)
    return (
      <div className="replay-reading" role="status">
        <Loading />
        {replay.read !== null && replay.read > 0 ? <p>{say('reading', { count: replay.read })}</p> : null}
      </div>
    )
  if (replayed.line.entries.length === 0 && replayed.line.stateAtBeginning().tickets.size === 0)
    return (
      <Empty title={say('nothing')}>
        <p>{say('nothingBody')}</p>
      </Empty>
    )
  return (
    <>
      {problem === null ? null : <ProblemNotice problem={problem} onAgain={replay.again} />}
      <Walk key={replayed.place.day} replayed={replayed} />
    </>
  )
}

function Walk({ replayed }: { replayed: ReplayedDay }): ReactNode {
  const { place, line } = replayed
  const span = spanOf(line)
  const player = usePlayer(span)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const state = line.stateAt(player.atMs)
  const moment = momentOf(place, state, player.atMs)
  return (
    <>
      <PlayerBar player={player} timeZone={place.timeZone} keysWork={chosen === null} />
      <TimeLine
        replayed={replayed}
        span={span}
        atMs={player.atMs}
        waiting={moment.waiting}
        onSeek={player.seek}
      />
      <MomentView
        place={place}
        moment={moment}
        counts={state.counts}
        onChoose={(one) => {
          player.stop()
          setChosen(one)
        }}
      />
      {chosen ? (
        <HistoryPanel
          chosen={chosen}
          replayed={replayed}
          onSeek={(ms) => {
            player.seek(ms)
            setChosen(null)
          }}
          onClose={() => setChosen(null)}
        />
      ) : null}
    </>
  )
}
