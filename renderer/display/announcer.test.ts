import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Call } from '../../core/voice/announcement-queue.ts'
import { startWords } from '../ui/i18n.ts'
import { createVoice, type Speech, type Spoken } from '../ui/voice.ts'
import { Announcer, type AnnouncerRules, announcementText } from './announcer.ts'
import type { Chime } from './chime.ts'

vi.stubGlobal('document', { documentElement: {} })
startWords()
afterEach(() => vi.useRealTimers())

const call = (seq: number, number: string, windowNumber = '3'): Call => ({
  seq,
  ticketId: number,
  number,
  windowId: `w${windowNumber}`,
  windowNumber,
})

/** Real: the announcer, its queue and the page's voice. Simulated: the browser's speech and its permission to sound. */
function stage(
  how: {
    voices?: string[]
    touched?: boolean
    rules?: Partial<AnnouncerRules>
    clips?: string[]
    clipsEnd?: Spoken
  } = {},
) {
  const played: string[] = []
  vi.useFakeTimers()
  const said: { text: string; volume: number; at: number }[] = []
  let speaking = 0
  let most = 0
  let touched = how.touched ?? true
  let changed = (): void => undefined
  const speech: Speech = {
    getVoices: () => (how.voices ?? ['zh-CN', 'en-US']).map((lang) => ({ lang, localService: true })),
    speak(text, { volume }, ended) {
      said.push({ text, volume, at: Date.now() })
      speaking += 1
      most = Math.max(most, speaking)
      setTimeout(() => {
        speaking -= 1
        ended('end')
      }, 3000)
    },
    cancel: () => undefined,
    onVoices: () => undefined,
  }
  const chime: Chime = {
    allowed: () => touched,
    onChange(listener) {
      changed = listener
      return () => undefined
    },
    unlock() {
      touched = true
      changed()
    },
    ring: async () => undefined,
  }
  const announcer = new Announcer({
    voice: createVoice(speech),
    clips: {
      available: (language) => how.clips?.includes(language) ?? false,
      async say(called, language, { times, volume }) {
        for (let time = 0; time < times; time += 1) {
          played.push(`${language} ${called.number}→${called.windowNumber} ${volume}`)
          await new Promise((resolve) => setTimeout(resolve, 3000))
        }
        return how.clipsEnd ?? 'spoken'
      },
    },
    chime,
    rules: () => ({ sound: true, english: false, volume: 1, prefer: 'clips', ...how.rules }),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })
  return {
    announcer,
    played,
    said,
    texts: () => said.map((one) => one.text),
    most: () => most,
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  }
}
const zh = (number: string): string => announcementText(call(0, number), 'zh-CN')

