import { z } from 'zod'

/** What a client may listen to. Each journal entry's type says to which topics it belongs. */
export const topics = ['calls', 'queues', 'windows', 'ratings', 'devices', 'notices'] as const
export type Topic = (typeof topics)[number]

/** A place in one store's journal: `epoch:seq`. The epoch changes whenever a store is restored or cloned. */
export interface StreamPosition {
  readonly epoch: string
  readonly seq: number
}

/** Writes a position as an SSE event id. */
export function formatPosition(position: StreamPosition): string {
  return `${position.epoch}:${position.seq}`
}

/**
 * Reads an SSE event id. A bare number is accepted for scripts (`after=120`) and means the present epoch,
 * which the answer says by `epoch: null`. Anything else is null.
 */
export function parsePosition(text: string): { epoch: string | null; seq: number } | null {
  const found = /^(?:([0-9a-f-]{36}):)?(\d{1,15})$/.exec(text)
  return found ? { epoch: found[1] ?? null, seq: Number(found[2]) } : null
}

export const streamQuery = z.object({
  topics: z
    .string()
    .optional()
    .transform((value, context) => {
      if (value === undefined || value === '') return [...topics]
      const asked = value.split(',').map((topic) => topic.trim())
      const known = topics.filter((topic) => asked.includes(topic))
      if (known.length !== new Set(asked).size) {
        context.addIssue({ code: 'custom', message: `主题只能是 ${topics.join('、')}` })
        return z.NEVER
      }
      return known
    }),
  after: z.string().max(80).optional(),
})
