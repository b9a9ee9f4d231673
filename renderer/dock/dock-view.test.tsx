import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { dockedDevice } from '../../contract/dock.ts'
import { setLanguage, startWords } from '../ui/i18n.ts'
import { arrangeCounters, isLine } from './arrange.ts'
import { DockView } from './dock-view.tsx'
import { exampleDevices, exampleWindows } from './examples.ts'
import { litSegments } from './seven-segments.tsx'
import type { Dock } from './use-dock.ts'

beforeAll(() => {
  Object.assign(globalThis, { document: { documentElement: { lang: '' } } })
  startWords()
})

const dock: Dock = {
  devices: exampleDevices,
  rows: new Map(),
  windows: exampleWindows,
  page: '/kiosk/',
  away: false,
  refused: null,
  act: () => {},
}
const drawn = (more: Partial<Dock> = {}) => renderToStaticMarkup(<DockView dock={{ ...dock, ...more }} />)
const words = (markup: string) => markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe('the dock', () => {
  it('has an example of every kind that the contract has', () => {
    for (const device of exampleDevices) expect(dockedDevice.parse(device)).toEqual(device)
    expect(exampleDevices.map(({ panel }) => panel.kind).sort()).toEqual([
      'call-pad',
      'id-card-reader',
      'led-screen',
      'rating-pad',
      'scanner',
      'social-security-card',
      'speaker',
      'ticket-printer',
    ])
  })

  it('shows each device as the thing itself', () => {
    const text = words(drawn())
    for (const told of [
      '余纸 1.2 米，快用完了',
      '赵样例 的卡在读卡器上',
      '请评价',
      '请 A001 号到 1 号窗口办理',
      '屏没有亮',
      '插上线缆',
      '响了 2 声',
    ])
      expect(text).toContain(told)
  })

  it('says first what to try, and only what can be done with the devices that are here', () => {
    expect(words(drawn())).toContain('把一张身份证放到读卡器上')
    const printer = exampleDevices.filter(({ name }) => name === 'printer')
    expect(words(drawn({ devices: printer }))).not.toContain('把一张身份证放到读卡器上')
    // A device that stands alone has no hall to walk through.
    expect(words(drawn({ devices: printer, page: null }))).not.toContain('在自助机页面取')
  })

  it('says everything in English too', async () => {
    await i18next.changeLanguage('en')
    const text = words(drawn())
    expect(text).toContain('Tear the ticket off')
    expect(text).toContain('Window 10')
    setLanguage('zh-CN')
  })

  it('has a word for no device, and for a program that does not answer', () => {
    expect(words(drawn({ devices: [] }))).toContain('这里没有模拟设备')
    expect(words(drawn({ away: true }))).toContain('连不上本机程序')
  })
})

describe('what hangs at windows', () => {
  it('stands together there, in the order of the windows', () => {
    const counters = arrangeCounters(exampleDevices, exampleWindows)
    expect(counters.map(({ number }) => number)).toEqual(['1', '2', '10'])
    expect(
      counters.map(({ screens, callPads, ratingPads }) => [
        screens.length,
        callPads.map(({ pad }) => pad.address),
        ratingPads.length,
      ]),
    ).toEqual([
      [1, [2], 1],
      [1, [3], 1],
      [0, [1], 0],
    ])
    expect(exampleDevices.filter(isLine).map(({ name }) => name)).toEqual([
      'call-pads',
      'rating-pads',
      'screens',
    ])
  })

  it('is drawn with the segments of its digits: 8 has all, 1 has two, a dark cell none', () => {
    expect(['8', '1', ' ', '0'].map((one) => litSegments(one).length)).toEqual([7, 2, 0, 6])
    expect(new Set([...'0123456789'].map(litSegments)).size).toBe(10)
  })
})
