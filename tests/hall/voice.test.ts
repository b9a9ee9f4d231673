import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bridgeConfig } from '../../contract/bridge.ts'
import { must } from '../../core/result.ts'
import { lengthMs, readWav, tone, writeWav } from '../../core/voice/sound.ts'
import { clipWords, voiceLanguages } from '../../core/voice/spoken-call.ts'
import { startBridge } from '../../native-bridge/bridge.ts'
import { SimulatedLoudspeaker } from '../../native-bridge/simulator/loudspeaker.ts'
import { openTcpPort } from '../../native-bridge/simulator/tcp-port.ts'
import { shippedPack } from '../../web/voice-pack.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

let hall: TestHall
const ends: (() => Promise<void> | void)[] = []
beforeEach(async () => {
  hall = await startTestHall()
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  await hall.stop()
})

async function sound(number: string, window: string, language = 'zh-CN'): Promise<Response> {
  const token = must(await hall.token('display'), 'a display has a token')
  return fetch(
    `${hall.running.url}/api/v1/voice/call?number=${number}&window=${window}&language=${language}&times=2`,
    { headers: { authorization: `Bearer ${token}` } },
  )
}

describe('the hall’s voice', () => {
  it('ships with a pack that lacks nothing, in both languages', async () => {
    const pack = await (await hall.as('display'))('voicePack')
    expect(pack).toMatchObject({ own: false, missing: { 'zh-CN': [], en: [] } })
  })

  it('gives a call as one sound, longer for a longer number', async () => {
    const lengths: number[] = []
    for (const [number, window] of [
      ['A001', '3'],
      ['AB1001', '199'],
    ] as const) {
      const answer = await sound(number, window)
      expect(answer.headers.get('content-type')).toBe('audio/wav')
      const wav = readWav(new Uint8Array(await answer.arrayBuffer()))
      lengths.push(wav.ok ? lengthMs(wav.value) : 0)
    }
    expect(lengths[0]).toBeGreaterThan(3000)
    expect(lengths[1]).toBeGreaterThan((lengths[0] ?? 0) + 1000)
  })

  it('speaks with the hall’s own recordings once they lie beside the store, and says which are missing', async () => {
    const own = join(hall.folder, 'voice')
    cpSync(shippedPack, own, { recursive: true })
    rmSync(join(own, 'zh-CN', '7.wav'))
    writeFileSync(join(own, 'en', 'hundred.wav'), 'no sound')
    const display = await hall.as('display')
    expect(await display('voicePack')).toMatchObject({
      own: true,
      missing: { 'zh-CN': [{ clip: '7', words: '七' }], en: [{ clip: 'hundred', words: 'hundred' }] },
    })
    expect((await sound('A001', '3')).status).toBe(200)
    // Half a call sends people nowhere: one that needs the missing clip is refused whole.
    expect((await sound('A007', '3')).status).toBe(404)
    cpSync(join(shippedPack, 'zh-CN', '7.wav'), join(own, 'zh-CN', '7.wav'))
    expect((await display('voicePack')).missing['zh-CN']).toEqual([])
    expect((await sound('A007', '3')).status).toBe(200)
  })
})

/** A whole pack of clips of a fiftieth of a second, so that nobody waits for real ones to be said. */
function quickPack(folder: string): string {
  for (const language of voiceLanguages) {
    mkdirSync(join(folder, language), { recursive: true })
    for (const clip of clipWords[language].keys())
      writeFileSync(join(folder, language, `${clip}.wav`), writeWav(tone(440, 20, 8000)))
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ name: 'quick', rate: 8000 }))
  return folder
}

