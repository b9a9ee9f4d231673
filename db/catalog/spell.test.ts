import { describe, expect, it } from 'vitest'
import { initialsOf, pinyinOf, spell } from './spell.ts'

const first = (text: string) => spell(text).map(({ readings, text: character }) => readings[0] ?? character)

describe('the spelling of a name', () => {
  it('reads characters as their word does', () => {
    expect(first('重庆银行')).toEqual(['chong', 'qing', 'yin', 'hang'])
    expect(first('行政许可')).toEqual(['xing', 'zheng', 'xu', 'ke'])
    expect(first('旅行社')).toEqual(['lv', 'xing', 'she'])
  })

  it('keeps every other reading behind', () => {
    const bank = spell('银行')[1]
    expect(bank?.readings[0]).toBe('hang')
    expect(bank?.readings).toContain('xing')
  })

  it('leaves punctuation out and folds letters and digits', () => {
    expect(spell('（Ａ类）“８”、b').map(({ text }) => text)).toEqual(['a', '类', '8', 'b'])
    expect(spell('A8')[0]?.readings).toEqual([])
  })

  it('marks where words begin', () => {
    const starts = spell('企业职工基本养老保险')
      .filter(({ startsWord }) => startsWord)
      .map(({ text }) => text)
    expect(starts).toEqual(['企', '职', '基', '养', '保'])
  })

  it('gives departments their pinyin and initials', () => {
    expect(initialsOf('社会保险局')).toBe('SHBXJ')
    expect(pinyinOf('区人社局')).toBe('qurensheju')
  })
})
