/** Languages in which a call can be said. */
export const voiceLanguages = ['zh-CN', 'en'] as const
export type VoiceLanguage = (typeof voiceLanguages)[number]

/** What a call says: the ticket's number and the window's, as they are written. */
export interface SpokenCall {
  readonly number: string
  readonly windowNumber: string
}

/** Silence inside a call, in milliseconds, as a clip's place in a sentence. */
export interface Pause {
  readonly pauseMs: number
}

/** A call as the names of the clips that say it, with pauses between. */
export type ClipSentence = readonly (string | Pause)[]

const digits = [...'0123456789']
/** I and O never stand in a number. */
const letters = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']
const englishTeens = ['10', '11', '12', '13', '14', '15', '16', '17', '18', '19']
const englishTens = ['20', '30', '40', '50', '60', '70', '80', '90']

/** Every clip that a language's calls may need, with the words to record. */
export const clipWords: Readonly<Record<VoiceLanguage, ReadonlyMap<string, string>>> = {
  'zh-CN': new Map([
    ['please', '请'],
    ...digits.map(
      (digit) => [digit, [...'零一二三四五六七八九'][Number(digit)] ?? ''] satisfies [string, string],
    ),
    ['ten', '十'],
    ['hundred', '百'],
    ...letters.map((letter) => [letter, letter] satisfies [string, string]),
    ['number-to', '号到'],
    ['at-window', '号窗口办理'],
  ]),
  en: new Map([
    ['ticket', 'Ticket'],
    ...digits.map((digit) => [digit, digit] satisfies [string, string]),
    ...[...englishTeens, ...englishTens].map((number) => [number, number] satisfies [string, string]),
    ['hundred', 'hundred'],
    ...letters.map((letter) => [letter, letter] satisfies [string, string]),
    ['to-window', 'please go to window'],
  ]),
}

const breath: Pause = { pauseMs: 180 }

/**
 * The clips of one call. A ticket's number is read figure by figure (“A 0 0 1”), a window's as a number (“十二号窗口”),
 * as people say them. Characters for which there are no clips, as in a window called 东-3, are left out; null when
 * nothing of the ticket's or nothing of the window's number can be said: half a call sends people nowhere.
 */
export function clipsOf(call: SpokenCall, language: VoiceLanguage): ClipSentence | null {
  const number = spell(call.number, language)
  const window = windowClips(call.windowNumber, language)
  if (number.length === 0 || window.length === 0) return null
  return language === 'en'
    ? ['ticket', breath, ...number, breath, 'to-window', ...window]
    : ['please', ...number, 'number-to', breath, ...window, 'at-window']
}

/** Clips that only make a sentence of it: without them a call still says which ticket goes to which window. */
const dispensable: Readonly<Record<VoiceLanguage, ReadonlySet<string>>> = {
  'zh-CN': new Set(['please', 'number-to', 'at-window']),
  en: new Set(['ticket', 'to-window']),
}

/** How a call can be said with the clips at hand. */
export interface Sayable {
  /** Null where a figure or a letter is missing: half a number sends people nowhere. */
  readonly clips: ClipSentence | null
  /** Clips that it would need besides. */
  readonly missing: readonly string[]
}

/** A call with the clips at hand: without what only makes a sentence of it, where that is missing. */
export function sayableClips(
  call: SpokenCall,
  language: VoiceLanguage,
  atHand: ReadonlySet<string>,
): Sayable {
  const whole = clipsOf(call, language)
  if (whole === null) return { clips: null, missing: [] }
  const has = (part: string | Pause): boolean => typeof part !== 'string' || atHand.has(part)
  const missing = [
    ...new Set(whole.flatMap((part) => (typeof part === 'string' && !has(part) ? [part] : []))),
  ]
  const needed = missing.some((clip) => !dispensable[language].has(clip))
  return { clips: needed ? null : whole.filter(has), missing }
}

/** The clips of a language that are not among those at hand. */
export function missingClips(atHand: ReadonlySet<string>, language: VoiceLanguage): string[] {
  return [...clipWords[language].keys()].filter((clip) => !atHand.has(clip))
}

function spell(text: string, language: VoiceLanguage): string[] {
  return [...text.toUpperCase()].filter((character) => clipWords[language].has(character))
}

/** Runs of figures as a number up to 999, all else character by character. */
function windowClips(text: string, language: VoiceLanguage): string[] {
  return text
    .toUpperCase()
    .split(/(\d+)/)
    .flatMap((part) => {
      const value = /^[1-9]\d{0,2}$/.test(part) ? Number(part) : null
      if (value === null) return spell(part, language)
      return language === 'en' ? englishNumber(value) : chineseNumber(value)
    })
}

/** 1 to 999 as spoken: 十二, 二十, 一百零五, 一百一十. */
function chineseNumber(value: number): string[] {
  const hundreds = Math.floor(value / 100)
  const tens = Math.floor((value % 100) / 10)
  const ones = value % 10
  const spoken: string[] = []
  if (hundreds > 0) spoken.push(String(hundreds), 'hundred')
  if (tens > 0) spoken.push(...(tens === 1 && hundreds === 0 ? [] : [String(tens)]), 'ten')
  else if (hundreds > 0 && ones > 0) spoken.push('0')
  if (ones > 0) spoken.push(String(ones))
  return spoken
}

/** 1 to 999 as spoken: twelve, twenty one, one hundred five. */
function englishNumber(value: number): string[] {
  const hundreds = Math.floor(value / 100)
  const rest = value % 100
  const spoken = hundreds > 0 ? [String(hundreds), 'hundred'] : []
  if (rest === 0) return spoken
  if (rest < 20) return [...spoken, String(rest)]
  const ones = rest % 10
  return [...spoken, String(rest - ones), ...(ones > 0 ? [String(ones)] : [])]
}
