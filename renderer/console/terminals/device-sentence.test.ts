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
  place: 'tcp 192.168.1.50:9100',
  counters: null,
  faults: [],
  alertedAt: null,
}

describe('a device says what to do', () => {
  it.each([
    [{ state: 'fault', detail: 'paper-out' }, '一号自助机 打印机缺纸：请换纸卷'],
    [{ state: 'fault', detail: 'cover-open' }, '一号自助机 打印机盖子没有合上：请合上'],
    [{ state: 'ready', detail: 'paper-near-end' }, '一号自助机 打印机纸快用完：请备好纸卷'],
    [
      { kind: 'speaker', state: 'fault', detail: 'needs-gesture' },
      '一号自助机 语音播报还没有声音：请点一下那块屏幕，或让它的浏览器允许自动播放',
    ],
    [{ state: 'absent', detail: '' }, '一号自助机 打印机没有连上：请检查电源和数据线'],
    [{ state: 'fault', detail: 'E42' }, '一号自助机 打印机有故障（E42）：请关机后重新开机，仍不行请报修'],
    [{ state: 'ready', detail: '' }, '一号自助机 打印机正常'],
    [{ state: 'ready', detail: 'ticket-not-taken' }, '一号自助机 打印机出票口有号票没人取走：请取走'],
    [{ state: 'fault', detail: 'head-hot' }, '一号自助机 打印机打印头过热：请等它冷却，若反复出现请报修'],
    [{ state: 'fault', detail: 'offline' }, '一号自助机 打印机处于脱机状态：请按联机键，或关机后重新开机'],
    [
      { kind: 'id-card-reader', state: 'fault', detail: 'offline' },
      '一号自助机 身份证阅读器不回答：请检查电源和数据线，仍不行请关机后重新开机',
    ],
    [
      { kind: 'id-card-reader', state: 'fault', detail: 'garbage' },
      '一号自助机 身份证阅读器传来的内容认不出：请检查连接线，并核对型号、端口和波特率',
    ],
    [
      { kind: 'led-screen', state: 'fault', detail: 'no-answer 3,5' },
      '一号自助机 LED 屏不回答：请检查电源和数据线，仍不行请关机后重新开机（3,5）',
    ],
    [
      { kind: 'speaker', state: 'fault', detail: 'no-sound' },
      '一号自助机 语音播报放不出声音：请检查音箱的电源、音量和声音输出',
    ],
    [
      { kind: 'call-pad', state: 'absent', detail: 'several-alike' },
      '一号自助机 呼叫器分不清是哪一个，接着几个同型号的：请在配置中写明序列号或插口',
    ],
    [
      { kind: 'call-pad', state: 'absent', detail: 'cannot-look' },
      '一号自助机 呼叫器找不到，这台机器查不出接了什么：请在配置中改写端口的路径',
    ],
    [
      { kind: 'call-pad', state: 'fault', detail: 'program-error' },
      '一号自助机 呼叫器因程序出错停了下来，正在重试：若不恢复请重启终端服务，并把日志交给开发人员',
    ],
    [{ kind: 'call-pad', state: 'absent', detail: '' }, '一号自助机 呼叫器没有连上：请检查电源和数据线'],
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
