import type { DisplayView } from '../../contract/shapes.ts'
import { firstThatFits, type StripSize, type StripText } from '../codec/strip-text.ts'

/** A window as a display may see it. */
export type ShownWindow = DisplayView['windows'][number]

/** How long a call stands out by its colour, in milliseconds. */
export const callIsNewMs = 30_000

/** Nothing: a screen of which the hall has not told yet, or whose window it does not know. */
export const dark: StripText = { lines: [], colour: 'green' }

/**
 * What the screen over a window says: the number called (red while it is new), the one being served, that the window
 * pauses or is closed, or else which window it is and who sits there. Of two lines the first names the window. The
 * words are a display's: no citizen's name, no ID number.
 */
export function stripFor(
  window: ShownWindow,
  calls: DisplayView['calls'],
  hallNowMs: number,
  { columns, lines }: StripSize,
): StripText {
  const { wordings, colour } = stateOf(window, calls, hallNowMs)
  const place = placeOf(window)
  if (lines === 1) return { lines: [firstThatFits(wordings ?? place, columns)], colour }
  return { lines: [firstThatFits(place, columns), firstThatFits(wordings ?? idle(window), columns)], colour }
}

/** What a screen says while the hall cannot be heard: which window it is, and nothing that may no longer be so. */
export function stripWhileAway(window: ShownWindow, { columns }: StripSize): StripText {
  return { lines: [firstThatFits(placeOf({ ...window, staffName: null }), columns)], colour: 'green' }
}

function stateOf(
  window: ShownWindow,
  calls: DisplayView['calls'],
  hallNowMs: number,
): { wordings: readonly string[] | null; colour: StripText['colour'] } {
  const { numberInHand: number, handState } = window
  if (number !== null && handState === 'serving')
    return { wordings: [`正在办理 ${number}号`, `办理${number}号`, `${number}号`, number], colour: 'green' }
  if (number !== null) {
    const call = calls.find((one) => one.windowId === window.id && one.number === number)
    const isNew = call !== undefined && hallNowMs - Date.parse(call.calledAt) < callIsNewMs
    return {
      wordings: [`请${number}号办理`, `请${number}号`, `${number}号`, number],
      colour: isNew ? 'red' : 'yellow',
    }
  }
  if (window.state === 'paused') {
    const reason = window.pauseReason ? [`暂停服务 ${window.pauseReason}`] : []
    return { wordings: [...reason, '暂停服务', '暂停'], colour: 'yellow' }
  }
  if (window.state === 'closed') return { wordings: ['窗口未开放', '未开放', '关闭'], colour: 'red' }
  return { wordings: null, colour: 'green' }
}

function placeOf({ number, staffName }: ShownWindow): string[] {
  const name = `${number}号窗口`
  return [...(staffName ? [`${name} ${staffName}`] : []), name, `${number}号`, number]
}

function idle({ queueNames }: ShownWindow): string[] {
  return [queueNames.join('、'), queueNames[0] ?? '']
}
