import { useCallback, useEffect, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { Problem } from '../../../contract/problems.ts'
import { type Hall, problemOf } from '../../data/hall.ts'

export type Seat = RouteAnswer<'whoAmI'>

/** Who is at the console, from the page's first moment on. */
export type Session =
  | { readonly state: 'asking' }
  /** The hall cannot be asked; it is asked again by itself. */
  | { readonly state: 'away'; readonly problem: Problem }
  /** An empty hall: the first two accounts are made with the set-up code. */
  | { readonly state: 'set-up' }
  | {
      readonly state: 'out'
      readonly why: 'first' | 'signed-out' | 'expired' | 'set-up'
      readonly account: string
    }
  | { readonly state: 'in'; readonly seat: Seat }

/** The hall no longer knows a session that was good. */
export const askedOut: Session = { state: 'out', why: 'expired', account: '' }

const askAgainMs = 2000
/** Remembers that this browser has a session, so that the door does not ask the hall for one that is not there. */
const keptName = 'govhall.console.signed-in'

/** Finds out who is here, and notices when the hall no longer knows the session. */
export function useSession(hall: Hall): { session: Session; settle(session: Session): void } {
  const [session, setSession] = useState<Session>({ state: 'asking' })

  useEffect(() => {
    if (session.state !== 'asking' && session.state !== 'away') return
    let wanted = true
    const timer = setTimeout(
      () => void askWho(hall).then((next) => wanted && setSession(next)),
      session.state === 'asking' ? 0 : askAgainMs,
    )
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [hall, session])

  const signedIn = session.state === 'in'
  useEffect(() => {
    if (!signedIn) return
    const look = (error: unknown): void => {
      if (problemOf(error)?.code !== 'not-signed-in') return
      localStorage.removeItem(keptName)
      setSession(askedOut)
    }
    const stops = [
      hall.queries.getQueryCache().subscribe(({ query }) => look(query.state.error)),
      hall.queries.getMutationCache().subscribe(({ mutation }) => look(mutation?.state.error)),
    ]
    return () => {
      for (const stop of stops) stop()
      // Whoever signs in next sees nothing of the person before.
      hall.queries.clear()
    }
  }, [hall, signedIn])

  const settle = useCallback(
    (next: Session): void => {
      setSession(next)
      if (next.state === 'in') {
        localStorage.setItem(keptName, 'yes')
        hall.stream.retryNow()
      } else localStorage.removeItem(keptName)
    },
    [hall],
  )
  return { session, settle }
}

async function askWho(hall: Hall): Promise<Session> {
  try {
    const { needed } = await hall.call('setUpState')
    if (needed) return { state: 'set-up' }
    if (localStorage.getItem(keptName) === null) return { state: 'out', why: 'first', account: '' }
    return { state: 'in', seat: await hall.call('whoAmI') }
  } catch (error) {
    const problem = problemOf(error)
    if (problem === null) throw error
    if (problem.status !== 401) return { state: 'away', problem }
    localStorage.removeItem(keptName)
    return { state: 'out', why: 'first', account: '' }
  }
}
