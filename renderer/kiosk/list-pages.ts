/** Where a row stands inside its list, in pixels. */
export interface RowBox {
  readonly top: number
  readonly bottom: number
}

/**
 * The scroll positions at which a list's pages begin: each page starts with the first row that did not fit wholly on
 * the one before, so that no row is only ever seen cut and none is seen twice. A row higher than the view is a page.
 */
export function pageStops(rows: readonly RowBox[], viewHeight: number): number[] {
  const stops = [0]
  if (viewHeight <= 0) return stops
  for (;;) {
    const from = stops.at(-1) ?? 0
    const next = rows.find((row) => row.top > from + 1 && row.bottom > from + viewHeight + 1)
    if (next === undefined) return stops
    stops.push(next.top)
  }
}

/** The empty room that a list needs at its end, so that its last page can begin at its row too. */
export function roomAfter(stops: readonly number[], rows: readonly RowBox[], viewHeight: number): number {
  const end = Math.max(0, ...rows.map((row) => row.bottom))
  return stops.length === 1 ? 0 : Math.max(0, (stops.at(-1) ?? 0) + viewHeight - end)
}

/** How much of the view's lower end shows only a piece of a row, where a page begins at this scroll position. */
export function cutBelow(rows: readonly RowBox[], viewHeight: number, scrollTop: number): number {
  const end = scrollTop + viewHeight
  const cut = rows.find((row) => row.top < end - 1 && row.bottom > end + 1)
  // A row higher than the view is never hidden.
  return cut === undefined || cut.top <= scrollTop + 1 ? 0 : end - cut.top
}

/** Which page (from 0) is seen at a scroll position. */
export function pageAt(stops: readonly number[], scrollTop: number): number {
  let page = 0
  for (const [index, stop] of stops.entries()) if (scrollTop >= stop - 2) page = index
  return page
}
