import { z } from 'zod'
import { hallSettings, id, time } from '../shapes.ts'
import { entry } from './entry-type.ts'

/** The hall itself: its store, its settings, its days. */
export const hallEntries = {
  'store-created': entry('大厅的存储建立', [], z.object({ demonstration: z.boolean(), name: z.string() })),
  'store-restored': entry(
    '大厅的存储由副本恢复',
    [],
    z.object({
      /** The epoch that the copy was made in, and how far its journal went: all before this entry is the original's. */
      previousEpoch: z.string(),
      previousSeq: z.number().int(),
    }),
  ),
  /** The key that sealed numbers, rating words and phone addresses was lost; what it sealed is not read again. */
  'key-replaced': entry('大厅的密钥更换', [], z.object({})),
  'set-up-completed': entry(
    '用设置码完成首次设置',
    ['notices'],
    z.object({ operatorId: id, administratorId: id }),
  ),
  'hall-settings-changed': entry(
    '大厅设置更改',
    ['queues', 'windows', 'notices'],
    z.object({ before: hallSettings.nullable(), after: hallSettings }),
  ),
  /** It was off, or its store took no changes, for more than two minutes: nobody could check in. */
  'service-interrupted': entry('大厅服务中断', ['notices'], z.object({ since: time, until: time })),
  'day-ended': entry(
    '一天结束',
    ['queues', 'windows', 'notices'],
    z.object({ day: z.string(), expired: z.number().int(), windowsClosed: z.number().int() }),
    ['day'],
  ),
} as const
