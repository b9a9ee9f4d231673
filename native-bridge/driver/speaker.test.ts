import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Call } from '../../core/voice/announcement-queue.ts'
import { joinSounds, readWav, titleOf, tone } from '../../core/voice/sound.ts'
import type { VoiceLanguage } from '../../core/voice/spoken-call.ts'
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
  lacks: () => [],
  chime: tone(880, 30, 8000),
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

  it('says a call in English afterwards whose ticket was taken in English', async () => {
    const { speaker, titles } = await setUp()
    speaker.hear({ ...call(1, 'A001'), language: 'en' })
    speaker.hear(call(2, 'A002'))
    await expect.poll(titles).toEqual([zh('A001'), 'Ticket A001, please go to window 3', zh('A002')])
  })

  it('drops a late one, whose ticket is served, and no other', async () => {
    const { speaker, titles } = await setUp()
    await expect.poll(() => speaker.row().state).toBe('ready')
    for (const [seq, number] of ['A001', 'A002', 'A003'].entries()) speaker.hear(call(seq + 1, number))
    speaker.learn({ seq: 9, ticketId: 'A002', state: 'serving', windowId: 'w3' })
    await expect.poll(titles).toEqual([zh('A001'), zh('A003')])
  })

  it('goes on where the program breaks on a call, and says that it broke', async () => {
    const broken: VoicePack = {
      ...quickPack,
      say: (said, language, how) => {
        if (said.number === 'A001') throw new Error('no such clip')
        return quickPack.say(said, language, how)
      },
    }
    const { speaker, titles } = await setUp({ pack: broken })
    await expect.poll(() => speaker.row().state).toBe('ready')
    const conditions: string[] = []
    const bugs: unknown[] = []
    speaker.onChange(({ state, detail }, bug) => {
      conditions.push(`${state} ${detail}`)
      if (bug !== undefined) bugs.push(bug)
    })
    speaker.hear(call(1, 'A001'))
    speaker.hear(call(2, 'A002'))
    await expect.poll(titles, { timeout: 15_000 }).toEqual([zh('A002')])
    expect(conditions).toEqual(['fault program-error', 'ready '])
    expect(bugs).toEqual([new Error('no such clip')])
  })

  it('never loses a call that is still true, however long the line: while it is, each is said once', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    ends.push(() => void vi.useRealTimers())
    const saidMs: number[] = []
    const speaker = start(
      {
        place: 'by hand',
        tryEveryMs: 60_000,
        // A call takes five seconds, said twice ten, which pass at once.
        async play(sound, title) {
          if (title !== '') saidMs.push(sound.samples.length)
          vi.advanceTimersByTime(sound.samples.length)
          return 'ended'
        },
      },
      { pack: { ...quickPack, say: (_call, _language, { times }) => tone(440, times * 5000, 1000) } },
    )
    await expect.poll(() => speaker.row().state).toBe('ready')
    for (let seq = 1; seq <= 12; seq += 1) speaker.hear(call(seq, `A0${seq}`))
    await expect.poll(() => saidMs).toHaveLength(12)
    // Eight while more than three waited behind, four with time.
    expect(saidMs).toEqual([...Array(8).fill(5000), ...Array(4).fill(10_000)])
    await speaker.stop()
  })

  it('sees an outage while nothing is to be said: the cable, then the power', async () => {
    const { loudspeaker, speaker } = await setUp()
    await expect.poll(() => speaker.row().state).toBe('ready')
    loudspeaker.plug(false)
    await expect.poll(() => speaker.row().state, { timeout: 5000 }).toBe('absent')
    loudspeaker.plug(true)
    await expect.poll(() => speaker.row().state, { timeout: 5000 }).toBe('ready')
    loudspeaker.power(false)
    await expect.poll(() => speaker.row().state, { timeout: 5000 }).toBe('absent')
    expect(speaker.row().counters.opened).toBe(2)
  })

  it('has not sounded where the network took the bytes and nobody reads them', {
    timeout: 20_000,
  }, async () => {
    const deaf = createServer((socket) => void socket.pause().on('error', () => {}))
    await once(deaf.listen(0, '127.0.0.1'), 'listening')
    const address = deaf.address()
    if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
    const speaker = start(linePlayer(tcpTransport(`127.0.0.1:${address.port}`)))
    ends.push(async () => {
      await speaker.stop()
      deaf.close()
    })
    speaker.hear(call(1, 'A001'))
    await expect
      .poll(() => speaker.row(), { timeout: 15_000 })
      .toMatchObject({ state: 'fault', detail: 'no-sound', counters: { framesOut: 0 } })
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

  it('works with a pack that lacks clips, and says which', async () => {
    const lacking = (...clips: string[]) => ({ ...quickPack, missing: { 'zh-CN': clips, en: ['hundred'] } })
    const { speaker } = await setUp({ pack: lacking('7', 'please') })
    await expect
      .poll(() => speaker.row())
      .toMatchObject({ state: 'ready', detail: 'clips-missing zh-CN/7, zh-CN/please' })
    const both = await setUp({ pack: lacking('7'), english: true })
    await expect.poll(() => both.speaker.row().detail).toBe('clips-missing zh-CN/7, en/hundred')
    // As many as a report holds.
    const many = await setUp({ pack: lacking(...Array.from({ length: 36 }, (_, at) => `clip${at}`)) })
    await expect.poll(() => many.speaker.row().detail).toMatch(/^clips-missing zh-CN\/clip0, .*, \+\d+$/)
    expect(many.speaker.row().detail.length).toBeLessThanOrEqual(120)
  })

  it('says a call that needs a missing clip in English, and with neither lets the chime send people to a screen', async () => {
    const says = (...can: VoiceLanguage[]): VoicePack => ({
      ...quickPack,
      missing: { 'zh-CN': ['7'], en: [] },
      lacks: (_call, language) => (can.includes(language) ? [] : ['7']),
      say: (spoken, language, how) => (can.includes(language) ? quickPack.say(spoken, language, how) : null),
    })
    const english = await setUp({ pack: says('en'), english: true })
    english.speaker.hear(call(1, 'A007'))
    english.speaker.hear(call(2, 'A008'))
    const en = (number: string) => `Ticket ${number}, please go to window 3`
    await expect.poll(english.titles).toEqual([en('A007'), en('A008')])
    await expect.poll(() => english.speaker.row().counters.callsLacking).toBe(2)

    const neither = await setUp({ pack: says() })
    neither.speaker.hear(call(1, 'A007'))
    await expect.poll(neither.titles).toEqual([zh('A007')])
    expect(neither.loudspeaker.sounds[0]?.lengthMs).toBe(30)
    await expect.poll(() => neither.speaker.row().counters.callsLacking).toBe(1)
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
