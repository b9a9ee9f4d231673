import { describe, expect, it } from 'vitest'
import { guideOf, valuesOf } from './item-values.ts'

describe('what is typed of an item', () => {
  it('is sent with the fee in whole 分 and empty texts as none', () => {
    const typed = {
      ...valuesOf(null),
      topic: ' 婚姻 ',
      materials: [{ name: ' 身份证 ', copies: '原件 1 份', note: ' ' }, { name: '照片' }],
      feeYuan: 12.35,
      promisedLimitDays: 0,
    }
    expect(guideOf(typed)).toEqual({
      topic: '婚姻',
      materials: [
        { name: '身份证', copies: '原件 1 份', note: null },
        { name: '照片', copies: null, note: null },
      ],
      feeFen: 1235,
      feeBasis: null,
      legalLimitDays: null,
      promisedLimitDays: 0,
      trips: null,
    })
  })
  it('keeps a free item apart from one whose fee is not known', () => {
    expect(guideOf({ ...valuesOf(null), feeYuan: 0 }).feeFen).toBe(0)
    expect(guideOf(valuesOf(null)).feeFen).toBeNull()
  })
  it('that nobody changed is sent as it was', () => {
    const guide = {
      topic: null,
      materials: [{ name: '身份证', copies: null, note: '遗失的不必提供' }],
      feeFen: 999_999_999,
      feeBasis: '渝价〔2019〕1 号',
      legalLimitDays: 20,
      promisedLimitDays: 5,
      trips: 1,
    }
    const item = {
      ...guide,
      id: 'i',
      code: 'A-1',
      name: '甲',
      nameEn: null,
      department: '局',
      departmentId: 'd',
      group: '',
      taskType: '20',
      queueId: null,
      ownQueueId: null,
      active: true,
    }
    expect(guideOf(valuesOf(item))).toEqual(guide)
  })
})
