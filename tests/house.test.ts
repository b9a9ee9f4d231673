import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { folders, wrongImports } from '../build/check-imports.ts'
import { journalDocument, journalDocumentIsTrue } from '../build/journal-document.ts'
import { root } from './support/spawn.ts'

/** The house's own rules: that the checkers see what they are for, and that documents say what the code says. */
it('a wrong import that is planted is found, and the message says where to go', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'govhall-imports-'))
  try {
    for (const folder of folders) mkdirSync(join(copy, folder))
    cpSync(join(root, 'core'), join(copy, 'core'), { recursive: true })
    cpSync(join(root, 'tsconfig.json'), join(copy, 'tsconfig.json'))
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    writeFileSync(join(copy, 'db', 'thing.ts'), 'export const thing = 1\n')
    writeFileSync(
      join(copy, 'core', 'planted.ts'),
      "import { thing } from '../db/thing.ts'\nexport const planted = thing\n",
    )
    const { wrong } = await wrongImports(copy)
    expect(wrong).toMatchObject([
      {
        rule: 'core-is-pure',
        from: 'core/planted.ts',
        to: 'db/thing.ts',
        says: expect.stringContaining('Pass in what it needs'),
      },
    ])
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
})

it('docs/journal.md says what contract/entries.ts says', () => {
  expect(journalDocument()).toContain('`ticket-called`')
  expect(journalDocumentIsTrue(), 'run: node build/journal-document.ts').toBe(true)
})
