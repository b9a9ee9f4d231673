import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Call } from '../../core/voice/announcement-queue.ts'
import { joinSounds, readWav, titleOf, tone } from '../../core/voice/sound.ts'
import type { VoicePack } from '../../web/voice-pack.ts'
import { SimulatedLoudspeaker } from '../simulator/loudspeaker.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { tcpTransport } from '../transport/tcp.ts'
import { linePlayer, type Player, programPlayer } from './player.ts'
import { Speaker } from './speaker.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A pack whose calls last a tenth of a second, so that a test need not listen to whole ones. */
const quickPack: VoicePack = {
  name: 'quick',
  missing: { 'zh-CN': [], en: [] },
  say: (_call, _language, { times }) =>
    joinSounds(
      Array.from({ length: times }, () => tone(440, 50, 8000)),
      8000,
    ),
}
const timing = { gatherMs: 10, againMs: 20 }
const call = (seq: number, number: string, windowNumber = '3'): Call => ({
  seq,
  ticketId: number,
  number,
  windowId: `w${windowNumber}`,
  windowNumber,
})

async function setUp(how: { english?: boolean; volume?: number; pack?: VoicePack } = {}) {
  const loudspeaker = new SimulatedLoudspeaker()
  const port = await openTcpPort(loudspeaker)
  const speaker = start(linePlayer(tcpTransport(port.address)), how)
  ends.push(async () => {
    await speaker.stop()
    loudspeaker.stop()
    await port.close()
  })
  const titles = () => loudspeaker.sounds.map(({ title, whole }) => (whole ? title : `cut: ${title}`))
  return { loudspeaker, speaker, titles }
}

function start(player: Player, how: { english?: boolean; volume?: number; pack?: VoicePack } = {}): Speaker {
  const speaker = new Speaker({
    name: 'speaker',
    pack: how.pack ?? quickPack,
    player,
    english: how.english ?? false,
    volume: () => how.volume ?? 1,
    timing,
  })
  speaker.start()
  return speaker
}

const zh = (number: string, window = '3') => `请 ${number} 号到 ${window} 号窗口办理`

describe('a loudspeaker', () => {
  it('says calls one after the other, whole, in the order of the journal', async () => {
    const { speaker, titles } = await setUp()
    await expect.poll(() => speaker.row().state).toBe('ready')
    speaker.hear(call(2, 'A002'))
    speaker.hear(call(1, 'A001'))
    speaker.hear(call(3, 'A003', '12'))
    speaker.hear(call(3, 'A003', '12'))
    await expect.poll(titles).toEqual([zh('A001'), zh('A002'), zh('A003', '12')])
  })

  it('says a call in English afterwards where that is wished', async () => {
    const { speaker, titles } = await setUp({ english: true })
    speaker.hear(call(1, 'A001'))
    await expect.poll(titles).toEqual([zh('A001'), 'Ticket A001, please go to window 3'])
  })

  it('drops a late one, whose ticket is served, and no other', async () => {
    const { speaker, titles } = await setUp()
    await expect.poll(() => speaker.row().state).toBe('ready')
    for (const [seq, number] of ['A001', 'A002', 'A003'].entries()) speaker.hear(call(seq + 1, number))
    speaker.learn({ seq: 9, ticketId: 'A002', state: 'serving', windowId: 'w3' })
    await expect.poll(titles).toEqual([zh('A001'), zh('A003')])
  })

  it('loses no call to a cut cable: what was cut is said again, whole, when the sound is back', async () => {
    const { loudspeaker, speaker, titles } = await setUp()
    await expect.poll(() => speaker.row().state).toBe('ready')
    speaker.hear(call(1, 'A001'))
    await expect.poll(() => loudspeaker.panel()).toMatchObject({ saying: zh('A001') })
    loudspeaker.plug(false)
    await expect.poll(() => speaker.row().state).not.toBe('ready')
    speaker.hear(call(2, 'A002'))
    loudspeaker.plug(true)
    await expect.poll(titles).toContain(zh('A002'))
    expect(titles().filter((title) => title === zh('A001'))).toHaveLength(1)
    expect(speaker.row().faults.length).toBeGreaterThan(0)
  })

  it('is as loud as the hour allows', async () => {
    const { loudspeaker, speaker, titles } = await setUp({ volume: 0.5 })
    speaker.hear(call(1, 'A001'))
    await expect.poll(titles).toHaveLength(1)
    const full = Math.max(...tone(440, 50, 8000).samples.map(Math.abs)) / 32_768
    expect(loudspeaker.sounds[0]?.peak).toBeCloseTo(full / 2, 3)
  })

  it('works with a pack that lacks clips, and says that it lacks them', async () => {
    const { speaker } = await setUp({ pack: { ...quickPack, missing: { 'zh-CN': ['7'], en: [] } } })
    await expect.poll(() => speaker.row()).toMatchObject({ state: 'ready', detail: 'clips-missing' })
  })
})

describe('the machine’s own sound', () => {
  /** Stands in for ALSA's player: takes what it is given, and exits as it is told. */
  function program(script: string): { path: string; folder: string } {
    const folder = mkdtempSync(join(tmpdir(), 'player-'))
    ends.push(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'aplay')
    writeFileSync(path, `#!/bin/sh\n${script}\n`)
    chmodSync(path, 0o755)
    return { path, folder }
  }
  const sound = tone(440, 50, 8000)
  const stop = new AbortController().signal

  it('gets the whole sound, with what it says in words', async () => {
    const { path, folder } = program('cat > "$(dirname "$0")/heard.wav"')
    expect(await programPlayer('default', path).play(sound, '请 A001', stop)).toBe('ended')
    const heard = readFileSync(join(folder, 'heard.wav'))
    expect(titleOf(heard)).toBe('请 A001')
    expect(readWav(heard)).toEqual({ ok: true, value: sound })
  })

  it('is absent without a player, and at fault when the player cannot sound', async () => {
    expect(await programPlayer('default', '/nonexistent/aplay').play(sound, '', stop)).toBe('absent')
    expect(await programPlayer('default', program('exit 1').path).play(sound, '', stop)).toBe('failed')
  })

  it('ends with the speaker', async () => {
    const speaker = start(programPlayer('default', program('exec sleep 60').path))
    await speaker.stop()
    expect(speaker.row().state).toBe('off')
  })
})
