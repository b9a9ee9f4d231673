/**
 * The colours of the house and what each one means. tokens.css says the same to the pages (a test compares them);
 * this list is for what cannot read CSS: Ant Design's theme, charts, and the computation of contrasts.
 */
export interface Palette {
  /** The page itself. */
  readonly paper: string
  /** What lies on the page: cards, fields, rows. */
  readonly surface: string
  /** What is sunk into the page: quiet areas, disabled controls. */
  readonly quiet: string
  readonly ink: string
  /** Secondary text, and what rests. */
  readonly muted: string
  /** Hairlines between things; carries no meaning. */
  readonly line: string
  /** The edge of a control: at least 3 : 1 (WCAG 1.4.11). */
  readonly edge: string
  /** What can be done. */
  readonly civic: string
  readonly civicDown: string
  readonly onCivic: string
  readonly civicTint: string
  /** What is now: called, your turn. */
  readonly now: string
  readonly onNow: string
  readonly nowTint: string
  /** The accent where it is text on paper. */
  readonly nowText: string
  /** Only for what is wrong. */
  readonly wrong: string
  readonly onWrong: string
  readonly wrongTint: string
  readonly level5: string
  readonly level4: string
  readonly level3: string
  readonly level2: string
  readonly level1: string
  readonly focus: string
}

export type ThemeName = 'light' | 'dark' | 'contrast'

export const palettes: Readonly<Record<ThemeName, Palette>> = {
  light: {
    paper: '#f5f4f0',
    surface: '#ffffff',
    quiet: '#eae8e1',
    ink: '#121c24',
    muted: '#323e48',
    line: '#d5d3ca',
    edge: '#77838d',
    civic: '#0b4263',
    civicDown: '#062a41',
    onCivic: '#ffffff',
    civicTint: '#e3edf3',
    now: '#f6a821',
    onNow: '#1f1503',
    nowTint: '#fdf0d5',
    nowText: '#7a4300',
    wrong: '#a6201a',
    onWrong: '#ffffff',
    wrongTint: '#fbe6e3',
    level5: '#0c6246',
    level4: '#2c6a1f',
    level3: '#665600',
    level2: '#8f4000',
    level1: '#a6201a',
    focus: '#0b4263',
  },
  dark: {
    paper: '#081d2b',
    surface: '#0f2d40',
    quiet: '#0b2536',
    ink: '#f6f7f5',
    muted: '#b7c7d2',
    line: '#24475d',
    edge: '#6f91a6',
    civic: '#9ed6f2',
    civicDown: '#c7e8f8',
    onCivic: '#05202f',
    civicTint: '#123a52',
    now: '#ffc14a',
    onNow: '#1f1503',
    nowTint: '#33290f',
    nowText: '#ffc14a',
    wrong: '#ff9d92',
    onWrong: '#2b0603',
    wrongTint: '#40171a',
    level5: '#7fdcb4',
    level4: '#a9d98c',
    level3: '#e6d16a',
    level2: '#ffb472',
    level1: '#ff9d92',
    focus: '#ffc14a',
  },
  contrast: {
    paper: '#000000',
    surface: '#000000',
    quiet: '#1a1a1a',
    ink: '#ffffff',
    muted: '#ffffff',
    line: '#8a8a8a',
    edge: '#ffffff',
    civic: '#ffe45c',
    civicDown: '#ffffff',
    onCivic: '#000000',
    civicTint: '#1a1a1a',
    now: '#ffe45c',
    onNow: '#000000',
    nowTint: '#1a1a1a',
    nowText: '#ffe45c',
    wrong: '#ffb3aa',
    onWrong: '#000000',
    wrongTint: '#1a1a1a',
    level5: '#ffffff',
    level4: '#ffffff',
    level3: '#ffffff',
    level2: '#ffffff',
    level1: '#ffffff',
    focus: '#00e5ff',
  },
}

/** Foreground on background, and the least contrast that the pair must keep. */
export const contrastPairs: readonly {
  readonly text: keyof Palette
  readonly on: keyof Palette
  readonly least: number
}[] = [
  // The kiosk's default theme aims at 10 : 1 (VVSG 2.0); the same palette serves the other light pages.
  { text: 'ink', on: 'paper', least: 10 },
  { text: 'ink', on: 'surface', least: 10 },
  { text: 'ink', on: 'quiet', least: 10 },
  { text: 'ink', on: 'civicTint', least: 10 },
  { text: 'ink', on: 'nowTint', least: 10 },
  { text: 'ink', on: 'wrongTint', least: 10 },
  { text: 'muted', on: 'surface', least: 7 },
  { text: 'muted', on: 'paper', least: 7 },
  { text: 'muted', on: 'quiet', least: 7 },
  { text: 'civic', on: 'surface', least: 7 },
  { text: 'civic', on: 'paper', least: 7 },
  { text: 'civic', on: 'civicTint', least: 7 },
  { text: 'onCivic', on: 'civic', least: 10 },
  { text: 'onCivic', on: 'civicDown', least: 10 },
  { text: 'onNow', on: 'now', least: 7 },
  { text: 'nowText', on: 'surface', least: 4.5 },
  { text: 'nowText', on: 'paper', least: 4.5 },
  { text: 'nowText', on: 'nowTint', least: 4.5 },
  { text: 'wrong', on: 'surface', least: 4.5 },
  { text: 'wrong', on: 'paper', least: 4.5 },
  { text: 'wrong', on: 'wrongTint', least: 4.5 },
  { text: 'onWrong', on: 'wrong', least: 4.5 },
  { text: 'level5', on: 'surface', least: 4.5 },
  { text: 'level4', on: 'surface', least: 4.5 },
  { text: 'level3', on: 'surface', least: 4.5 },
  { text: 'level2', on: 'surface', least: 4.5 },
  { text: 'level1', on: 'surface', least: 4.5 },
  { text: 'edge', on: 'surface', least: 3 },
  { text: 'edge', on: 'paper', least: 3 },
  { text: 'focus', on: 'paper', least: 3 },
  { text: 'focus', on: 'surface', least: 3 },
]

/** Contrast of two `#rrggbb` colours by WCAG 2.2: 1 (none) to 21. */
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
