import { useEffect, useState } from 'react'
import type { Problem } from '../../../contract/problems.ts'
import { problemOf } from '../../data/hall.ts'
import { useHall } from '../../data/use-hall.ts'
import { type ReplayedDay, readDay } from './read-day.ts'

export interface Replay {
  /** Null until the whole day was read; stays while it is read again. */
  readonly replayed: ReplayedDay | null
  /** Entries read so far, while it is read. */
  readonly read: number | null
  readonly problem: Problem | null
  again(): void
}

/** Reads a day once; a day that is not over is read again when asked. Null: which day is not known yet. */
export function useReplay(day: string | null): Replay {
  const { call } = useHall()
  const [round, setRound] = useState(0)
  const [state, setState] = useState<Omit<Replay, 'again'>>(nothing)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads the same day again
  useEffect(() => {
    if (day === null) return
    const left = new AbortController()
    const settle = (change: Partial<Omit<Replay, 'again'>>): void => {
      if (!left.signal.aborted) setState((known) => ({ ...known, ...change }))
    }
    setState(({ replayed }) => ({
      replayed: replayed?.place.day === day ? replayed : null,
      read: 0,
      problem: null,
    }))
    readDay(
      (query) => call('replay', { query }, { signal: left.signal }),
      day,
      (read) => settle({ read }),
    ).then(
      (replayed) => settle({ replayed, read: null }),
      (error: unknown) => settle({ problem: problemOf(error), read: null }),
    )
    return () => left.abort()
  }, [call, day, round])
  return { ...state, again: () => setRound((known) => known + 1) }
}

const nothing = { replayed: null, read: null, problem: null } as const
