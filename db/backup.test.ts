import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backUp } from './backup.ts'

it('a backup to a place that is no folder fails with a sentence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'govhall-backup-'))
  try {
    writeFileSync(join(folder, 'hall.sqlite'), '')
    writeFileSync(join(folder, 'a-file'), '')
    const made = await backUp(folder, join(folder, 'a-file', 'monday.sqlite'))
    expect(made).toMatchObject({ ok: false, problem: expect.stringContaining('备份没有完成') })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