/** A loudspeaker of window 1's zone, its bridge, and clerks who call. */
async function setUpZone(speaker: object = {}) {
  const view = await (await hall.as('display'))('display', { query: {} })
  const window = must(
    view.windows.find(({ number }) => number === '1'),
    'window 1',
  )
  const loudspeaker = new SimulatedLoudspeaker()
  const port = await openTcpPort(loudspeaker)
  const folder = mkdtempSync(join(tmpdir(), 'voice-bridge-'))
  const started = await startBridge(
    bridgeConfig.parse({
      hall: hall.running.url,
      token: await hall.token('display'),
      port: 0,
      data: folder,
      role: 'display',
      devices: [
        {
          name: 'speaker',
          kind: 'speaker',
          driver: 'voice-pack',
          zoneId: window.zoneId,
          pack: quickPack(join(folder, 'pack')),
          transport: { tcp: port.address },
          ...speaker,
        },
      ],
    }),
    { log: pino({ level: 'silent' }) },
  )
  if (!started.ok) throw new Error(started.problem)
  ends.push(async () => {
    await started.value.close()
    loudspeaker.stop()
    await port.close()
    rmSync(folder, { recursive: true })
  })
  const titles = () => loudspeaker.sounds.map(({ title }) => title)
  const call = async (account: string, number: string) => {
    const clerk = await hall.as(`account:${account}`)
    const params = { id: hall.windowId(number) }
    await clerk('openWindow', { params })
    const ticket = must(await clerk('callNext', { params }), 'somebody waits')
    return `请 ${ticket.number} 号到 ${number} 号窗口办理`
  }
  return { loudspeaker, titles, call }
}

describe('a zone’s loudspeaker behind a bridge', () => {
  it('says each call of its zone, and no other zone’s', { timeout: 60_000 }, async () => {
    const { loudspeaker, titles, call } = await setUpZone()
    const kiosk = await hall.as('kiosk')
    for (const prefix of ['A', 'F', 'A'])
      await kiosk('takeTicket', { body: { queueId: hall.queueId(prefix) } })
    // Window 5 stands in another zone than windows 1 and 2.
    const said = [await call('w001', '1')]
    await call('w005', '5')
    said.push(await call('w002', '2'))
    await expect.poll(titles, { timeout: 40_000 }).toEqual(said)
    expect(loudspeaker.sounds.every(({ whole }) => whole)).toBe(true)
  })

  it('says a call in English too for whoever took the ticket in English, recalled as well', {
    timeout: 60_000,
  }, async () => {
    const { titles, call } = await setUpZone()
    const kiosk = await hall.as('kiosk')
    const taken = await kiosk('takeTicket', { body: { queueId: hall.queueId('A'), language: 'en' } })
    expect(taken.language).toBe('en')
    await kiosk('takeTicket', { body: { queueId: hall.queueId('A'), language: 'zh-CN' } })
    const english = `Ticket ${taken.number}, please go to window 1`
    const first = await call('w001', '1')
    await expect.poll(titles, { timeout: 20_000 }).toEqual([first, english])
    const clerk = await hall.as('account:w001')
    const window = { id: hall.windowId('1') }
    await clerk('recallTicket', { params: window, body: { ticketId: taken.id } })
    await expect.poll(titles, { timeout: 20_000 }).toEqual([first, english, first, english])
    const second = await call('w002', '2')
    await expect.poll(titles, { timeout: 20_000 }).toEqual([first, english, first, english, second])
    const { calls } = await (await hall.as('display'))('display', { query: {} })
    expect(calls.map(({ number, language }) => [number, language])).toContainEqual([taken.number, 'en'])
    const { entries } = await (await hall.as('auditor'))('journal', { query: { limit: 500 } })
    const told = entries.filter(({ body }) => body['ticketId'] === taken.id)
    expect(told.map(({ type, body }) => [type, body['language']])).toEqual([
      ['ticket-issued', 'en'],
      ['ticket-called', 'en'],
      ['ticket-recalled', 'en'],
    ])
  })

  it('is quieter from an hour on, by the hall’s clock and not this machine’s', {
    timeout: 60_000,
  }, async () => {
    // The machine of the bridge goes three hours wrong.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 24, 13, 29, 0) })
    ends.push(() => void vi.useRealTimers())
    hall.setClock(Date.UTC(2026, 10, 24, 10, 29, 0))
    const { loudspeaker, titles, call } = await setUpZone({
      volumes: [
        { from: '07:30', volume: 1 },
        { from: '18:30', volume: 0.25 },
      ],
    })
    const kiosk = await hall.as('kiosk')
    for (const _ of [1, 2]) await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
    await call('w001', '1')
    await expect.poll(titles, { timeout: 20_000 }).toHaveLength(1)
    vi.setSystemTime(Date.now() + 60_000)
    hall.advance(60_000)
    await call('w002', '2')
    await expect.poll(titles, { timeout: 20_000 }).toHaveLength(2)
    const [before, after] = loudspeaker.sounds.map(({ peak }) => peak)
    expect(must(after, 'said') / must(before, 'said')).toBeCloseTo(0.25, 2)
  })
})
