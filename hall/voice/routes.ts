import type { RouteAnswer } from '../../contract/client.ts'
import { refusal } from '../../contract/problems.ts'
import { writeWav } from '../../core/voice/sound.ts'
import { clipWords, type VoiceLanguage } from '../../core/voice/spoken-call.ts'
import { sendProblem } from '../../web/problems.ts'
import type { VoicePack } from '../../web/voice-pack.ts'
import { type Handlers, raw } from '../serve.ts'
import { voiceOf } from './pack.ts'

/** The voice: what the pack can say, and a call as one sound. */
export const voiceRoutes: Handlers<'voicePack' | 'voiceCall'> = {
  voicePack: raw(async ({ hall, reply }) => {
    const { pack, own } = await voiceOf(hall)
    const answer: RouteAnswer<'voicePack'> = {
      name: pack.name,
      own,
      missing: { 'zh-CN': lacking(pack, 'zh-CN'), en: lacking(pack, 'en') },
    }
    await reply.send(answer)
  }),

  voiceCall: raw(async ({ hall, query, reply }) => {
    const { pack } = await voiceOf(hall)
    const call = { number: query.number, windowNumber: query.window }
    const sound = pack.say(call, query.language, { times: query.times, chime: false })
    if (sound === null) {
      sendProblem(reply, refusal('not-found', '语音包说不全这次叫号，请在设备页查看缺少的片段。'))
      return
    }
    await reply
      .type('audio/wav')
      // The same call sounds the same until the pack changes; a screen asks for it once or twice.
      .header('cache-control', 'private, max-age=60')
      .send(Buffer.from(writeWav(sound)))
  }),
}

function lacking(pack: VoicePack, language: VoiceLanguage): { clip: string; words: string }[] {
  return pack.missing[language].map((clip) => ({ clip, words: clipWords[language].get(clip) ?? clip }))
}
