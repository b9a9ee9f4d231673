import { z } from 'zod'
import { cellChange } from '../registry-columns.ts'
import { id } from '../shapes.ts'
import type { Topic } from '../stream.ts'

/** What is said of one type of entry: see contract/entries.ts. */
export interface EntryType<Body extends z.ZodObject = z.ZodObject> {
  readonly says: string
  readonly version: number
  readonly topics: readonly Topic[]
  readonly body: Body
  /** Keys of the body that leave in the stream. */
  readonly open: readonly string[]
}

/** Makes a type; `open` are the keys of its body that leave in the stream. */
export function entry<Body extends z.ZodObject>(
  says: string,
  topics: readonly Topic[],
  body: Body,
  open: readonly (keyof z.infer<Body> & string)[] = [],
  version = 1,
): EntryType<Body> {
  return { says, version, topics, body, open }
}

/** Where something happened. */
export const atWindow = { windowId: id, windowNumber: z.string(), zoneId: id.nullable() }
/** What a screen may see of it. */
export const windowOpen = ['windowId', 'windowNumber', 'zoneId'] as const
/** Who did it; null for nobody who signed in. */
export const staffId = id.nullable()
/** What was changed, cell by cell as the registry's table writes it; left out by programs that fill an empty store. */
export const changes = z.array(cellChange).optional()
