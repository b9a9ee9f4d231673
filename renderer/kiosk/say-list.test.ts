import { describe, expect, it } from 'vitest'
import { sayAll, sayList } from './say-list.ts'

describe('what is read aloud', () => {
  it('ends each sentence once', () => {
    expect(sayAll(['您要办什么事？', undefined, '请选择', ''])).toBe('您要办什么事？ 请选择。')
  })
})

describe('a list in a sentence', () => {
  it('is written as its language does', () => {
    expect(sayList(['5', '6'], 'zh-CN')).toBe('5、6')
    expect(sayList(['5', '6'], 'en')).toBe('5, 6')
  })
})
