import { Remembered } from '../db/remembered.ts'
import type { Hall } from './hall.ts'

/** What was read from a hall's store is kept for one version of it: reads a key's value, or gives what was read before. */
export function rememberedOf<Value>(): (hall: Hall, key: string, read: () => Value) => Value {
  const keptOf = new WeakMap<Hall, Remembered<Value>>()
  return (hall, key, read) => {
    let kept = keptOf.get(hall)
    if (!kept) {
      kept = new Remembered()
      keptOf.set(hall, kept)
    }
    return kept.of(hall.writer.version, key, read)
  }
}
