import { z } from 'zod'
import { voiceLanguages } from '../../core/voice/spoken-call.ts'
import { everybody, type RouteSpec } from './route-spec.ts'

/** The voice pack: what it can say, and calls as sound. */
export const voiceRoutes = {
  voicePack: {
    method: 'GET',
    path: '/voice',
    says: '语音包：名称和缺少的片段',
    who: everybody,
    answer: z.object({
      name: z.string(),
      /** Whether it is the hall's own (`voice/` beside the store) or the one that ships. */
      own: z.boolean(),
      /** Clips that are missing, by language, with the words to record. */
      missing: z.record(z.enum(voiceLanguages), z.array(z.object({ clip: z.string(), words: z.string() }))),
    }),
  },
  voiceCall: {
    method: 'GET',
    path: '/voice/call',
    says: '一次叫号的声音（WAV）',
    who: everybody,
    query: z.object({
      number: z.string().min(1).max(12),
      window: z.string().min(1).max(12),
      language: z.enum(voiceLanguages).default('zh-CN'),
      times: z.coerce.number().int().min(1).max(3).default(1),
    }),
    answer: z.unknown(),
    file: 'given',
  },
} as const satisfies Record<string, RouteSpec>
