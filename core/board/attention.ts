import type { QueueWait, WindowTrouble } from './standing.ts'

/** One thing to act on, as a fact; pages make the sentence. Minutes are decimals. */
export type Attention =
  | {
      readonly kind: 'queue-unattended'
      readonly queueId: string
      readonly waiting: number
      readonly oldestMinutes: number
    }
  | {
      readonly kind: 'queue-over-bound'
      readonly queueId: string
      readonly count: number
      readonly boundMinutes: number
      readonly oldestMinutes: number
    }
  | {
      readonly kind: 'window-idle'
      readonly windowId: string
      readonly minutes: number
      readonly waiting: number
    }
  | {
      readonly kind: 'window-overlong'
      readonly windowId: string
      readonly minutes: number
      readonly usualMinutes: number
    }
  | {
      readonly kind: 'window-unstarted' | 'window-paused'
      readonly windowId: string
      readonly minutes: number
    }

/** Citizens who wait for nobody first, then those who wait too long, then windows: who was called and is not begun, then idle, overlong, paused. */
const order: readonly Attention['kind'][] = [
  'queue-unattended',
  'queue-over-bound',
  'window-unstarted',
  'window-idle',
  'window-overlong',
  'window-paused',
]

/** What is to be acted on, the most urgent first; the longest first among equals. */
export function attentionOf(
  queues: readonly { readonly id: string; readonly wait: QueueWait; readonly windowsOpen: number }[],
  windows: readonly { readonly id: string; readonly trouble: WindowTrouble | null }[],
): Attention[] {
  const found: Attention[] = []
  for (const { id: queueId, wait, windowsOpen } of queues) {
    const oldestMinutes = wait.oldest?.minutes ?? 0
    if (wait.waiting > 0 && windowsOpen === 0)
      found.push({ kind: 'queue-unattended', queueId, waiting: wait.waiting, oldestMinutes })
    for (const { count, boundMinutes } of wait.overBound)
      found.push({ kind: 'queue-over-bound', queueId, count, boundMinutes, oldestMinutes })
  }
  for (const { id: windowId, trouble } of windows) {
    if (trouble === null) continue
    const { minutes } = trouble
    if (trouble.kind === 'idle')
      found.push({ kind: 'window-idle', windowId, minutes, waiting: trouble.waiting })
    else if (trouble.kind === 'overlong')
      found.push({ kind: 'window-overlong', windowId, minutes, usualMinutes: trouble.usualMinutes })
    else found.push({ kind: `window-${trouble.kind}`, windowId, minutes })
  }
  return found.sort(
    (one, other) => order.indexOf(one.kind) - order.indexOf(other.kind) || lengthOf(other) - lengthOf(one),
  )
}

function lengthOf(one: Attention): number {
  return 'oldestMinutes' in one ? one.oldestMinutes : one.minutes
}
