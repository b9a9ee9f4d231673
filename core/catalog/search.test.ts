import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildIndex, type SearchableItem, search } from './search.ts'
import type { Spelling } from './spelling.ts'

/** `社:she 保:bao|补:bu`: characters with their readings (the likeliest first), words parted by `|`. */
function spelled(text: string): Spelling {
  return text.split('|').flatMap((word) =>
    word
      .trim()
      .split(/\s+/)
      .filter((one) => one !== '')
      .map((one, index) => {
        const [character = '', readings = ''] = one.split(':')
        return {
          text: character,
          readings: readings === '' ? [] : readings.split('/'),
          startsWord: index === 0,
        }
      }),
  )
}

function item(id: string, name: string, more: Partial<SearchableItem> = {}): SearchableItem {
  return { id, code: id, name: spelled(name), group: [], department: [], alsoNamed: '', ...more }
}

const card = item('card', '社:she 保:bao 卡:ka/qia|补:bu 办:ban', { alsoNamed: 'Replacement of a card 社保' })
const subsidy = item('subsidy', '毕:bi 业:ye 生:sheng|社:she 保:bao|补:bu 贴:tie')
const bank = item('bank', '银:yin 行:hang/xing|开:kai 户:hu')
const permit = item('permit', '行:xing/hang 政:zheng|许:xu 可:ke', { code: '511A-0800' })
const travel = item('travel', '旅:lv 行:xing/hang 社:she', {
  group: spelled('旅:lv 游:you'),
  department: spelled('文:wen 旅:lv 局:ju'),
})
const index = buildIndex([subsidy, card, bank, permit, travel])
const find = (text: string) => search(index, text, 12)

describe('search', () => {
  it('finds any part of a name by characters, pinyin, initials, or all mixed', () => {
    for (const text of [
      '社保',
      '保卡',
      'shebao',
      'she bao',
      'sb',
      'bk',
      'sbk',
      '社bao',
      'sbka',
      's保k',
      'SHEBAO',
      'ｓｂｋ',
    ])
      expect(find(text), text).toContain('card')
    expect(find('lvxs')).toEqual(['travel'])
    expect(find('lüxing')).toEqual(['travel'])
  })

  it('finds a syllable that is still being typed', () => {
    for (const text of ['sheb', 'sheba', 'shebaok']) expect(find(text), text).toContain('card')
    expect(find('shebabu')).toEqual([])
  })

  it('puts the start of a name before the start of a word, and that before the inside of one', () => {
    expect(find('sb')).toEqual(['card', 'subsidy'])
    expect(find('社')).toEqual(['card', 'subsidy', 'travel'])
    const inside = item('inside', '税:shui 务:wu 局:ju')
    const atWord = item('at-word', '区:qu|务:wu 工:gong 人:ren 员:yuan')
    const atStart = item('at-start', '务:wu 农:nong 人:ren 员:yuan 登:deng 记:ji')
    expect(search(buildIndex([inside, atWord, atStart]), '务', 9)).toEqual(['at-start', 'at-word', 'inside'])
  })

  it('puts whole words before parts of words', () => {
    const parts = item('parts', '挂:gua 失:shi|补:bu 办:ban 证:zheng')
    const words = item('words', '领:ling 取:qu 人:ren|失:shi 补:bu|证:zheng')
    expect(search(buildIndex([parts, words]), 'sb', 9)).toEqual(['words', 'parts'])
  })

  it('puts shorter names first, and otherwise keeps the order of the catalogue', () => {
    const long = item('long', '婚:hun 姻:yin|登:deng 记:ji|证:zheng 明:ming')
    const short = item('short', '婚:hun 姻:yin|登:deng 记:ji')
    const twin = item('twin', '婚:hun 姻:yin|登:deng 记:ji')
    expect(search(buildIndex([long, twin, short]), '婚姻', 9)).toEqual(['twin', 'short', 'long'])
  })

  it('finds a multi-tone character by each reading, the one of its word first', () => {
    expect(find('hang')).toEqual(['bank', 'permit', 'travel'])
    expect(find('yx')).toEqual(['bank'])
  })

  it('needs every one of several words, in any order, and prefers them together', () => {
    expect(find('补办 社保')).toEqual(['card'])
    expect(find('社保、补贴')).toEqual(['subsidy'])
    expect(find('社保 许可')).toEqual([])
  })

  it('finds by group, department, English name and code, below what the name holds', () => {
    expect(find('lvyou')).toEqual(['travel'])
    expect(find('wlj')).toEqual(['travel'])
    expect(find('replace')).toEqual(['card'])
    expect(find('511a')).toEqual(['permit'])
    expect(find('080')).toEqual([])
  })

  it('finds a code as it is written, with its hyphens', () => {
    expect(find('511A-0800')).toEqual(['permit'])
    expect(find('a-0800')).toEqual(['permit'])
    expect(find('511A-0900')).toEqual([])
  })

  it('keeps to the filter and the limit', () => {
    expect(search(index, '社', 1)).toEqual(['card'])
    expect(search(index, '社', 9, (id) => id !== 'card')).toEqual(['subsidy', 'travel'])
  })

  it('finds nothing for text without a letter, character or digit', () => {
    for (const text of ['', '  ', '（）', '、，', '-']) expect(find(text)).toEqual([])
  })

  it('is quick even where a word can be cut into syllables and initials in countless ways', () => {
    const many = item('many', Array.from({ length: 100 }, () => '阿:a/aa/aaa').join(' '))
    const startedAt = performance.now()
    expect(search(buildIndex([many]), `${'a'.repeat(80)}b`, 1)).toEqual([])
    expect(performance.now() - startedAt).toBeLessThan(500)
  })

  it('takes whatever is typed, answers it the same each time, and never twice the same item', () => {
    const typed = fc.oneof(fc.string({ maxLength: 100 }), fc.stringMatching(/^[shebaok社保补 ]{0,40}$/))
    fc.assert(
      fc.property(typed, (text) => {
        const found = find(text)
        expect(find(text)).toEqual(found)
        expect(new Set(found).size).toBe(found.length)
      }),
    )
  })

  it('finds every consecutive part of every name, by characters and by initials', () => {
    const part = fc.constantFrom(card, subsidy, bank, permit, travel).chain((one) =>
      fc.record({
        one: fc.constant(one),
        start: fc.nat(one.name.length - 1),
        length: fc.integer({ min: 1, max: one.name.length }),
      }),
    )
    fc.assert(
      fc.property(part, ({ one, start, length }) => {
        const characters = one.name.slice(start, start + length)
        expect(find(characters.map(({ text }) => text).join(''))).toContain(one.id)
        expect(find(characters.map(({ readings }) => readings[0]?.charAt(0)).join(''))).toContain(one.id)
      }),
    )
  })
})
