import type { DisplayCall, DisplayView } from '../../contract/shapes.ts'

/** How long a call is *now*, in milliseconds: warm and loud; afterwards calm. */
export const nowMs = 20_000
/** A call whose service is over stays large for so long; then the screen rests. */
const afterglowMs = 5 * 60_000

/** Where a screen hangs: over one window, in a zone, or in the hall. */
export type Place =
  | { readonly kind: 'hall' }
  | { readonly kind: 'zone'; readonly zoneId: string }
  | { readonly kind: 'window'; readonly windowId: string }

/** A terminal's own window comes before its zone. */
export function placeOf(terminal: { windowId: string | null; zoneId: string | null }): Place {
  if (terminal.windowId !== null) return { kind: 'window', windowId: terminal.windowId }
  return terminal.zoneId !== null ? { kind: 'zone', zoneId: terminal.zoneId } : { kind: 'hall' }
}

/** Whether what happens at this window is shown and said here. */
export function concerns(place: Place, at: { windowId: string | null; zoneId: string | null }): boolean {
  if (place.kind === 'hall') return true
  return place.kind === 'zone' ? at.zoneId === place.zoneId : at.windowId === place.windowId
}

/** A call as the screen draws it. */
export interface ShownCall {
  readonly call: DisplayCall
  /** Called just now: drawn to the eye. */
  readonly now: boolean
  /** Still expected at its window. */
  readonly open: boolean
}

/** Calls worth showing: who came back into the line, missed or left is told elsewhere or nowhere. */
const shown = new Set(['called', 'serving', 'held', 'done'])

/** The newest call and the ones before it, newest first. `hallNowMs` is the hall's clock. */
export function callsOnBoard(
  calls: readonly DisplayCall[],
  hallNowMs: number,
): { newest: ShownCall | null; recent: readonly ShownCall[] } {
  const all = calls
    .filter((call) => shown.has(call.state))
    .map((call): ShownCall => ({ call, now: isNow(call, hallNowMs), open: call.state === 'called' }))
  const first = all[0]
  const rests = first?.call.state === 'done' && hallNowMs - Date.parse(first.call.calledAt) > afterglowMs
  return first === undefined || rests
    ? { newest: null, recent: all }
    : { newest: first, recent: all.slice(1) }
}

/** Called, and not longer than a moment ago. */
export function isNow(call: Pick<DisplayCall, 'state' | 'calledAt'>, hallNowMs: number): boolean {
  return call.state === 'called' && hallNowMs - Date.parse(call.calledAt) < nowMs
}

type BoardQueue = DisplayView['queues'][number]

/** Something that everybody who waits should know: one line on the screen. */
export type BoardNotice =
  | { readonly kind: 'unattended'; readonly queues: readonly BoardQueue[] }
  | { readonly kind: 'paused'; readonly windowNumber: string; readonly reason: string }

/** Queues that one line names. */
const queuesInLine = 2

/** Queues that nobody serves while people wait, and windows that paused. */
export function noticesOf(view: DisplayView, place: Place): readonly BoardNotice[] {
  const unattended = view.queues.filter(
    (queue) => queue.unattended && (place.kind !== 'zone' || queue.zoneId === place.zoneId),
  )
  const lines: BoardNotice[] = []
  for (let at = 0; at < unattended.length; at += queuesInLine)
    lines.push({ kind: 'unattended', queues: unattended.slice(at, at + queuesInLine) })
  for (const window of view.windows)
    if (window.state === 'paused')
      lines.push({ kind: 'paused', windowNumber: window.number, reason: window.pauseReason ?? '' })
  return lines
}

/** The part of a list that a screen shows now: pages of `size`, each for `everyMs`. No line ever moves. */
export function pageOf<Item>(
  items: readonly Item[],
  size: number,
  atMs: number,
  everyMs: number,
): readonly Item[] {
  const pages = Math.ceil(items.length / size)
  if (pages <= 1) return items
  const page = Math.floor(atMs / everyMs) % pages
  return items.slice(page * size, page * size + size)
}

/** A screen that was open for half a day loads itself anew at three in the morning, when nobody waits. */
export function mayReload(now: {
  readonly time: string
  readonly openForMs: number
  readonly waiting: number
  readonly inHand: number
  readonly live: boolean
}): boolean {
  return (
    now.live &&
    now.waiting === 0 &&
    now.inHand === 0 &&
    now.openForMs > 12 * 3_600_000 &&
    now.time >= '03:00' &&
    now.time < '04:00'
  )
}
