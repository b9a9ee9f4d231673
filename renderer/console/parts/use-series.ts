import { useCallback, useState } from 'react'
import type { Problem } from '../../../contract/problems.ts'
import { problemOf } from '../../data/hall.ts'

export interface Series<Step> {
  readonly busy: boolean
  readonly done: number
  readonly total: number
  /** Why it stopped, and at which step; the steps before it are done. */
  readonly stopped: { readonly step: Step; readonly problem: Problem } | null
  run(steps: readonly Step[]): Promise<boolean>
  clear(): void
}

/** Does the same to many records, one after the other, and stops at the first that is refused. */
export function useSeries<Step>(doOne: (step: Step) => Promise<unknown>): Series<Step> {
  const [state, setState] = useState<Omit<Series<Step>, 'run' | 'clear'>>(idle)
  const run = async (steps: readonly Step[]): Promise<boolean> => {
    setState({ busy: true, done: 0, total: steps.length, stopped: null })
    for (const [at, step] of steps.entries()) {
      try {
        await doOne(step)
      } catch (error) {
        const problem = problemOf(error)
        if (problem === null) throw error
        setState({ busy: false, done: at, total: steps.length, stopped: { step, problem } })
        return false
      }
      setState({ busy: true, done: at + 1, total: steps.length, stopped: null })
    }
    setState({ busy: false, done: steps.length, total: steps.length, stopped: null })
    return true
  }
  const clear = useCallback(() => setState(idle), [])
  return { ...state, run, clear }
}

const idle = { busy: false, done: 0, total: 0, stopped: null } as const
