import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DisplayView } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { columnsOf } from '../codec/paper-columns.ts'
import { onbonEnd } from '../simulator/led-end.ts'
import { SimulatedLedScreens } from '../simulator/led-screens.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { type BridgeBench, setUpBridge } from '../testing/bridge-bench.ts'
import { type ShownWindow, stripFor, stripWhileAway } from './strip-words.ts'

const now = '2026-11-23T10:00:00+08:00'
const open: ShownWindow = {
  id: 'w3',
  number: '3',
  name: '综合窗口',
  zoneId: null,
  state: 'open',
  pauseReason: null,
  staffName: '张小明',
  queueNames: ['户籍', '证件'],
  numberInHand: null,
  handState: null,
}
const call = (number: string, calledAt = now): DisplayView['calls'][number] => ({
  ticketId: 't1',
  number,
  queueId: 'q1',
  windowId: 'w3',
  windowNumber: '3',
  zoneId: null,
  state: 'called',
  language: null,
  calls: 1,
  calledAt,
  seq: 1,
})
const view = (window: Partial<ShownWindow>, calls: DisplayView['calls'] = []): DisplayView => ({
  hallName: '大厅',
  hallNameEn: 'Hall',
  timeZone: 'Asia/Shanghai',
  calls,
  missed: [],
  windows: [{ ...open, ...window }],
  zones: [],
  queues: [],
  now,
  seq: 1,
  epoch: 'e',
})

describe('what a screen over a window says', () => {
  const said = (window: Partial<ShownWindow>, columns: number, seconds = 0, lines: 1 | 2 = 1) => {
    const text = stripFor({ ...open, ...window }, [call('A012')], Date.parse(now) + seconds * 1000, {
      columns,
      lines,
    })
    for (const line of text.lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns)
    return [text.lines.join('/'), text.colour]
  }
  const called = { numberInHand: 'A012', handState: 'called' } as const

  it('is the number called, red for thirty seconds and then yellow', () => {
    expect(said(called, 16)).toEqual(['请A012号办理', 'red'])
    expect(said(called, 8)).toEqual(['请A012号', 'red'])
    expect(said(called, 16, 29)).toEqual(['请A012号办理', 'red'])
    expect(said(called, 16, 30)).toEqual(['请A012号办理', 'yellow'])
  })

  it('is the number being served, a pause with its reason, or that the window is closed', () => {
    expect(said({ numberInHand: 'A012', handState: 'serving' }, 16)).toEqual(['正在办理 A012号', 'green'])
    expect(said({ state: 'paused', pauseReason: '就餐' }, 16)).toEqual(['暂停服务 就餐', 'yellow'])
    expect(said({ state: 'paused', pauseReason: '系统升级维护中' }, 16)).toEqual(['暂停服务', 'yellow'])
    expect(said({ state: 'closed', staffName: null }, 8)).toEqual(['未开放', 'red'])
  })

  it('is which window it is, and who sits there, as far as there is room', () => {
    expect(said({}, 16)).toEqual(['3号窗口 张小明', 'green'])
    expect(said({}, 8)).toEqual(['3号窗口', 'green'])
    expect(said({ number: 'A113' }, 6)).toEqual(['A113号', 'green'])
  })

  it('of two lines is the window and what happens there', () => {
    expect(said(called, 16, 0, 2)).toEqual(['3号窗口 张小明/请A012号办理', 'red'])
    expect(said({}, 16, 0, 2)).toEqual(['3号窗口 张小明/户籍、证件', 'green'])
  })

  it('while the hall is away is the window alone', () => {
    expect(stripWhileAway({ ...open, ...called }, { columns: 16, lines: 1 })).toEqual({
      lines: ['3号窗口'],
      colour: 'green',
    })
  })
})

describe('a bridge with screens', () => {
  let folder: string
  let bench: BridgeBench | null = null
  const ends: (() => Promise<void>)[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'screens-'))
  })
  afterEach(async () => {
    await bench?.close()
    bench = null
    for (const end of ends.splice(0)) await end()
    rmSync(folder, { recursive: true })
  })

  async function setUp() {
    const screens = [
      { address: 1, windowId: 'w3' },
      { address: 2, windowId: 'nowhere' },
    ]
    const simulator = new SimulatedLedScreens(onbonEnd, { screens })
    const port = openPtyPort(simulator, { link: join(folder, 'strips') })
    ends.push(async () => {
      simulator.stop()
      await port.close()
    })
    const serial = { serial: port.address, baudRate: 57_600 }
    bench = await setUpBridge({
      devices: [
        { name: 'strips', kind: 'led-screen', driver: 'onbon-bx5k', columns: 16, screens, transport: serial },
      ],
    })
    return { bench, simulator }
  }

  it('shows each change of the hall on the glass, and nothing for a window that is not there', async () => {
    const { bench, simulator } = await setUp()
    bench.hall.display = view({})
    await bench.hall.listened()
    bench.hall.publish('window-opened', {})
    await expect.poll(() => simulator.seen(1)).toBe('3号窗口 张小明')
    bench.hall.display = view({ numberInHand: 'A012', handState: 'called' }, [call('A012')])
    bench.hall.publish('ticket-called', {})
    await expect.poll(() => simulator.seen(1)).toBe('请A012号办理')
    expect(simulator.colour(1)).toBe('red')
    bench.hall.display = view({ numberInHand: 'A012', handState: 'serving' }, [call('A012')])
    bench.hall.publish('service-started', {})
    await expect.poll(() => simulator.seen(1)).toBe('正在办理 A012号')
    bench.hall.display = view({ state: 'paused', pauseReason: '就餐' })
    bench.hall.publish('window-paused', {})
    await expect.poll(() => simulator.seen(1)).toBe('暂停服务 就餐')
    expect(simulator.seen(2)).toBe('')
    await expect.poll(() => must(bench.bridge.devices()[0], 'a device').state).toBe('ready')
  })

  it('reads again after a reading that failed, though nothing happens in the hall', async () => {
    const { bench, simulator } = await setUp()
    // The hall is there and cannot say, whatever happens: the screen stays dark.
    await expect.poll(() => bench.hall.displaysAsked).toBeGreaterThan(0)
    const asked = bench.hall.displaysAsked
    bench.hall.publish('window-opened', {})
    await expect.poll(() => bench.hall.displaysAsked).toBeGreaterThan(asked)
    expect(simulator.seen(1)).toBe('')
    bench.hall.display = view({})
    bench.hall.publish('heartbeat', {})
    await expect.poll(() => simulator.seen(1), { timeout: 3000 }).toBe('3号窗口 张小明')
  })

  it('reads the hall anew when the stream was cut, and tells whose screen is silent by its window', async () => {
    const { bench, simulator } = await setUp()
    bench.hall.display = view({})
    await bench.hall.listened()
    bench.hall.publish('window-opened', {})
    await expect.poll(() => simulator.seen(1)).toBe('3号窗口 张小明')
    bench.hall.display = view({ state: 'closed', staffName: null })
    bench.hall.cutStreams()
    await expect.poll(() => simulator.seen(1), { timeout: 3000 }).toBe('窗口未开放')
    simulator.powerOf(1, false)
    await expect
      .poll(() => must(bench.bridge.devices()[0], 'a device'), { timeout: 5000 })
      .toMatchObject({ state: 'fault', detail: 'no-answer 3' })
  })
})
