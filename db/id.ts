import { V7Generator } from 'uuidv7'

/** Random words fetched at once: a call for each id costs more than the id. */
const words = new Uint32Array(1024)
let used = words.length

const generator = new V7Generator({
  nextUint32() {
    if (used === words.length) {
      crypto.getRandomValues(words)
      used = 0
    }
    const word = words[used] ?? 0
    used += 1
    return word
  },
})

/** A new UUIDv7: in the order in which they are made, so that new rows lie together. */
export function newId(): string {
  return generator.generate().toString()
}
