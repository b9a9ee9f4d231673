/** Why a file's bytes are no catalogue that one can import. */
export type FileFault = 'empty' | 'too-large' | 'excel' | 'gbk' | 'utf-16' | 'not-text'

export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: FileFault; readonly line: number | null }

/** The interface takes twenty million characters. */
const most = 20_000_000

/**
 * Reads a file's bytes as UTF-8 and as nothing else: a wrong guess would write wrong names onto tickets. What else it
 * seems to be is told, so that one knows how to save it. `line` is where the first byte stands that is no UTF-8.
 */
export function readCatalogueBytes(bytes: Uint8Array): FileText {
  const fault = (name: FileFault, line: number | null = null): FileText => ({ ok: false, fault: name, line })
  if (bytes.length === 0) return fault('empty')
  if (bytes.length > most * 3) return fault('too-large')
  // XLSX is a ZIP, XLS an OLE container.
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04]) || begins(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return fault('excel')
  if (begins(bytes, [0xff, 0xfe]) || begins(bytes, [0xfe, 0xff])) return fault('utf-16')
  const text = decode('utf-8', bytes)
  if (text === null) {
    const lossy = new TextDecoder('utf-8').decode(bytes)
    const line = lossy.slice(0, lossy.indexOf('\ufffd')).split('\n').length
    // GB18030 contains GBK and GB2312.
    return fault(decode('gb18030', bytes) === null ? 'not-text' : 'gbk', line)
  }
  if (text.includes('\u0000')) return fault('not-text')
  if (text.trim() === '') return fault('empty')
  return text.length > most ? fault('too-large') : { ok: true, text }
}

function decode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function begins(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte)
}
