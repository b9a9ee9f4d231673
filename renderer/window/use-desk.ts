import type { RouteAnswer } from '../../contract/client.ts'
import type { Problem } from '../../contract/problems.ts'
import type { HallWindow, Queue } from '../../contract/shapes.ts'
import { useConnection, useHallQuery } from '../data/use-hall.ts'
import { concernsLine, concernsWindow } from './events.ts'
import { useWork, type Work } from './use-work.ts'
import { handOf, type Situation } from './work.ts'

/** Who is signed in. */
export type Seat = RouteAnswer<'whoAmI'>['staff']

/** The hall's clock and what it says about time. */
export interface HallTime {
  /** How far the hall's clock is ahead of this machine's, in milliseconds. */
  readonly offsetMs: number
  readonly timeZone: string | undefined
  readonly undoSeconds: number
}

/** Everything that the page of one window is drawn from. All of it is the hall's state: a reload changes nothing. */
export interface Desk {
  readonly seat: Seat
  readonly window: HallWindow
  readonly windows: readonly HallWindow[]
  readonly queues: readonly Queue[]
  readonly line: RouteAnswer<'windowLine'> | undefined
  readonly services: RouteAnswer<'windowServices'> | undefined
  readonly time: HallTime
  readonly situation: Situation
  readonly work: Work
  /** Reads other windows and queues again: dialogs that choose among them ask for it when they open. */
  lookAround(): void
}

/** The desk, or why there is none yet. */
export type DeskOpening =
  | { readonly kind: 'desk'; readonly desk: Desk }
  | { readonly kind: 'loading' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'problem'; readonly problem: Problem; again(): void }

/** Reads one window and keeps it true, for whoever is signed in. */
export function useDesk(windowId: string, seat: Seat): DeskOpening {
  const windows = useHallQuery(
    'windows',
    {},
    { refreshOn: ['windows'], refreshWhen: (event) => concernsWindow(event, windowId) },
  )
  const window = windows.data?.windows.find((one) => one.id === windowId)
  const queueIds = window?.queueIds ?? []
  const at = { params: { id: windowId } }
  const line = useHallQuery('windowLine', at, {
    refreshOn: ['queues', 'calls', 'windows'],
    refreshWhen: (event) => concernsLine(event, { windowId, queueIds }),
  })
  const services = useHallQuery('windowServices', at, {
    refreshOn: ['ratings'],
    refreshWhen: (event) => concernsWindow(event, windowId),
  })
  const queues = useHallQuery('queues', {})
  const time = useHallTime()
  const work = useWork(windowId)
  const away = useConnection() === 'away'

  // A session that ended elsewhere ends here too, whatever was read before.
  const failed = [windows, line, services].find(
    (query) => query.problem !== null && (query.data === undefined || query.problem.code === 'not-signed-in'),
  )
  if (failed?.problem)
    return {
      kind: 'problem',
      problem: failed.problem,
      again() {
        windows.again()
        line.again()
        services.again()
      },
    }
  if (windows.data === undefined) return { kind: 'loading' }
  if (window === undefined) return { kind: 'gone' }
  const undoable = line.data?.undoable ?? null
  return {
    kind: 'desk',
    desk: {
      seat,
      window,
      windows: windows.data.windows,
      queues: queues.data?.queues ?? [],
      line: line.data,
      services: services.data,
      time,
      work,
      situation: {
        state: window.state,
        occupied:
          window.state !== 'closed' && window.staffId !== null && window.staffId !== seat.id && !leads(seat),
        hand: handOf(window.ticket),
        undoable: undoable !== null && (window.ticket === null || window.ticket.id === undoable.id),
        away,
      },
      lookAround() {
        windows.again()
        queues.again()
      },
    },
  }
}

/** Team leaders may work at any window of their zone, also beside whoever sits there. */
export function leads(seat: Seat): boolean {
  return seat.roles.includes('leader')
}

/** When each answer arrived decides the offset; it may be drawn again much later. */
const offsets = new WeakMap<object, number>()

function useHallTime(): HallTime {
  const { data } = useHallQuery('hall', {})
  if (data === undefined) return { offsetMs: 0, timeZone: undefined, undoSeconds: 10 }
  const offsetMs = offsets.get(data) ?? Date.parse(data.now) - Date.now()
  offsets.set(data, offsetMs)
  return { offsetMs, timeZone: data.timeZone, undoSeconds: data.undoSeconds }
}
