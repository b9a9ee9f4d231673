import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textFault } from '../registry/cell.ts'
import { must } from '../result.ts'
import {
  feeCell,
  feeFenOf,
  guideFault,
  largestFeeFen,
  longestOfMaterial,
  materialSeparators,
  materialsCell,
  materialsOf,
  writeFee,
  writeMaterials,
} from './guide.ts'

const read = (cell: ReturnType<typeof feeCell>): string => must(cell.ok ? cell.value : null, 'it can be read')

describe('the cell of materials', () => {
  it('is read as people type it: half-width signs, one to a line, empty ends', () => {
    const cell = read(materialsCell(' 身份证 | 原件 1 份;户口簿｜｜未成年人提供\n照片；'))
    expect(cell).toBe('身份证|原件 1 份；户口簿||未成年人提供；照片')
    expect(materialsOf(cell)).toEqual([
      { name: '身份证', copies: '原件 1 份', note: null },
      { name: '户口簿', copies: null, note: '未成年人提供' },
      { name: '照片', copies: null, note: null },
    ])
    expect(read(materialsCell(' '))).toBe('')
    expect(materialsOf('')).toEqual([])
  })
  it('gives back whatever was written into it', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((one) => one.trim())
      // What no cell takes, such as U+FFFD or a sign that is not seen, has its own tests.
      .filter(
        (one) =>
          one !== '' && !materialSeparators.test(one) && textFault(one, longestOfMaterial.copies) === null,
      )
    const material = fc.record({
      name: text,
      copies: fc.option(text),
      note: fc.option(text),
    })
    const materials = fc.uniqueArray(material, { selector: ({ name }) => name, maxLength: 6 })
    fc.assert(
      fc.property(materials, (list) => {
        const cell = writeMaterials(list)
        expect(materialsOf(cell)).toEqual(list)
        expect(materialsCell(cell)).toEqual({ ok: true, value: cell })
      }),
    )
  })
  it.each([
    ['a name twice', '身份证；身份证|复印件', 'duplicate-material'],
    ['four parts', '身份证|原件|说明|又一个', 'bad-value'],
    ['copies of nothing', '|原件 1 份', 'bad-value'],
    ['a name too long', '证'.repeat(121), 'too-long'],
    ['forty-one of them', Array.from({ length: 41 }, (_, at) => `材料${at}`).join('；'), 'too-many'],
  ])('refuses %s', (_, typed, code) => {
    expect(materialsCell(typed)).toMatchObject({ ok: false, problem: { code } })
  })
})

describe('the cell of a fee', () => {
  it.each([
    ['20', '20', 2000],
    ['12.5', '12.50', 1250],
    ['12.05', '12.05', 1205],
    ['１２．５０元', '12.50', 1250],
    ['1,200', '1200', 120_000],
    ['20.00', '20', 2000],
    ['0', '0', 0],
    ['', '', null],
  ])('%j is kept as %j, %j fen', (typed, cell, fen) => {
    expect(read(feeCell(typed))).toBe(cell)
    expect(feeFenOf(cell)).toBe(fen)
  })
  it.each(['-1', '12.345', '约 20', '10000000'])('%s is refused', (typed) => {
    expect(feeCell(typed)).toMatchObject({ ok: false, problem: { code: 'bad-value' } })
  })
  it('gives back every fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: largestFeeFen }), (fen) => {
        expect(feeFenOf(read(feeCell(writeFee(fen))))).toBe(fen)
      }),
    )
  })
})

describe('a guide', () => {
  const guide = { feeFen: 2000, feeBasis: '渝价〔2019〕1 号', legalLimitDays: 20, promisedLimitDays: 5 }
  it('may have a fee with its basis, and no fee without one', () => {
    expect(guideFault(guide)).toBeNull()
    expect(guideFault({ ...guide, feeBasis: null })).toMatchObject({ field: 'feeBasis' })
    expect(guideFault({ ...guide, feeFen: 0, feeBasis: null })).toBeNull()
    expect(guideFault({ ...guide, feeFen: null, feeBasis: null })).toBeNull()
  })
  it('promises no longer time than the law gives; while you wait is a promise too', () => {
    expect(guideFault({ ...guide, promisedLimitDays: 21 })).toMatchObject({ field: 'promisedLimitDays' })
    expect(guideFault({ ...guide, promisedLimitDays: 20 })).toBeNull()
    expect(guideFault({ ...guide, promisedLimitDays: 0 })).toBeNull()
    expect(guideFault({ ...guide, legalLimitDays: null, promisedLimitDays: 90 })).toBeNull()
  })
})
