import iconv from 'iconv-lite'
import type { Decoded, Decoder } from './codec.ts'

/** Bytes of the longest code: a QR code of an address with room to spare. */
export const longestCode = 1024

/**
 * Reads a scanner in serial mode: one code a line, ended by CR, LF or both. Codes are UTF-8, or GBK where they are not;
 * control characters are taken out (scanners set frames of STX and ETX around). A line that is too long, or that has no
 * end when the line falls silent, is thrown away whole: half a code is another code.
 */
export class ScanLines implements Decoder<string> {
  #line: number[] = []
  #overlong = 0

  get pending(): number {
    // A line that is too long waits for its end, but is not kept.
    return this.#line.length + Math.min(this.#overlong, 1)
  }

  feed(bytes: Uint8Array): Decoded<string>[] {
    const found: Decoded<string>[] = []
    for (const byte of bytes) {
      if (byte === 0x0d || byte === 0x0a) this.#end(found)
      else if (this.#overlong > 0) this.#overlong += 1
      else if (this.#line.length === longestCode) {
        this.#overlong = longestCode + 1
        this.#line = []
      } else this.#line.push(byte)
    }
    return found
  }

  flush(): Decoded<string>[] {
    const bytes = this.#line.length + this.#overlong
    this.#line = []
    this.#overlong = 0
    return bytes > 0 ? [{ kind: 'discarded', bytes }] : []
  }

  #end(found: Decoded<string>[]): void {
    const { length } = this.#line
    if (this.#overlong > 0) found.push({ kind: 'discarded', bytes: this.#overlong })
    const code = textOf(Uint8Array.from(this.#line))
    if (code !== '') found.push({ kind: 'message', message: code })
    else if (length > 0) found.push({ kind: 'discarded', bytes: length })
    this.#line = []
    this.#overlong = 0
  }
}

function textOf(bytes: Uint8Array): string {
  return decoded(bytes)
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(Buffer.from(bytes), 'gb18030')
  }
}
