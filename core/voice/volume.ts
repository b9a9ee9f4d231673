/** How loud from a time of day on, `HH:MM`; 0 to 1. */
export interface VolumeFrom {
  readonly from: string
  readonly volume: number
}

/** The volume at a time of day, `HH:MM` in the hall's zone: the row that began last, around midnight too. */
export function volumeAt(volumes: readonly VolumeFrom[], time: string): number {
  const rows = volumes.toSorted((a, b) => a.from.localeCompare(b.from))
  return (rows.findLast((row) => row.from <= time) ?? rows.at(-1))?.volume ?? 1
}
