import { describe, expect, it } from 'vitest'
import { sayingOf } from './saying.ts'

describe('a call', () => {
  it('is said twice while there is time, and once while more than three wait behind it', () => {
    const times = [0, 1, 2, 3, 4, 11].map(
      (waitingBehind) => sayingOf({}, { waitingBehind, english: false }).times,
    )
    expect(times).toEqual([2, 2, 2, 2, 1, 1])
  })

  it('is said in English where its ticket was taken in English, however long the line', () => {
    const english = (language: 'zh-CN' | 'en' | undefined, always: boolean, waitingBehind: number) =>
      sayingOf(language ? { language } : {}, { waitingBehind, english: always }).english
    expect(english('en', false, 0)).toBe(true)
    expect(english('en', false, 11)).toBe(true)
    expect(english('zh-CN', false, 0)).toBe(false)
    expect(english(undefined, false, 0)).toBe(false)
  })

  it('is said in English by a voice that says all in both, as long as nobody waits for it', () => {
    expect(sayingOf({}, { waitingBehind: 0, english: true }).english).toBe(true)
    expect(sayingOf({}, { waitingBehind: 4, english: true }).english).toBe(false)
  })
})