describe('the announcer', () => {
  it('says figures one by one, twice', async () => {
    const { announcer, texts, pass } = stage()
    announcer.hear(call(1, 'A001'))
    await pass(20_000)
    expect(texts()).toEqual(['请 A 0 0 1 号到 3 号窗口办理', '请 A 0 0 1 号到 3 号窗口办理'])
  })

  it('a second call cut off the first voice: one announcement at a time, in order', async () => {
    const { announcer, texts, most, pass } = stage()
    announcer.hear(call(1, 'A001'))
    await pass(1000)
    announcer.hear(call(3, 'B002'))
    announcer.hear(call(2, 'A002'))
    await pass(60_000)
    expect(texts()).toEqual(['A001', 'A001', 'A002', 'A002', 'B002', 'B002'].map(zh))
    expect(most()).toBe(1)
  })

  it('a long line is said once each, as long as more than three wait behind', async () => {
    const { announcer, texts, pass } = stage()
    const numbers = Array.from({ length: 7 }, (_, at) => `A00${at + 1}`)
    for (const [at, number] of numbers.entries()) announcer.hear(call(at + 1, number))
    await pass(120_000)
    expect(texts()).toEqual([
      ...['A001', 'A002', 'A003'].map(zh),
      ...['A004', 'A005', 'A006', 'A007'].flatMap((number) => [zh(number), zh(number)]),
    ])
  })

  it('a ticket taken in English is called in English too, on a screen that says Chinese alone', async () => {
    const { announcer, texts, pass } = stage()
    announcer.hear({ ...call(1, 'A001'), language: 'en' })
    announcer.hear(call(2, 'A002'))
    await pass(60_000)
    const english = announcementText(call(0, 'A001'), 'en')
    expect(texts()).toEqual([zh('A001'), zh('A001'), english, zh('A002'), zh('A002')])
  })

  it('late ones are dropped, those still called are not', async () => {
    const { announcer, texts, pass } = stage()
    announcer.hear(call(1, 'A001'))
    announcer.hear(call(2, 'A002'))
    announcer.hear(call(3, 'A003'))
    await pass(1000)
    announcer.learn({ seq: 4, ticketId: 'A002', state: 'serving', windowId: 'w3' })
    await pass(60_000)
    expect(texts()).toEqual(['A001', 'A001', 'A003', 'A003'].map(zh))
  })

  it('after an outage the news comes in a burst: what ended in it is not announced', async () => {
    const { announcer, texts, pass } = stage()
    announcer.hear(call(1, 'A001'))
    announcer.learn({ seq: 2, ticketId: 'A001', state: 'done', windowId: 'w3' })
    announcer.hear(call(3, 'A002'))
    await pass(60_000)
    expect(texts()).toEqual(['A002', 'A002'].map(zh))
  })

  it('a recall is announced again', async () => {
    const { announcer, texts, pass } = stage()
    announcer.hear(call(1, 'A001'))
    await pass(20_000)
    announcer.hear(call(2, 'A001'))
    await pass(20_000)
    expect(texts()).toHaveLength(4)
  })

  it('shows what it says while it says it', async () => {
    const { announcer, pass } = stage({ rules: { english: true } })
    announcer.hear(call(1, 'A001'))
    await pass(1000)
    expect(announcer.get().caption).toMatchObject({ call: { number: 'A001' }, language: 'zh-CN' })
    await pass(6000)
    expect(announcer.get().caption).toMatchObject({ language: 'en' })
    await pass(20_000)
    expect(announcer.get().caption).toBeNull()
  })

  it('a machine without a voice says so, and still shows each caption in turn', async () => {
    const { announcer, texts, pass } = stage({ voices: [] })
    expect(announcer.get().sound).toBe('no-voice')
    announcer.hear(call(1, 'A001'))
    announcer.hear(call(2, 'A002'))
    await pass(1000)
    expect(announcer.get().caption?.call.number).toBe('A001')
    await pass(5000)
    expect(announcer.get().caption?.call.number).toBe('A002')
    await pass(6000)
    expect(announcer.get().caption).toBeNull()
    expect(texts()).toEqual([])
  })

  it('waits for a gesture where the browser wants one, and then says who is still called', async () => {
    const { announcer, texts, pass } = stage({ touched: false })
    expect(announcer.get().sound).toBe('needs-gesture')
    announcer.hear(call(1, 'A001'))
    announcer.hear(call(2, 'A002'))
    announcer.learn({ seq: 3, ticketId: 'A001', state: 'serving', windowId: 'w3' })
    await pass(60_000)
    expect(texts()).toEqual([])
    announcer.touched()
    await pass(60_000)
    expect(announcer.get().sound).toBe('on')
    expect(texts()).toEqual(['A002', 'A002'].map(zh))
  })

  it('speaks as loud as the hour allows', async () => {
    const { announcer, said, pass } = stage({ rules: { volume: 0.6 } })
    announcer.hear(call(1, 'A001'))
    await pass(20_000)
    expect(said.map((one) => one.volume)).toEqual([0.6, 0.6])
  })

  it('switched off, it only shows', async () => {
    const { announcer, texts, pass } = stage({ rules: { sound: false } })
    announcer.hear(call(1, 'A001'))
    await pass(1000)
    expect(announcer.get()).toMatchObject({ sound: 'off', caption: { call: { number: 'A001' } } })
    await pass(20_000)
    expect(texts()).toEqual([])
  })

  it('says calls with the hall’s clips where they are all there, and does not need the machine’s voice', async () => {
    const { announcer, played, texts, pass } = stage({
      voices: [],
      clips: ['zh-CN', 'en'],
      rules: { english: true, volume: 0.6 },
    })
    expect(announcer.get().sound).toBe('on')
    announcer.hear(call(1, 'A001', '12'))
    await pass(20_000)
    expect(played).toEqual(['zh-CN A001→12 0.6', 'zh-CN A001→12 0.6', 'en A001→12 0.6'])
    expect(texts()).toEqual([])
  })

  it('speaks with the machine’s voice where that is preferred, or where the clips fail', async () => {
    const preferred = stage({ clips: ['zh-CN'], rules: { prefer: 'system' } })
    preferred.announcer.hear(call(1, 'A001'))
    await preferred.pass(20_000)
    expect(preferred.played).toEqual([])
    expect(preferred.texts()).toHaveLength(2)
    const failing = stage({ clips: ['zh-CN'], clipsEnd: 'failed' })
    failing.announcer.hear(call(1, 'A001'))
    await failing.pass(30_000)
    expect(failing.texts()).toEqual(['A001', 'A001'].map(zh))
  })
})
