/** A benchmark's figures for JSON: more digits after the point say more than these measures know. */
export function rounded(figures: unknown): unknown {
  return JSON.parse(
    JSON.stringify(figures, (_key, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 100) / 100 : value,
    ),
  )
}

/** A figure as a table shows it. */
export function digits(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2)
}

/** Fills up to a width in columns of a terminal, where a Chinese character takes two. */
export function wide(text: string, columns: number): string {
  const taken = [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(1, columns - taken))
}
