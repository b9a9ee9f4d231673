/** What is known of the glass that a page stands on. */
export interface Screen {
  /** Width of the visible glass in millimetres, from the terminal's configuration. */
  readonly widthMm: number
  /** From how far it is read, in metres; displays size their text by it. */
  readonly distanceM?: number
}

/** The four sizes of text that a person may choose; `l` is the default. */
export const textSizes = ['s', 'm', 'l', 'xl'] as const
export type TextSize = (typeof textSizes)[number]

/** How a person reads a terminal: kept while they go on, gone with `resetReading`. */
export interface Reading {
  readonly size: TextSize
  readonly contrast: boolean
  /** Every target within reach of somebody who sits; the page lays itself out by `data-reach="low"`. */
  readonly lowReach: boolean
}

const usual: Reading = { size: 'l', contrast: false, lowReach: false }
let reading: Reading = usual
const listeners = new Set<() => void>()

/**
 * Sets `--mm`, the CSS pixels of one millimetre of glass, and keeps it true when the page is resized. In a browser
 * window the page becomes a scale model of the terminal. Returns a function that stops following.
 */
export function applyScreen(screen: Screen): () => void {
  const root = document.documentElement
  const measure = (): void => root.style.setProperty('--mm', `${pixelsPerMm(innerWidth, screen.widthMm)}px`)
  measure()
  if (screen.distanceM !== undefined) root.style.setProperty('--distance-m', String(screen.distanceM))
  addEventListener('resize', measure)
  return () => removeEventListener('resize', measure)
}

/** CSS pixels of one millimetre, for a page so many pixels wide on glass so many millimetres wide. */
export function pixelsPerMm(widthPx: number, widthMm: number): number {
  return Math.round((widthPx / widthMm) * 10_000) / 10_000
}

/** The present `--mm`, for gestures that are measured in millimetres of finger. */
export function currentPixelsPerMm(): number {
  const set = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'))
  return Number.isFinite(set) && set > 0 ? set : 3.78
}

/**
 * The screen as its address tells it (`?widthMm=597&distanceM=8`), for a terminal without a bridge; what the
 * address does not say is taken from `fallback`. Numbers that no screen has are ignored.
 */
export function screenFromAddress(search: string, fallback: Screen): Screen {
  const asked = new URLSearchParams(search)
  const between = (name: string, low: number, high: number): number | undefined => {
    const value = Number(asked.get(name))
    return asked.has(name) && value >= low && value <= high ? value : undefined
  }
  const distanceM = between('distanceM', 0.3, 60) ?? fallback.distanceM
  return {
    widthMm: between('widthMm', 50, 20_000) ?? fallback.widthMm,
    ...(distanceM === undefined ? {} : { distanceM }),
  }
}

/** Changes how the page is read; `useReading` and the CSS follow. */
export function setReading(change: Partial<Reading>): void {
  reading = { ...reading, ...change }
  const { dataset } = document.documentElement
  dataset['size'] = reading.size
  if (reading.contrast) dataset['theme'] = 'contrast'
  else delete dataset['theme']
  if (reading.lowReach) dataset['reach'] = 'low'
  else delete dataset['reach']
  for (const listener of listeners) listener()
}

/** Back to the default for the next person (VVSG 2.0 7.1-A). Language and volume are reset by their own modules. */
export function resetReading(): void {
  setReading(usual)
}

/** For `useSyncExternalStore`. */
export const readingStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  get: (): Reading => reading,
}
