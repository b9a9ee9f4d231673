import { useEffect, useRef } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { type HallQuery, useHallEvents, useHallQuery } from '../../data/use-hall.ts'

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
