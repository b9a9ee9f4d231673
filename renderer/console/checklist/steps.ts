import type { RouteAnswer } from '../../../contract/client.ts'

export type Progress = RouteAnswer<'setUpProgress'>

export const stepNames = ['catalogue', 'windows', 'queues', 'staff', 'terminals'] as const
export type StepName = (typeof stepNames)[number]

export interface Step {
  readonly name: StepName
  readonly state: 'done' | 'next' | 'later'
  /** Something of it exists, so that there is something to say. */
  readonly begun: boolean
}

/**
 * The way to a hall that can open. Windows stand before queues: a queue that opens before a window serves it lets
 * people wait for nothing. A step is done when a citizen's visit could pass it: one window that serves a queue, one
 * open queue, one person at a window, one kiosk that is enrolled.
 */
export function stepsOf(progress: Progress): Step[] {
  const done: Readonly<Record<StepName, boolean>> = {
    catalogue: progress.items > 0,
    windows: progress.windowsServing > 0,
    queues: progress.queuesOn > 0,
    staff: progress.staffAtWindows > 0,
    terminals: progress.kiosksEnrolled > 0,
  }
  const begun: Readonly<Record<StepName, boolean>> = {
    catalogue: progress.departments > 0,
    windows: progress.windows > 0,
    queues: progress.queues > 0,
    staff: progress.staffAtWindows > 0,
    terminals: progress.terminals > 0,
  }
  const next = stepNames.find((name) => !done[name])
  return stepNames.map((name) => ({
    name,
    state: done[name] ? 'done' : name === next ? 'next' : 'later',
    begun: begun[name],
  }))
}
