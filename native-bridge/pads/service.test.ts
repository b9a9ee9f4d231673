import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { type Bridge, startBridge } from '../bridge.ts'
import { checkConfig } from '../config.ts'
import type { SimulatedPadBus } from '../simulator/pad-bus.ts'
import { type FakeHall, startFakeHall } from '../testing/fake-hall.ts'

/** Real: the bridge with its store, HTTP and SSE, the driver over a socket. Stand-ins: the hall, the pads. */
let folder: string
let hall: FakeHall
let bridge: Bridge
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pads-'))
  hall = await startFakeHall()
})
afterEach(async () => {
  await bridge.close()
  await hall.close()
  rmSync(folder, { recursive: true })
})

const call = { kind: 'call-pad', profile: 'qs', driver: 'frames', transport: { virtual: true } }
async function start(): Promise<{ keys: SimulatedPadBus; faces: SimulatedPadBus }> {
  const checked = checkConfig({
    hall: hall.url,
    token: hall.token,
    port: 0,
    data: join(folder, 'data'),
    role: 'kiosk',
    devices: [
      {
        ...call,
        name: 'keys',
        pads: [
          { address: 1, windowId: 'w1' },
          { address: 2, windowId: 'w2' },
        ],
      },
      { ...call, name: 'faces', kind: 'rating-pad', profile: 'hq', pads: [{ address: 129, windowId: 'w1' }] },
    ],
  })
  const started = await startBridge(must(checked.ok ? checked.value : null, 'a right configuration'), {
    log: pino({ level: 'silent' }),
  })
  bridge = must(started.ok ? started.value : null, 'the bridge starts')
  const keys = must(bridge.padBus('keys'), 'a simulated line')
  const faces = must(bridge.padBus('faces'), 'a simulated line')
  return { keys, faces }
}
const acts = () => hall.pads.presses.map(({ windowId, act }) => `${windowId} ${act}`)

