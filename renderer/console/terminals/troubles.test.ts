import i18next from 'i18next'
import { beforeAll, expect, it } from 'vitest'
import { sayIn } from '../../ui/i18n.ts'
import type { Device } from './device-sentence.ts'
import { troublesOf } from './troubles.ts'
import { deviceWords } from './words.ts'

beforeAll(() =>
  i18next.init({ lng: 'zh-CN', resources: {}, initAsync: false, keySeparator: false, nsSeparator: false }),
)

const device = (name: string, state: Device['state'], detail = ''): Device => ({
  terminalId: 't1',
  terminalName: '一号自助机',
  device: name,
  kind: 'ticket-printer',
  state,
  detail,
  since: '2026-11-23T09:00:00+08:00',
  place: '',
  counters: null,
  faults: [],
  alertedAt: null,
})

it('a terminal that is away is one line, however many devices it has; who is alerted of comes first', () => {
  const troubles = troublesOf(sayIn(deviceWords, 'zh-CN'), {
    devices: [
      device('printer', 'unknown'),
      device('reader', 'unknown'),
      { ...device('other', 'ready', 'paper-low'), terminalId: 't2', terminalName: '二号自助机' },
      { ...device('quiet', 'off'), terminalId: 't2' },
    ],
    away: [
      {
        terminalId: 't1',
        terminalName: '一号自助机',
        role: 'kiosk',
        since: '2026-11-23T10:00:00+08:00',
        alertedAt: '2026-11-23T10:05:00+08:00',
      },
    ],
  })
  expect(troubles.map(({ text, urgent }) => [text, urgent])).toEqual([
    ['一号自助机失联：请检查它的电源和网络', true],
    ['二号自助机 打印机按用量估计纸快用完：请备好纸卷', false],
  ])
})
