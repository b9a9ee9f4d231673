/** Windows that one adds at once at most: more than any hall has on one floor. */
const most = 200

export type RangeFault = 'rangeWrong' | 'rangeLarge'

export type WindowRange =
  | { readonly ok: true; readonly add: readonly string[]; readonly there: readonly string[] }
  | { readonly ok: false; readonly fault: RangeFault }

/** The numbers from … to …, parted into those that are missing and those that exist already. */
export function windowRange(from: number | null, to: number | null, known: ReadonlySet<string>): WindowRange {
  const whole = (value: number | null): value is number =>
    value !== null && Number.isInteger(value) && value >= 1 && value <= 999
  if (!whole(from) || !whole(to) || to < from) return { ok: false, fault: 'rangeWrong' }
  if (to - from + 1 > most) return { ok: false, fault: 'rangeLarge' }
  const numbers = Array.from({ length: to - from + 1 }, (_, at) => String(from + at))
  return {
    ok: true,
    add: numbers.filter((number) => !known.has(number)),
    there: numbers.filter((number) => known.has(number)),
  }
}

/** Moves one of a list up (-1) or down (1); at its end it stays. */
export function moved<One>(list: readonly One[], at: number, by: -1 | 1): One[] {
  const other = at + by
  const one = list[at]
  const neighbour = list[other]
  if (one === undefined || neighbour === undefined) return [...list]
  return list.map((value, index) => (index === at ? neighbour : index === other ? one : value))
}
