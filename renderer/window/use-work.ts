import { useCallback, useMemo, useRef, useState } from 'react'
import type { Problem } from '../../contract/problems.ts'
import type { RouteName } from '../../contract/routes.ts'
import type { Ticket } from '../../contract/shapes.ts'
import { problemOf } from '../data/hall.ts'
import { useHall, useHallCommand } from '../data/use-hall.ts'
import type { Leave } from './leaving.ts'
import type { DeskAction } from './work.ts'

/** What is under way: an action of the window, or work on a ticket of the line. */
export type Doing = DeskAction | 'call' | 'resume' | 'return' | 'sign-out'

/** A step on a ticket at the window that needs nothing but the ticket. */
export type TicketStep = 'call' | 'recall' | 'miss' | 'start' | 'hold' | 'resume' | 'finish' | 'undo'

/** The work of one window. Each function does nothing while another one is under way, and resolves to whether it was done. */
export interface Work {
  readonly doing: Doing | null
  readonly problem: Problem | null
  /** The last call found nobody. */
  readonly nobody: boolean
  clear(): void
  open(): Promise<boolean>
  callNext(): Promise<boolean>
  step(step: TicketStep, ticketId: string): Promise<boolean>
  bringBack(ticketId: string): Promise<boolean>
  transfer(ticketId: string, to: { toQueueId: string } | { toWindowId: string }): Promise<boolean>
  correctClass(ticketId: string, to: Ticket['class'], reason: string): Promise<boolean>
  reprint(ticketId: string, terminalId: string): Promise<boolean>
  pause(leave: Leave): Promise<boolean>
  close(leave: Leave): Promise<boolean>
  /** Closes the window where that is needed, then ends the session. */
  signOut(leave: Leave | null): Promise<boolean>
}

/** What a window shows of itself, read again after each step before the next one can be pressed. */
const shown: readonly RouteName[] = ['windows', 'windowLine', 'windowServices']

/** The commands of one window, one at a time: whatever is pressed twice happens once. */
export function useWork(windowId: string): Work {
  const hall = useHall()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [nobody, setNobody] = useState(false)
  const locked = useRef(false)
  const send = useSenders()

  const perform = useCallback(
    async <Answer>(what: Doing, run: () => Promise<Answer>): Promise<{ answer: Answer } | null> => {
      if (locked.current) return null
      locked.current = true
      setDoing(what)
      setProblem(null)
      setNobody(false)
      const readAgain = (): Promise<unknown> =>
        Promise.all(shown.map((name) => hall.queries.invalidateQueries({ queryKey: [name] })))
      try {
        const answer = await run()
        if (what !== 'sign-out') await readAgain()
        return { answer }
      } catch (error) {
        const refused = problemOf(error)
        setProblem(refused)
        // What was refused was pressed on an old picture.
        if (refused?.code === 'not-signed-in') void hall.queries.invalidateQueries({ queryKey: ['whoAmI'] })
        else void readAgain()
        return null
      } finally {
        locked.current = false
        setDoing(null)
      }
    },
    [hall],
  )

  return useMemo((): Work => {
    const at = { params: { id: windowId } }
    const done = async (what: Doing, run: () => Promise<unknown>): Promise<boolean> =>
      (await perform(what, run)) !== null
    const shut = (leave: Leave): Promise<unknown> => send.closeWindow({ ...at, body: leave })
    const steps = {
      call: send.callTicket,
      recall: send.recallTicket,
      miss: send.missTicket,
      start: send.startService,
      hold: send.holdService,
      resume: send.resumeService,
      finish: send.finishService,
      undo: send.undo,
    } as const
    return {
      doing,
      problem,
      nobody,
      clear() {
        setProblem(null)
        setNobody(false)
      },
      open: () => done('open', () => send.openWindow({ ...at, body: {} })),
      async callNext() {
        const called = await perform('callNext', () => send.callNext(at))
        if (called && called.answer === null) setNobody(true)
        return called !== null
      },
      step: (step, ticketId) => done(step, () => steps[step]({ ...at, body: { ticketId } })),
      bringBack: (ticketId) => done('return', () => send.returnTicket({ params: { id: ticketId } })),
      transfer: (ticketId, to) =>
        done('transfer', () => send.transferTicket({ ...at, body: { ticketId, ...to } })),
      correctClass: (ticketId, to, reason) =>
        done('correctClass', () =>
          send.correctClass({ params: { id: ticketId }, body: { class: to, reason } }),
        ),
      reprint: (ticketId, terminalId) =>
        done('reprint', () => send.reprintTicket({ params: { id: ticketId }, body: { terminalId } })),
      pause: (leave) => done('pause', () => send.pauseWindow({ ...at, body: leave })),
      close: (leave) => done('close', () => shut(leave)),
      signOut: (leave) =>
        done('sign-out', async () => {
          if (leave) await shut(leave)
          await send.signOut({})
        }),
    }
  }, [windowId, doing, problem, nobody, perform, send])
}

/** The commands as plain functions that stay the same while the page lives. */
function useSenders() {
  const { send: openWindow } = useHallCommand('openWindow')
  const { send: pauseWindow } = useHallCommand('pauseWindow')
  const { send: closeWindow } = useHallCommand('closeWindow')
  const { send: callNext } = useHallCommand('callNext')
  const { send: callTicket } = useHallCommand('callTicket')
  const { send: recallTicket } = useHallCommand('recallTicket')
  const { send: missTicket } = useHallCommand('missTicket')
  const { send: startService } = useHallCommand('startService')
  const { send: holdService } = useHallCommand('holdService')
  const { send: resumeService } = useHallCommand('resumeService')
  const { send: finishService } = useHallCommand('finishService')
  const { send: transferTicket } = useHallCommand('transferTicket')
  const { send: undo } = useHallCommand('undo')
  const { send: returnTicket } = useHallCommand('returnTicket')
  const { send: correctClass } = useHallCommand('correctClass')
  const { send: reprintTicket } = useHallCommand('reprintTicket')
  const { send: signOut } = useHallCommand('signOut')
  const all = {
    openWindow,
    pauseWindow,
    closeWindow,
    callNext,
    callTicket,
    recallTicket,
    missTicket,
    startService,
    holdService,
    resumeService,
    finishService,
    transferTicket,
    undo,
    returnTicket,
    correctClass,
    reprintTicket,
    signOut,
  }
  const kept = useRef(all)
  return kept.current
}
