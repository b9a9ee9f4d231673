import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { cardTextBytes } from './sam-v.ts'
import { type CardText, readCardText, writeCardText } from './sam-v-text.ts'

const resident: CardText = {
  type: 'resident',
  name: '张三',
  sex: '1',
  nation: '01',
  birth: '19920314',
  address: '某省某市某区某路1号',
  idNumber: '110105199203140016',
  issuer: '某市公安局',
  from: '20180601',
  until: '20380601',
}

function read(card: CardText) {
  const text = writeCardText(card)
  expect(text).toHaveLength(cardTextBytes)
  return readCardText(text)
}

describe('the text of a card', () => {
  it('of a resident', () => {
    const card = read(resident)
    expect(card.ok && card.value.kind).toBe('resident')
    expect(card.ok && card.value.person()).toEqual({
      name: '张三',
      sex: 'male',
      birth: '1992-03-14',
      idNumber: '110105199203140016',
      validFrom: '2018-06-01',
      validUntil: '2038-06-01',
    })
  })

  it('长期 never ends, and a date does', () => {
    const long = read({ ...resident, until: '长期' })
    const ended = read({ ...resident, until: '20200101' })
    const torn = read({ ...resident, until: '2020013' })
    expect(long.ok && [long.value.person().validUntil, long.value.expiredOn('2099-01-01')]).toEqual([
      'long-term',
      false,
    ])
    expect(ended.ok && [ended.value.expiredOn('2020-01-01'), ended.value.expiredOn('2020-01-02')]).toEqual([
      false,
      true,
    ])
    expect(torn.ok && [torn.value.person().validUntil, torn.value.expiredOn('2099-01-01')]).toEqual([
      null,
      false,
    ])
  })

  it('of a foreigner, laid out as in 2017: told by offset 248 before any field is named', () => {
    const card = read({
      type: 'foreigner',
      englishName: 'SMITH, JOHN WILLIAM',
      chineseName: '史密斯',
      sex: '1',
      idNumber: 'USA110065082801',
      country: 'USA',
      from: '20190101',
      until: '20290101',
      birth: '19650828',
      version: '01',
      office: '1100',
    })
    expect(card.ok && card.value.kind).toBe('foreigner')
    expect(card.ok && card.value.person()).toMatchObject({
      name: '史密斯',
      idNumber: 'USA110065082801',
      birth: '1965-08-28',
    })
    expect(card.ok && card.value.numberKeepsRule).toBe(true)
  })

  it('of a resident of Hong Kong, Macau or Taiwan', () => {
    const card = read({
      ...resident,
      type: 'hk-mo-tw',
      idNumber: '810000199408230021',
      birth: '19940823',
      passNumber: 'H01234567',
    })
    expect(card.ok && [card.value.kind, card.value.person().idNumber]).toEqual([
      'hk-mo-tw',
      '810000199408230021',
    ])
  })

  it('of a kind that is not known, or a foreigner’s of 2023, gives nobody', () => {
    expect(read({ type: 'other', letter: 'Y', name: 'DOE' })).toEqual({ ok: false, problem: 'unknown-kind' })
    expect(read({ ...resident, idNumber: '911124198108030024' })).toEqual({
      ok: false,
      problem: 'unknown-kind',
    })
  })

  it.each([
    ['no name', { name: '' }],
    ['a birth that never was', { birth: '19920231' }],
    ['half a number', { idNumber: '1101051992' }],
    ['a number of other characters', { idNumber: '11010519920314ABCD' }],
  ])('with %s gives nobody', (_what, wrong) => {
    expect(read({ ...resident, ...wrong })).toEqual({ ok: false, problem: 'unreadable' })
  })

  it('of another length gives nobody', () => {
    expect(readCardText(new Uint8Array(255))).toEqual({ ok: false, problem: 'unreadable' })
  })

  it('whose number breaks the rule of its check digit is read, and says so', () => {
    const right = read(resident)
    const wrong = read({ ...resident, idNumber: '110105199203140019' })
    expect(right.ok && right.value.numberKeepsRule).not.toBe(wrong.ok && wrong.value.numberKeepsRule)
  })

  it('is shown masked, and by no inspection', () => {
    const card = read(resident)
    if (!card.ok) throw new Error(card.problem)
    expect([card.value.nameMasked(), card.value.idMasked(), card.value.ageOn('2026-03-13')]).toEqual([
      '张*',
      '1101**********0016',
      33,
    ])
    for (const shown of [inspect(card, { depth: 9, showHidden: true, getters: true }), JSON.stringify(card)])
      expect(shown).not.toMatch(/张|1992|110105|0016/)
  })
})
