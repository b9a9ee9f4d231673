import type { PadDesk, PadPressInput } from '../../contract/routes/pad.ts'
import type { PadAct, PadProfile } from '../codec/pad-profile.ts'

/** What a press at a call pad asks for. */
export type PadIntent =
  | { readonly do: 'press'; readonly input: PadPressInput }
  /** Digits with the function key that are no combination: a staff number, or the PIN that was asked for. */
  | { readonly do: 'digits'; readonly digits: string }
  | { readonly do: 'nothing' }

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * Where digits transfer to. A window by its number; a queue by 0 and the place of its letter in the alphabet: 03 is C,
 * 012 is L; a prefix of two letters by two digits each: 00102 is AB. Pads have no letters. Null for neither.
 */
export function transferTarget(
  digits: string,
): { act: 'transfer'; toWindow: string } | { act: 'transfer-to-queue'; toQueue: string } | null {
  if (digits === '') return null
  if (!digits.startsWith('0')) return digits.length > 4 ? null : { act: 'transfer', toWindow: digits }
  const places = digits.slice(1)
  const parts = places.length === 4 ? [places.slice(0, 2), places.slice(2)] : [places]
  const prefix = parts.map((part) => (part.length > 2 ? undefined : letters[Number(part) - 1]))
  return prefix.includes(undefined) ? null : { act: 'transfer-to-queue', toQueue: prefix.join('') }
}

/** Reads a press: digits and a key, by the profile, at a window as the pad knew it. */
export function intentOf(
  profile: PadProfile,
  pressed: { readonly digits: string; readonly key: PadAct | 'function' },
  desk: PadDesk | undefined,
): PadIntent {
  const { digits, key } = pressed
  if (key !== 'function') return intentOfAct(key, digits, desk)
  if (digits.length >= 2) return { do: 'digits', digits }
  const act = profile.combinations.get(digits)
  return act === undefined ? { do: 'nothing' } : intentOfAct(act, '', desk)
}

function intentOfAct(act: PadAct, digits: string, desk: PadDesk | undefined): PadIntent {
  const inHand = desk?.inHand ? { ticketId: desk.inHand.ticketId } : {}
  switch (act) {
    case 'call':
      if (digits.length > 4) return { do: 'nothing' }
      return { do: 'press', input: { act, ...(digits === '' ? {} : { number: digits }) } }
    case 'transfer': {
      const target = transferTarget(digits)
      return target === null ? { do: 'nothing' } : { do: 'press', input: { ...target, ...inHand } }
    }
    case 'recall':
    case 'start':
    case 'finish':
    case 'no-show':
    case 'hold':
      return { do: 'press', input: { act, ...inHand } }
    case 'undo':
    case 'pause':
    case 'resume':
    case 'sign-off':
      return { do: 'press', input: { act } }
  }
}
