import type { DeskAction } from './work.ts'

/** What a key of this page does. */
export type DeskKey =
  | DeskAction
  | 'goOn'
  | 'line'
  | 'held'
  | 'missed'
  | 'takeHelp'
  | 'endHelp'
  | 'trouble'
  | 'keys'

/**
 * One key for each action and one action for each key, so that a second press of the same key never does another
 * thing. By the place on the keyboard (`KeyboardEvent.code`), because a Chinese input method changes the letters. None
 * of them is a browser's own.
 */
export const deskKeys: Readonly<Record<DeskKey, { readonly code: string; readonly cap: string }>> = {
  callNext: { code: 'Space', cap: 'Space' },
  start: { code: 'Enter', cap: 'Enter' },
  finish: { code: 'KeyF', cap: 'F' },
  recall: { code: 'KeyR', cap: 'R' },
  miss: { code: 'KeyN', cap: 'N' },
  hold: { code: 'KeyH', cap: 'H' },
  transfer: { code: 'KeyT', cap: 'T' },
  correctClass: { code: 'KeyC', cap: 'C' },
  reprint: { code: 'KeyB', cap: 'B' },
  undo: { code: 'KeyZ', cap: 'Z' },
  goOn: { code: 'KeyJ', cap: 'J' },
  open: { code: 'KeyO', cap: 'O' },
  pause: { code: 'KeyP', cap: 'P' },
  close: { code: 'KeyX', cap: 'X' },
  line: { code: 'Digit1', cap: '1' },
  held: { code: 'Digit2', cap: '2' },
  missed: { code: 'Digit3', cap: '3' },
  takeHelp: { code: 'KeyG', cap: 'G' },
  endHelp: { code: 'KeyE', cap: 'E' },
  trouble: { code: 'KeyW', cap: 'W' },
  keys: { code: 'Slash', cap: '?' },
}

/** The numeric keypad does what its twins do. */
const twins: Readonly<Record<string, string>> = {
  NumpadEnter: 'Enter',
  Numpad1: 'Digit1',
  Numpad2: 'Digit2',
  Numpad3: 'Digit3',
}

const keyByCode = new Map(Object.entries(deskKeys).map(([name, { code }]) => [code, name]))

/** What is known of a key press, and of where the focus is. */
export interface KeyPress {
  readonly code: string
  readonly shift: boolean
  /** Ctrl, Alt or the system key: the browser's and the system's shortcuts stay theirs. */
  readonly withModifier: boolean
  /** Held down. */
  readonly repeat: boolean
  /** Somebody composes text or stands in a field. */
  readonly typing: boolean
  readonly dialogOpen: boolean
  /** A control that can be pressed has the focus: Enter and the space bar are its own. */
  readonly onControl: boolean
  /** Milliseconds since this very key last acted; null if it never did. */
  readonly sinceSameKeyMs: number | null
}

/** A second press of a key within this time is a slip of the hand, not a second wish. */
export const doublePressMs = 400

/** What a key press does, or null where it is none of ours. */
export function keyMeant(press: KeyPress): DeskKey | null {
  if (press.typing || press.dialogOpen || press.withModifier || press.repeat) return null
  const code = twins[press.code] ?? press.code
  const name = keyByCode.get(code)
  if (name === undefined || !isDeskKey(name)) return null
  if (press.shift && name !== 'keys') return null
  if (press.onControl && (code === 'Enter' || code === 'Space')) return null
  if (press.sinceSameKeyMs !== null && press.sinceSameKeyMs < doublePressMs) return null
  return name
}

function isDeskKey(name: string): name is DeskKey {
  return Object.hasOwn(deskKeys, name)
}
