import { type ReactNode, useCallback, useEffect } from 'react'
import type { Problem } from '../../contract/problems.ts'
import { problemOf } from './hall.ts'
import { isRefusedAsUnknown } from './terminal-page.ts'
import { useHall, useHallEvents } from './use-hall.ts'
import { useWhileUnheard } from './use-unheard.ts'

/**
 * Notices that the hall no longer knows this terminal: a stream that broke off, an answer that was refused, or the
 * news of its own revocation on a stream that it shares with other pages of the browser. What it showed until then
 * was of a right that it no longer has. `terminalId` is null behind a bridge, which does not tell it.
 */
export function TerminalWatch(props: {
  terminalId: string | null
  onUnknown: (problem: Problem) => void
  children: ReactNode
}): ReactNode {
  const { terminalId, onUnknown } = props
  const hall = useHall()
  const look = useCallback(
    (error: unknown): void => {
      const problem = problemOf(error)
      if (problem !== null && isRefusedAsUnknown(problem)) onUnknown(problem)
    },
    [onUnknown],
  )
  const ask = (): void => void hall.call('currentTerminal').catch(look)
  useWhileUnheard(ask)
  useHallEvents(['devices'], ({ type, body }) => {
    if (type.startsWith('terminal-') && body['terminalId'] === terminalId) ask()
  })
  useEffect(() => {
    const stops = [
      hall.queries.getQueryCache().subscribe(({ query }) => look(query.state.error)),
      hall.queries.getMutationCache().subscribe(({ mutation }) => look(mutation?.state.error)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [hall, look])
  return props.children
}