describe('a window by its pad', () => {
  it('shows who waits and who is called, and carries keys to the hall', async () => {
    hall.pads.open('w1', 16)
    hall.pads.open('w2', 1200)
    const { keys } = await start()
    await expect.poll(() => keys.pad(1).cells).toBe(' 16   ')
    await expect.poll(() => keys.pad(2).cells).toBe('999   ')
    keys.press(1, 'call')
    await expect.poll(() => keys.pad(1).cells).toBe('   001')
    await expect.poll(() => keys.pad(1).beeps).toBe(1)
    keys.press(1, 'start')
    await expect.poll(acts).toEqual(['w1 call', 'w1 start'])
    // A key that the state forbids is beeped for three times, and changes nothing.
    keys.press(1, 'recall')
    await expect.poll(() => keys.pad(1).beeps, { timeout: 3000 }).toBe(5)
    expect(keys.pad(1).cells).toBe('   001')
  })

  it('shows what somebody at a PC did, and again after one pad or the whole line lost its power', async () => {
    hall.pads.open('w1', 3)
    hall.pads.open('w2', 4)
    const { keys } = await start()
    await expect.poll(() => keys.pad(1).cells).toBe('  3   ')
    hall.pads.change('w1', { inHand: { ticketId: 't', number: 'B1041', state: 'called' }, waiting: 2 })
    await expect.poll(() => keys.pad(1).cells).toBe('   041')
    keys.power(false)
    expect(keys.pad(1).cells).toBe('      ')
    keys.power(true)
    await expect.poll(() => keys.pad(1).cells, { timeout: 2000 }).toBe('   041')
    keys.restartPad(2)
    keys.press(2, 'call')
    await expect.poll(() => keys.pad(2).cells).toBe('   001')
    hall.pads.change('w2', { state: 'closed', attended: false, inHand: null })
    await expect.poll(() => keys.pad(2).cells).toBe('      ')
  })

  it('goes dark while the hall is away, refuses keys by three beeps, and does none of them later', async () => {
    hall.pads.open('w1', 3)
    const { keys } = await start()
    await expect.poll(() => keys.pad(1).cells).toBe('  3   ')
    const port = Number(new URL(hall.url).port)
    await hall.close()
    await expect.poll(() => keys.pad(1).cells).toBe('      ')
    keys.press(1, 'call')
    await expect.poll(() => keys.pad(1).beeps, { timeout: 3000 }).toBe(3)
    hall = await startFakeHall(port)
    hall.pads.open('w1', 5)
    await expect.poll(() => keys.pad(1).cells, { timeout: 8000 }).toBe('  5   ')
    expect(hall.pads.presses).toEqual([])
  }, 15_000)

  it('asks again for an answer that was lost, by the same key: one press is one call', async () => {
    hall.pads.open('w1', 3)
    const { keys } = await start()
    await expect.poll(() => keys.pad(1).cells).toBe('  3   ')
    hall.pads.loseNextAnswer = true
    keys.press(1, 'call')
    await expect.poll(() => keys.pad(1).cells).toBe('   001')
    expect(acts()).toEqual(['w1 call'])
    expect(hall.pads.refused).toEqual([])
  })

  it('lets no page on the terminal press its keys', async () => {
    hall.pads.open('w1', 3)
    await start()
    for (const way of ['pad-presses', 'pad-sign-on', 'pad%2Dpresses']) {
      const answer = await fetch(`${bridge.url}/api/v1/windows/w1/${way}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"act":"call"}',
      })
      expect(answer.status).toBe(403)
    }
    expect(hall.pads.presses).toEqual([])
  })
})

describe('a rating at a pad', () => {
  const serveOne = async (keys: SimulatedPadBus) => {
    for (const [key, done] of [
      ['call', 'w1 call'],
      ['start', 'w1 start'],
      ['finish', 'w1 finish'],
    ] as const) {
      await expect.poll(() => keys.press(1, key)).toBe(true)
      await expect.poll(() => acts().at(-1)).toBe(done)
    }
  }

  it('is asked at the finish, taken once, and never without a press', async () => {
    hall.pads.open('w1', 3)
    const { keys, faces } = await start()
    await expect.poll(() => keys.pad(1).cells).toBe('  3   ')
    // Nobody was asked: such a press is thrown away, and the pad is told by two beeps.
    faces.press(129, 'satisfied')
    await expect.poll(() => faces.pad(129).beeps).toBe(2)
    await serveOne(keys)
    await expect.poll(() => faces.pad(129).asking).toBe(true)
    expect(hall.pads.ratings).toEqual([])
    await expect.poll(() => faces.press(129, 'dissatisfied')).toBe(true)
    await expect.poll(() => hall.pads.ratings).toMatchObject([{ ticketId: 'w1-1', level: 'dissatisfied' }])
    await expect.poll(() => faces.pad(129).beeps).toBe(3)
    faces.press(129, 'very-satisfied')
    await expect.poll(() => faces.pad(129).beeps).toBe(5)
    expect(hall.pads.ratings).toHaveLength(1)
  })

  it('given while the hall is away is kept over a restart, delivered once, and a second press is dropped', async () => {
    hall.pads.open('w1', 3)
    const { keys, faces } = await start()
    await expect.poll(() => keys.pad(1).cells).toBe('  3   ')
    await serveOne(keys)
    await expect.poll(() => faces.pad(129).asking).toBe(true)
    const port = Number(new URL(hall.url).port)
    await hall.close()
    await expect.poll(() => keys.pad(1).cells).toBe('      ')
    faces.press(129, 'very-dissatisfied')
    await expect.poll(() => faces.pad(129).beeps).toBe(1)
    faces.press(129, 'very-satisfied')
    await expect.poll(() => faces.pad(129).beeps).toBe(3)
    await bridge.close()
    hall = await startFakeHall(port)
    await start()
    await expect
      .poll(() => hall.pads.ratings, { timeout: 5000 })
      .toMatchObject([{ ticketId: 'w1-1', level: 'very-dissatisfied' }])
  }, 15_000)
})
