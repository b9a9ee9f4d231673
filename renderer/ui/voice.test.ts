import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createVoice, type Speech } from './voice.ts'

function fakeSpeech(langs: string[] = ['zh-CN', 'en_US']) {
  const said: string[] = []
  const ends: ((how: string) => void)[] = []
  const speech: Speech = {
    getVoices: () => langs.map((lang) => ({ lang, localService: true })),
    speak(text, _, ended) {
      said.push(text)
      ends.push(ended)
    },
    cancel: () => undefined,
    onVoices: () => undefined,
  }
  const end = async (how = 'end'): Promise<void> => {
    ends.shift()?.(how)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { speech, said, end }
}

describe('the voice', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

  it('a second call does not cut off the first voice (FQM #138)', async () => {
    const { speech, said, end } = fakeSpeech()
    const voice = createVoice(speech)
    const first = voice.speak('请 A 0 0 1 号到 3 号窗口办理', { times: 2 })
    const second = voice.speak('请 A 0 0 2 号到 4 号窗口办理')
    await settle()
    expect(said).toHaveLength(1)
    await end()
    expect(said).toEqual(['请 A 0 0 1 号到 3 号窗口办理', '请 A 0 0 1 号到 3 号窗口办理'])
    await end()
    expect(await first).toBe('spoken')
    await settle()
    expect(said.at(-1)).toBe('请 A 0 0 2 号到 4 号窗口办理')
    await end()
    expect(await second).toBe('spoken')
  })

  it('drops a late call whose person is already served', async () => {
    const { speech, said, end } = fakeSpeech()
    const voice = createVoice(speech)
    let served = false
    void voice.speak('one')
    const late = voice.speak('two', { stillWanted: () => !served })
    await settle()
    served = true
    await end()
    expect(await late).toBe('dropped')
    expect(said).toEqual(['one'])
  })

  it('goes on when the engine never says that it ended', async () => {
    const { speech, said } = fakeSpeech()
    const voice = createVoice(speech)
    const hung = voice.speak('one')
    void voice.speak('two')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await hung).toBe('failed')
    expect(said).toEqual(['one', 'two'])
  })

  it('says that the machine has no voice, or no leave to speak', async () => {
    expect(createVoice(null).available()).toBe(false)
    expect(await createVoice(null).speak('one')).toBe('no-voice')
    const onlyEnglish = createVoice(fakeSpeech(['en-GB']).speech)
    expect(onlyEnglish.available('zh-CN')).toBe(false)
    expect(onlyEnglish.available('en')).toBe(true)
    const { speech, end } = fakeSpeech()
    const blocked = createVoice(speech).speak('one')
    await settle()
    await end('not-allowed')
    expect(await blocked).toBe('blocked')
  })

  it('forgets what waits when it is silenced', async () => {
    const { speech, said, end } = fakeSpeech()
    const voice = createVoice(speech)
    void voice.speak('one')
    const waiting = voice.speak('two')
    await settle()
    voice.silence()
    await end('interrupted')
    expect(await waiting).toBe('dropped')
    expect(said).toEqual(['one'])
  })
})
