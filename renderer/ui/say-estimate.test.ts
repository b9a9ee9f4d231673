import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Language, sayIn } from './i18n.ts'
import { estimateText } from './say-estimate.ts'
import { commonWords } from './words.ts'

beforeAll(() =>
  i18next.init({
    lng: 'zh-CN',
    resources: {},
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  }),
)

const told = (lowMinutes: number, highMinutes: number, language: Language = 'zh-CN') =>
  estimateText(sayIn(commonWords, language), { lowMinutes, highMinutes })

describe('a wait is told', () => {
  it('as a range, as minutes at most where it may begin at once, and as less than a minute', () => {
    expect(told(12, 18)).toBe('12–18 分钟')
    expect(told(0.2, 2.4)).toBe('3 分钟以内')
    expect(told(0, 0)).toBe('不到 1 分钟')
    expect(told(0, 0.6, 'en')).toBe('1 minute at most')
  })
})
