import { z } from 'zod'
import type { Screen } from '../ui/screen.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const share = z.number().min(0).max(1)

/** What is set on the screen itself, kept in its browser for its terminal. */
export const displaySettings = z.object({
  /** From how far it is read, in metres; null: by what the screen is for. */
  distanceM: z.number().min(0.5).max(40).nullable(),
  /** Width of the visible glass in millimetres; null: a 55-inch screen, upright or lying. */
  widthMm: z.number().min(100).max(20_000).nullable(),
  /** Null: on, except over a single window, where the zone's voice is heard. */
  sound: z.boolean().nullable(),
  english: z.boolean(),
  language: z.enum(['zh-CN', 'en']),
  /** Which voice calls are said with, where there are both: the hall's voice pack, or the machine's own. */
  prefer: z.enum(['clips', 'system']).default('clips'),
  /** Volume by hour: each row holds from its time until the next one's. */
  volumes: z.array(z.object({ from: clockTime, volume: share })).length(2),
})
export type DisplaySettings = z.infer<typeof displaySettings>

export const usualSettings: DisplaySettings = {
  distanceM: null,
  widthMm: null,
  sound: null,
  english: false,
  language: 'zh-CN',
  prefer: 'clips',
  volumes: [
    { from: '07:30', volume: 1 },
    { from: '18:30', volume: 0.6 },
  ],
}

/** A 55-inch screen's glass in millimetres. */
const usualGlass = { long: 1209, short: 680 } as const
/** The hall's and a zone's screen are read from across the room, the one over a window from its waiting chairs. */
const usualDistanceM = { wide: 10, window: 5 } as const

/** What this terminal's browser keeps, with what the address asks for (`?distance=10&width=1209&english=1`) on top. */
export function readSettings(kept: string | null, search: string): DisplaySettings {
  const asked = new URLSearchParams(search)
  const number = (...names: string[]): number | undefined => {
    const value = names.map((name) => asked.get(name)).find((one) => one !== null)
    return value === undefined || value === null || value.trim() === '' ? undefined : Number(value)
  }
  const flag = (name: string): boolean | undefined => (asked.has(name) ? asked.get(name) === '1' : undefined)
  const wishes: Partial<Record<keyof DisplaySettings, unknown>> = {
    distanceM: number('distance', 'distanceM'),
    widthMm: number('width', 'widthMm'),
    sound: flag('sound'),
    english: flag('english'),
    language: asked.get('lang') === 'en' ? 'en' : undefined,
  }
  let settings = parseKept(kept)
  for (const [name, value] of Object.entries(wishes)) {
    if (value === undefined) continue
    const tried = displaySettings.safeParse({ ...settings, [name]: value })
    if (tried.success) settings = tried.data
  }
  return settings
}

/** What cannot be read is as if it had never been kept: these are a screen's habits, not records. */
function parseKept(kept: string | null): DisplaySettings {
  try {
    const tried = displaySettings.safeParse(JSON.parse(kept ?? 'null'))
    return tried.success ? tried.data : usualSettings
  } catch {
    return usualSettings
  }
}

/** The glass and the distance that sizes are computed from. */
export function screenOf(
  settings: DisplaySettings,
  shape: { readonly upright: boolean; readonly overWindow: boolean },
): Required<Screen> {
  return {
    widthMm: settings.widthMm ?? (shape.upright ? usualGlass.short : usualGlass.long),
    distanceM: settings.distanceM ?? (shape.overWindow ? usualDistanceM.window : usualDistanceM.wide),
  }
}

/** Height of a figure in the house's family, as a share of its font size (0.733); display.css computes with the same. */
const figureShare = 0.73

/** Least height of a figure read from so far: 0.7°, 12.2 mm for each metre (EN 301 549 5.1.4). */
export function leastFigureMm(distanceM: number): number {
  return 12.2 * distanceM
}

/** How much of the screen's width the least font takes; from this share on the call needs the whole width. */
export function needsWholeWidth(screen: Required<Screen>): boolean {
  return leastFigureMm(screen.distanceM) / figureShare / screen.widthMm > 0.15
}

/** Whether a number of four characters (A001) fits the width at all. */
export function fitsScreen(screen: Required<Screen>): boolean {
  return (leastFigureMm(screen.distanceM) / figureShare) * 2.6 <= screen.widthMm
}
