/** `HH:MM:SS`, with milliseconds where there are any. */
export function clockTime(ms: number): string {
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0')
  const rest = ms % 1000
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}${rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`}`
}
