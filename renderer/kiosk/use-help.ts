import type { HelpCall } from '../../contract/shapes.ts'
import { useHallCommand, useHallQuery } from '../data/use-hall.ts'

/** The kiosk's call for a person 人工. */
export interface Help {
  /** The call that is open at this kiosk; it outlives the session of whoever made it. */
  readonly call: HelpCall | null
  readonly busy: boolean
  /** The latest call did not reach the hall. */
  readonly failed: boolean
  ask(about: string): void
  cancel(): void
}

/** Calls a person in one touch and follows who comes. */
export function useHelp(terminalId: string | null): Help {
  const calls = useHallQuery('helpCalls', {}, { refreshOn: ['notices'] })
  const ask = useHallCommand('callHelp', { refreshes: ['helpCalls'] })
  const end = useHallCommand('endHelp', { refreshes: ['helpCalls'], onDone: () => ask.clear() })
  // The answer names this kiosk too, should the terminal not be known yet.
  const own = terminalId ?? ask.answer?.terminalId ?? null
  const live = calls.data?.calls.find((call) => call.terminalId === own && call.state !== 'ended') ?? null
  return {
    call: live,
    busy: ask.busy,
    failed: ask.problem !== null,
    ask: (about) => ask.run({ body: { about: about.slice(0, 120) } }),
    cancel: () => {
      if (live) end.run({ params: { id: live.id } })
      else ask.clear()
    },
  }
}
