import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { sayIn } from '../../ui/i18n.ts'
import { type Device, deviceSentence, needsHand } from './device-sentence.ts'
import { deviceWords } from './words.ts'

beforeAll(() =>
  i18next.init({ lng: 'zh-CN', resources: {}, initAsync: false, keySeparator: false, nsSeparator: false }),
)

const printer: Device = {
  terminalId: 't1',
  terminalName: '一号自助机',
  device: 'printer',
  kind: 'ticket-printer',
  state: 'ready',
  detail: '',
  since: '2026-11-23T09:00:00+08:00',
}

describe('a device says what to do', () => {
  it.each([
    [{ state: 'fault', detail: 'paper-out' }, '一号自助机 打印机缺纸：请换纸卷'],
    [{ state: 'fault', detail: 'cover-open' }, '一号自助机 打印机盖子没有合上：请合上'],
    [{ state: 'ready', detail: 'paper-near-end' }, '一号自助机 打印机纸快用完：请备好纸卷'],
    [{ state: 'absent', detail: '' }, '一号自助机 打印机没有连上：请检查电源和数据线'],
    [{ state: 'fault', detail: 'E42' }, '一号自助机 打印机有故障（E42）：请关机后重新开机，仍不行请报修'],
    [{ state: 'ready', detail: '' }, '一号自助机 打印机正常'],
  ] as const)('%j', (part, sentence) => {
    expect(deviceSentence(sayIn(deviceWords, 'zh-CN'), { ...printer, ...part })).toBe(sentence)
  })
  it('a kind that this version does not know is called by its own name', () => {
    const device: Device = { ...printer, kind: 'hologram', device: '全息屏', state: 'absent' }
    expect(deviceSentence(sayIn(deviceWords, 'zh-CN'), device)).toBe(
      '一号自助机 全息屏没有连上：请检查电源和数据线',
    )
  })
  it('what was switched off needs nobody; what lacks paper does', () => {
    expect(needsHand({ state: 'off', detail: '' })).toBe(false)
    expect(needsHand({ state: 'ready', detail: '' })).toBe(false)
    expect(needsHand({ state: 'ready', detail: 'paper-near-end' })).toBe(true)
    expect(needsHand({ state: 'absent', detail: '' })).toBe(true)
  })
})
