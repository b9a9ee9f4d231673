import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast, contrastPairs, type Palette, palettes, type ThemeName } from './colours.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const themes: ThemeName[] = ['light', 'dark', 'contrast']

function cssName(name: string): string {
  return `--${name.replace(/([A-Z]|\d)/g, (found) => `-${found.toLowerCase()}`)}`
}

function themeInCss(theme: ThemeName): Map<string, string> {
  const block = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return new Map(
    [...block.matchAll(/(--[a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, key = '', value = '']) => [key, value]),
  )
}

describe('colours', () => {
  it('computes contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  it.each(themes)('are the same in CSS and in code: %s', (theme) => {
    const palette = Object.entries(palettes[theme]).map(([key, value]) => [cssName(key), value])
    expect(Object.fromEntries(themeInCss(theme))).toEqual(Object.fromEntries(palette))
  })

  const cases = themes.flatMap((theme) => contrastPairs.map((pair) => ({ theme, ...pair })))
  it.each(cases)('$theme: $text on $on is at least $least : 1', ({ theme, text, on, least }) => {
    const palette: Palette = palettes[theme]
    expect(contrast(palette[text], palette[on])).toBeGreaterThanOrEqual(least)
  })
})
