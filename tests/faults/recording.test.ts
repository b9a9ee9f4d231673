import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { readRecording } from './support/recording.ts'

const folder = mkdtempSync(join(tmpdir(), 'govhall-recording-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const hex = (text: string) =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
const wal = `19<${hex('/data/hall.sqlite-wal')}>`

it('a call that another thread’s call comes between is read as one, wherever it is cut', async () => {
  const file = join(folder, 'trace')
  writeFileSync(
    file,
    [
      `7 pwrite64(${wal}, "${hex('whole')}", 5, 4096) = 5`,
      `7 pwrite64(${wal}, "${hex('cut late')}", 8, 8192 <unfinished ...>`,
      `9 fdatasync(${wal} <unfinished ...>`,
      '7 <... pwrite64 resumed>) = 8',
      '9 <... fdatasync resumed>) = 0',
      `7 pwrite64(${wal}, <unfinished ...>`,
      `7 <... pwrite64 resumed>"${hex('cut early')}", 9, 12288) = 9`,
      `7 ftruncate(${wal}, 100 <unfinished ...>`,
      '7 <... ftruncate resumed>) = 0',
    ].join('\n'),
  )
  const path = '/data/hall.sqlite-wal'
  expect(await readRecording(file, '/data')).toEqual([
    { kind: 'write', path, bytes: Buffer.from('whole'), offset: 4096 },
    { kind: 'write', path, bytes: Buffer.from('cut late'), offset: 8192 },
    { kind: 'sync', path },
    { kind: 'write', path, bytes: Buffer.from('cut early'), offset: 12288 },
    { kind: 'cut', path, length: 100 },
  ])
})
