import { z } from 'zod'
import { id, windowState } from '../shapes.ts'
import { atWindow, entry, staffId, windowOpen } from './entry-type.ts'

const windowFacts = { ...atWindow, state: windowState, staffId }

/** Windows at work, and the queues that they leave or take up. */
export const windowEntries = {
  'window-opened': entry('窗口开放', ['queues', 'windows'], z.object(windowFacts), [...windowOpen, 'state']),
  'window-paused': entry(
    '窗口暂停',
    ['queues', 'windows'],
    z.object({ ...windowFacts, reason: z.string() }),
    [...windowOpen, 'state', 'reason'],
  ),
  'window-closed': entry('窗口关闭', ['queues', 'windows'], z.object(windowFacts), [...windowOpen, 'state']),
  'queue-unattended': entry(
    '队列暂无窗口办理',
    ['queues', 'notices'],
    z.object({ queueId: id, queueName: z.string(), zoneId: id.nullable(), waiting: z.number().int() }),
    ['queueId', 'queueName', 'zoneId', 'waiting'],
  ),
  'queue-attended': entry(
    '队列恢复办理',
    ['queues', 'notices'],
    z.object({ queueId: id, queueName: z.string(), zoneId: id.nullable() }),
    ['queueId', 'queueName', 'zoneId'],
  ),
} as const
