import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readCatalogueBytes } from './read-file.ts'

const csv = 'department,group,name,item_code,task_type\n区民政局,未分类,临时救助,ABC-1,5\n'
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('a catalogue file', () => {
  it('is read as UTF-8, with or without its mark', () => {
    expect(readCatalogueBytes(utf8(csv))).toEqual({ ok: true, text: csv })
    expect(readCatalogueBytes(utf8(`\ufeff${csv}`))).toEqual({ ok: true, text: csv })
  })
  it('in GBK is known as such, by line', () => {
    expect(readCatalogueBytes(iconv.encode(csv, 'gbk'))).toEqual({ ok: false, fault: 'gbk', line: 2 })
  })
  it.each([
    ['empty', new Uint8Array()],
    ['empty', utf8('\n \n')],
    ['excel', utf8('PK\u0003\u0004 whatever')],
    ['excel', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1)],
    ['utf-16', iconv.encode(csv, 'utf-16le', { addBOM: true })],
    ['not-text', Uint8Array.of(0x89, 0x50, 0xff, 0xff, 0x00)],
    ['not-text', utf8('a\u0000b')],
  ] as const)('that is %s is told as such', (fault, bytes) => {
    expect(readCatalogueBytes(bytes)).toMatchObject({ ok: false, fault })
  })
})
