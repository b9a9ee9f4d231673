import type { HallEvent } from '../data/stream-follower.ts'

/** The part of a window that decides which events are its business. */
export interface Place {
  readonly windowId: string
  readonly queueIds: readonly string[]
}

type Heard = Pick<HallEvent, 'body'>

/**
 * Whether an event changes what one window shows of itself. With two hundred windows in a hall, each reads again only
 * for itself. Events that name no window (a day that ended, settings, accounts) concern everybody.
 */
export function concernsWindow({ body }: Heard, windowId: string): boolean {
  const at = body['windowId']
  if (at === windowId || body['toWindowId'] === windowId) return true
  return at === undefined && body['ticketId'] === undefined
}

/** Whether an event changes the line ahead of a window: its own work, and tickets that come, go or move in its queues. */
export function concernsLine({ body }: Heard, place: Place): boolean {
  if (concernsWindow({ body }, place.windowId)) return true
  return [body['queueId'], body['fromQueueId']].some(
    (queueId) => typeof queueId === 'string' && place.queueIds.includes(queueId),
  )
}
