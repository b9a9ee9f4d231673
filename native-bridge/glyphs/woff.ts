import { inflateSync } from 'node:zlib'

const signature = 0x774f4646

interface Table {
  readonly tag: number
  readonly checksum: number
  readonly bytes: Buffer
}

/**
 * A WOFF font unpacked to the plain font that is in it; other bytes as they are. The library unpacks a table again for
 * every glyph, which takes a second for a line of a font of all Chinese characters.
 */
export function unpackWoff(font: Buffer): Buffer {
  if (font.length < 44 || font.readUInt32BE(0) !== signature) return font
  const count = font.readUInt16BE(12)
  const tables: Table[] = Array.from({ length: count }, (_, index) => {
    const entry = 44 + index * 20
    const from = font.readUInt32BE(entry + 4)
    const packed = font.subarray(from, from + font.readUInt32BE(entry + 8))
    const whole = font.readUInt32BE(entry + 12)
    return {
      tag: font.readUInt32BE(entry),
      checksum: font.readUInt32BE(entry + 16),
      bytes: packed.length < whole ? inflateSync(packed) : packed,
    }
  })
  const head = Buffer.alloc(12 + count * 16)
  head.writeUInt32BE(font.readUInt32BE(4), 0)
  head.writeUInt16BE(count, 4)
  const bodies: Buffer[] = []
  let at = head.length
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const entry = 12 + index * 16
    head.writeUInt32BE(tag, entry)
    head.writeUInt32BE(checksum, entry + 4)
    head.writeUInt32BE(at, entry + 8)
    head.writeUInt32BE(bytes.length, entry + 12)
    const filled = Buffer.alloc((bytes.length + 3) & ~3)
    bytes.copy(filled)
    bodies.push(filled)
    at += filled.length
  }
  return Buffer.concat([head, ...bodies])
}
