import type { ReactNode } from 'react'
import { useHallQuery } from '../../data/use-hall.ts'
import { defineWords } from '../../ui/define-words.ts'
import { useWords } from '../../ui/i18n.ts'

const voicePackWords = defineWords('voicePack', {
  zh: {
    title: '叫号语音包',
    shipped: '使用随程序提供的语音包（合成声音），片段齐全。',
    own: '使用本大厅自己录的语音包“{{name}}”，片段齐全。',
    lacks:
      '语音包“{{name}}”还缺 {{count}} 个片段，需要它们的叫号会改用本机语音，没有本机语音时只显示不播报。',
    mandarin: '中文：{{list}}',
    english: '英语：{{list}}',
    how: '自己录音：在数据目录里建 voice 文件夹，放 manifest.json 和 zh-CN、en 两个文件夹；每个片段录成一个 WAV（单声道 16 位），文件名见上，保存后立即生效。',
  },
  en: {
    title: 'Voice pack for calls',
    shipped: 'The pack that ships (synthetic voice) is in use; no clip is missing.',
    own: 'The hall\'s own pack "{{name}}" is in use; no clip is missing.',
    lacks:
      'The pack "{{name}}" lacks {{count}} clips. Calls that need them are said by the machine\'s own voice, or only shown where there is none.',
    mandarin: 'Chinese: {{list}}',
    english: 'English: {{list}}',
    how: 'To record your own: make a folder voice in the data folder, with manifest.json and the folders zh-CN and en; each clip is a WAV (mono, 16 bits) named as above. It holds as soon as it is saved.',
  },
})

/** Which voice calls are said with, and what is still to be recorded. */
export function VoicePackNote(): ReactNode {
  const say = useWords(voicePackWords)
  const pack = useHallQuery('voicePack', {}, { refreshOn: ['devices'] }).data
  if (!pack) return null
  const mandarin = pack.missing['zh-CN'] ?? []
  const english = pack.missing.en ?? []
  const count = mandarin.length + english.length
  const list = (clips: typeof mandarin) =>
    clips.map(({ clip, words }) => `${words}（${clip}.wav）`).join('、')
  return (
    <section className="voice-pack" aria-label={say('title')}>
      <h3>{say('title')}</h3>
      {count === 0 ? (
        <p>{pack.own ? say('own', { name: pack.name }) : say('shipped')}</p>
      ) : (
        <>
          <p>{say('lacks', { name: pack.name, count })}</p>
          {mandarin.length > 0 ? <p>{say('mandarin', { list: list(mandarin) })}</p> : null}
          {english.length > 0 ? <p>{say('english', { list: list(english) })}</p> : null}
        </>
      )}
      <p className="room-about">{say('how')}</p>
    </section>
  )
}
