import type { Language } from './i18n.ts'

/**
 * A range of minutes as people are told it: the low end rounded down, the high end up, in steps that grow with the
 * wait, because nobody waits “37–52 minutes”. `null` when the hall cannot tell.
 */
export function roundRange(
  estimate: { readonly lowMinutes: number; readonly highMinutes: number } | null,
): { low: number; high: number } | null {
  if (estimate === null) return null
  const { lowMinutes, highMinutes } = estimate
  if (!Number.isFinite(lowMinutes) || !Number.isFinite(highMinutes)) return null
  // Up to half an hour whole minutes, then fives, beyond two hours tens.
  const step = highMinutes <= 30 ? 1 : highMinutes <= 120 ? 5 : 10
  const low = Math.max(0, Math.floor(lowMinutes / step + 1e-9) * step)
  const high = Math.max(low, Math.ceil(highMinutes / step - 1e-9) * step)
  return { low, high }
}

/** `14:05` in the hall's time zone. */
export function formatTime(at: Date | string | number, timeZone?: string): string {
  return formatter('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, timeZone).format(
    new Date(at),
  )
}

/** `14:05:09`, for the journal and the board. */
export function formatTimeWithSeconds(at: Date | string | number, timeZone?: string): string {
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  return formatter('en-GB', parts, timeZone).format(new Date(at))
}

/** `11月23日 星期一`, in English `Monday 23 November`. */
export function formatDate(at: Date | string | number, language: Language, timeZone?: string): string {
  const date = new Date(at)
  if (language === 'en')
    return formatter('en-GB', { weekday: 'long', day: 'numeric', month: 'long' }, timeZone)
      .format(date)
      .replace(',', '')
  const day = formatter('zh-CN', { month: 'long', day: 'numeric' }, timeZone).format(date)
  return `${day} ${formatter('zh-CN', { weekday: 'long' }, timeZone).format(date)}`
}

/** `2026-11-23`, the hall's day. */
export function formatDay(at: Date | string | number, timeZone?: string): string {
  return formatter('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit' }, timeZone).format(
    new Date(at),
  )
}

/** A span of seconds as a clock shows it: `4:09`, `1:04:09`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** Phone numbers in the groups in which people read them out: 138 0013 8000, 023-7272 8888. */
export function groupPhone(phone: string): string {
  const digits = phone.replace(/[\s-]/g, '')
  const mobile = /^(1\d{2})(\d{4})(\d{4})$/.exec(digits)
  if (mobile) return mobile.slice(1).join(' ')
  const local = /^(0(?:10|2\d|[3-9]\d{2}))?(\d{3,4})(\d{4})$/.exec(digits)
  if (!local) return phone
  const [, area, front = '', back = ''] = local
  return `${area ? `${area}-` : ''}${front} ${back}`
}

/** Money in 分 as yuan: 12300 → 123.00. */
export function formatFen(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const whole = Math.abs(fen)
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}

/** A number's prefix letters and its figures: A001 → A, 001. */
export function splitNumber(number: string): { prefix: string; figures: string } {
  const at = number.search(/\d/)
  return at < 0 ? { prefix: number, figures: '' } : { prefix: number.slice(0, at), figures: number.slice(at) }
}

/** A number as a voice must read it, figure by figure: `A 0 0 1` and never “A one”. */
export function spellNumber(number: string): string {
  return [...number].join(' ')
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Formatters are slow to make and are used for every row of a table. */
function formatter(
  locale: string,
  parts: Intl.DateTimeFormatOptions,
  timeZone?: string,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone ?? ''} ${JSON.stringify(parts)}`
  const kept = formatters.get(key)
  if (kept) return kept
  const made = new Intl.DateTimeFormat(locale, timeZone ? { ...parts, timeZone } : parts)
  formatters.set(key, made)
  return made
}
