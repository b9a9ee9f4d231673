import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatNumber } from '../queue/number.ts'
import {
  clipsOf,
  clipWords,
  missingClips,
  sayableClips,
  type VoiceLanguage,
  voiceLanguages,
} from './spoken-call.ts'

/** The words of a call, as they would be heard. */
function words(number: string, windowNumber: string, language: VoiceLanguage): string | null {
  const sentence = clipsOf({ number, windowNumber }, language)
  return (
    sentence
      ?.flatMap((one) => (typeof one === 'string' ? [clipWords[language].get(one) ?? `?${one}`] : []))
      .join(' ') ?? null
  )
}

describe('a call in clips', () => {
  it.each([
    ['A001', '3', '请 A 零 零 一 号到 三 号窗口办理'],
    ['AB1000', '12', '请 A B 一 零 零 零 号到 十 二 号窗口办理'],
    ['B020', '20', '请 B 零 二 零 号到 二 十 号窗口办理'],
    ['B020', '105', '请 B 零 二 零 号到 一 百 零 五 号窗口办理'],
    ['B020', '110', '请 B 零 二 零 号到 一 百 一 十 号窗口办理'],
    ['B020', '199', '请 B 零 二 零 号到 一 百 九 十 九 号窗口办理'],
    ['B020', '3A', '请 B 零 二 零 号到 三 A 号窗口办理'],
    ['B020', '东-3', '请 B 零 二 零 号到 三 号窗口办理'],
    ['B020', '007', '请 B 零 二 零 号到 零 零 七 号窗口办理'],
  ])('%s to %s', (number, window, said) => {
    expect(words(number, window, 'zh-CN')).toBe(said)
  })

  it.each([
    ['A001', '3', 'Ticket A 0 0 1 please go to window 3'],
    ['A001', '12', 'Ticket A 0 0 1 please go to window 12'],
    ['A001', '21', 'Ticket A 0 0 1 please go to window 20 1'],
    ['A001', '105', 'Ticket A 0 0 1 please go to window 1 hundred 5'],
  ])('%s to %s in English', (number, window, said) => {
    expect(words(number, window, 'en')).toBe(said)
  })

  it('is not made where nothing of the window could be said: half a call sends people nowhere', () => {
    expect(clipsOf({ number: 'A001', windowNumber: '东' }, 'zh-CN')).toBeNull()
  })

  it('needs no clip but those that a pack is checked for', () => {
    const prefix = fc.constantFrom('A', 'B', 'ZZ', 'HJ')
    fc.assert(
      fc.property(
        prefix,
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 1, max: 999 }),
        (a, b, c) => {
          for (const language of voiceLanguages) {
            const clips = clipsOf({ number: formatNumber(a, b), windowNumber: String(c) }, language)
            expect(clips).not.toBeNull()
            for (const clip of clips ?? [])
              if (typeof clip === 'string') expect(clipWords[language].has(clip)).toBe(true)
          }
        },
      ),
    )
  })

  it('is said without the words that only make a sentence of it, and not with half a number', () => {
    const atHand = (...lacks: string[]) =>
      new Set([...clipWords['zh-CN'].keys()].filter((clip) => !lacks.includes(clip)))
    const call = { number: 'A007', windowNumber: '3' }
    expect(sayableClips(call, 'zh-CN', atHand())).toEqual({ clips: clipsOf(call, 'zh-CN'), missing: [] })
    expect(sayableClips(call, 'zh-CN', atHand('please', 'at-window', 'Z'))).toEqual({
      clips: ['A', '0', '0', '7', 'number-to', { pauseMs: 180 }, '3'],
      missing: ['please', 'at-window'],
    })
    expect(sayableClips(call, 'zh-CN', atHand('0', 'please'))).toEqual({
      clips: null,
      missing: ['please', '0'],
    })
  })

  it('says which clips a pack lacks', () => {
    expect(missingClips(new Set([...clipWords['zh-CN'].keys()].slice(1)), 'zh-CN')).toEqual(['please'])
    expect(missingClips(new Set(clipWords.en.keys()), 'en')).toEqual([])
  })
})
