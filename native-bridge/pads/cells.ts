import type { PadDesk } from '../../contract/routes/pad.ts'

const dark = 0x0a

/** Nothing to show: the hall is away, or nobody is at the window. */
export const darkCells: readonly number[] = [dark, dark, dark, dark, dark, dark]

/**
 * What a call pad's six cells show: on the right the last three digits of the ticket in hand (digits have no letters:
 * A012 and B012 look the same), else on the left how many wait, 999 at most.
 */
export function cellsOf(desk: PadDesk | null): readonly number[] {
  if (desk === null || !desk.attended || desk.state === 'closed') return darkCells
  if (desk.inHand) {
    const digits = desk.inHand.number.replace(/\D/g, '').slice(-3).padStart(3, '0')
    return [dark, dark, dark, ...[...digits].map(Number)]
  }
  const count = String(Math.min(Math.max(desk.waiting, 0), 999))
  return [...[...count.padStart(3, ' ')].map((one) => (one === ' ' ? dark : Number(one))), dark, dark, dark]
}
