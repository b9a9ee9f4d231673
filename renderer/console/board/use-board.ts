import { useEffect, useMemo, useRef } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { type HallQuery, useConnection, useHallEvents, useHallQuery } from '../../data/use-hall.ts'

export type Board = RouteAnswer<'board'>
export type BoardQueue = Board['queues'][number]
export type BoardWindow = Board['windows'][number]

/** After one reading the next comes so much later at the earliest: a busy hall has many events in a second. */
const restMs = 3_000
/** Waits grow and hours end with the clock, without an event. */
const lookAgainMs = 15_000

/** The live board: read again when something happens, and now and then when nothing does. */
export function useBoard(): HallQuery<Board> {
  const board = useHallQuery('board', {})
  const { again } = board
  const readAt = useRef(Number.NEGATIVE_INFINITY)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const readSoon = (): void => {
    if (timer.current !== null) return
    timer.current = setTimeout(
      () => {
        timer.current = null
        readAt.current = performance.now()
        again()
      },
      Math.max(0, readAt.current + restMs - performance.now()),
    )
  }
  useHallEvents(['calls', 'queues', 'windows', 'notices'], readSoon)
  useEffect(() => {
    const every = setInterval(again, lookAgainMs)
    return () => {
      clearInterval(every)
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    }
  }, [again])
  return board
}

/** The time by which a board counts. */
export interface BoardClock {
  /** How far the hall's clock is ahead of this machine's, as of the latest answer. */
  readonly offsetMs: number
  /** The hall's time of the latest answer while the hall is away: what goes on since then is not known. Else null. */
  readonly stoppedAtMs: number | null
}

export function useBoardClock(board: Board): BoardClock {
  const away = useConnection() === 'away'
  const offsetMs = useMemo(() => Date.parse(board.now) - Date.now(), [board.now])
  return { offsetMs, stoppedAtMs: away ? Date.parse(board.now) : null }
}
