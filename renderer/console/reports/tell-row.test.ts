import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { periodText, rowName, stepLabel } from './tell-row.ts'

beforeAll(() =>
  i18next.init({ lng: 'zh-CN', resources: {}, initAsync: false, keySeparator: false, nsSeparator: false }),
)

describe('a period in words', () => {
  it.each([
    ['2026-11-23', '2026-11-23', '2026年11月23日 星期一', 'Monday 23 November 2026'],
    ['2026-11-16', '2026-11-22', '2026年11月16日–22日', '16 – 22 November 2026'],
    ['2026-10-01', '2026-10-31', '2026年10月', 'October 2026'],
    ['2026-10-05', '2026-11-22', '2026年10月5日–11月22日', '5 October – 22 November 2026'],
    ['2025-11-24', '2026-11-22', '2025年11月24日–2026年11月22日', '24 November 2025 – 22 November 2026'],
  ])('from %s to %s', (from, to, zh, en) => {
    expect(periodText({ from, to }, 'zh-CN')).toBe(zh)
    expect(periodText({ from, to }, 'en').replace(/\s/g, ' ')).toBe(en)
  })
})

describe('a row', () => {
  it('of nobody says why it is nobody', () => {
    const nobody = { id: null, code: null, name: null }
    expect(rowName(nobody, 'window', 'zh-CN')).toBe('没有叫到')
    expect(rowName(nobody, 'item', 'zh-CN')).toBe('没有选事项')
  })
  it('is called by its name, its class or its time', () => {
    expect(rowName({ id: 'q', code: 'A', name: '综合受理' }, 'queue', 'zh-CN')).toBe('综合受理')
    expect(rowName({ id: 'green', code: null, name: null }, 'class', 'zh-CN')).toBe('绿色通道')
    expect(rowName({ id: '09', code: null, name: null }, 'hour', 'zh-CN')).toBe('09 时')
    expect(rowName({ id: '2026-11-23', code: null, name: null }, 'week', 'en')).toBe(
      'From Monday 23 November',
    )
  })
})

it('a step of the course is short', () => {
  expect([stepLabel('09', 'hour'), stepLabel('2026-11-03', 'day'), stepLabel('2026-11', 'month')]).toEqual([
    '09:00',
    '11/3',
    '2026-11',
  ])
})
